import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { callSourceSchema } from './connection'
import { base, graphText, id } from './contract-base'
import { verdictSchema } from './report'

/** One problem sent through a graph while somebody looks on. */
const playInputSchema = z.object({
  /** The graph as it is in the window, saved or not. */
  graph: graphText,
  datasetId: id,
  problem: z.union([
    z.object({ id: z.string() }),
    z.object({
      question: z.string().min(1).max(200_000),
      /** Known to the grader alone, and to the simulation. */
      answerKey: z.string().max(10_000).nullable(),
    }),
  ]),
  seed: z.number().int().min(0).max(2_147_483_647).default(7),
  /** How many times faster than stated latencies the steps come where time is virtual; null: at once. */
  speed: z.number().min(0.01).max(1000).nullable().default(null),
  /** Dollars that it may spend at most; null: no cap. */
  capUsd: z.number().positive().nullable().default(null),
})

/** Milliseconds since the problem entered; null once a call of unknown latency was made. */
const atMs = z.number().nullable()

export const playEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('began'), question: z.string(), live: z.boolean() }),
  z.object({ type: z.literal('entered'), atMs, node: z.string() }),
  z.object({
    type: z.literal('asked'),
    atMs,
    node: z.string(),
    seq: z.number().int(),
    role: z.string(),
    connection: z.string(),
    model: z.string(),
  }),
  z.object({ type: z.literal('piece'), seq: z.number().int(), kind: z.enum(['thinking', 'answer']), text: z.string() }),
  z.object({
    type: z.literal('called'),
    atMs,
    node: z.string(),
    seq: z.number().int(),
    model: z.string(),
    source: callSourceSchema,
    answer: z.string().nullable(),
    failure: z.string().nullable(),
    confidence: z.number().nullable(),
    usd: z.number().nullable(),
    latencyMs: z.number().nullable(),
    inputTokens: z.number().nullable(),
    outputTokens: z.number().nullable(),
  }),
  z.object({
    type: z.literal('left'),
    atMs,
    node: z.string(),
    port: z.string().nullable(),
    why: z.string(),
    answer: z.string().nullable(),
    confidence: z.number().nullable(),
    spentUsd: z.number().nullable(),
  }),
  z.object({
    type: z.literal('ended'),
    atMs,
    verdict: verdictSchema,
    /** False where there is no key to grade by. */
    graded: z.boolean(),
    answer: z.string().nullable(),
    confidence: z.number().nullable(),
    usd: z.number().nullable(),
    billedUsd: z.number().nullable(),
    failure: z.string().nullable(),
    /** One sentence where the answer is only the best so far. */
    caveat: z.string().nullable(),
  }),
])
export type PlayEvent = z.infer<typeof playEventSchema>
export type PlayInput = z.infer<typeof playInputSchema>

export const problemBriefSchema = z.object({
  id: z.string(),
  question: z.string(),
  difficulty: z.string().nullable(),
  hasKey: z.boolean(),
})
export type ProblemBrief = z.infer<typeof problemBriefSchema>

export const playContract = {
  start: base.input(playInputSchema).output(eventIterator(playEventSchema)),
  /** The first problems of a dataset whose id or question holds a text. */
  problems: base
    .input(z.object({ datasetId: id, find: z.string().max(200), limit: z.number().int().min(1).max(200).default(50) }))
    .output(z.object({ problems: z.array(problemBriefSchema), matching: z.number().int() })),
}
