import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { base, id } from './contract-base'
import { runStatusSchema } from './report'

/** An answer that waits for a person. */
export const reviewSchema = z.object({
  id: z.number().int(),
  runId: id,
  /** A run that does not go on finds the decision when it is resumed. */
  runStatus: runStatusSchema,
  graph: z.string(),
  dataset: z.string(),
  problemId: z.string(),
  question: z.string(),
  /** What is proposed; null where no node gave an answer. */
  answer: z.string().nullable(),
  confidence: z.number().nullable(),
  instructions: z.string(),
  /** The titles of the nodes by which the problem came. */
  path: z.array(z.string()),
  askedAt: z.number(),
})
export type Review = z.infer<typeof reviewSchema>

/** The oldest of the reviews that wait, and how many there are. */
export const reviewListSchema = z.object({ waiting: z.number().int(), reviews: z.array(reviewSchema) })
export type ReviewList = z.infer<typeof reviewListSchema>

const reviewNote = z.string().max(10_000).nullable().default(null)
export const reviewDecisionSchema = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('approved'), note: reviewNote }),
  z.object({ decision: z.literal('corrected'), answer: z.string().min(1).max(1_000_000), note: reviewNote }),
])

export const reviewsContract = {
  list: base.input(z.object({ limit: z.number().int().min(1).max(1000).default(200) })).output(reviewListSchema),
  decide: base
    .input(z.object({ id: z.number().int(), decided: reviewDecisionSchema }))
    .output(z.object({ waiting: z.number().int() })),
  /** How many wait: at once, and after each change. */
  watch: base.output(eventIterator(z.object({ waiting: z.number().int() }))),
}
