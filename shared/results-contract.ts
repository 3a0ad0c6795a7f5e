import { z } from 'zod'
import { callSourceSchema, callStateSchema } from './connection'
import { base, graphText, id } from './contract-base'
import { stepSchema, verdictSchema } from './report'

const text = z.string().max(1000)

/** Which results of a run are wanted; a member that is absent does not choose. */
export const resultFilterSchema = z.object({
  verdicts: z.array(verdictSchema).optional(),
  categories: z.array(text.nullable()).optional(),
  difficulties: z.array(text.nullable()).optional(),
  /** Came to this node; with `port`: and left it by this port. */
  node: text.optional(),
  port: text.optional(),
  /** Went exactly this way: the number of one of the run's paths. */
  path: z.number().int().optional(),
  escalated: z.boolean().optional(),
  corrected: z.boolean().optional(),
  /** Which walk of its problem, from 0. */
  repeat: z.number().int().min(0).optional(),
  /** In the id, the question, the key or the answer, whatever the case of its letters. */
  text: text.optional(),
  /**
   * Right here and not right there, or the other way round. Repeats are compared one by one, the n-th with the n-th; where the other run has
   * fewer, they begin again with its first.
   */
  changedAgainst: id.optional(),
})
export type ResultFilter = z.infer<typeof resultFilterSchema>

export const resultSortSchema = z.object({
  by: z.enum([
    'ordinal',
    'problemId',
    'category',
    'difficulty',
    'verdict',
    'confidence',
    'usd',
    'billedUsd',
    'latencyMs',
  ]),
  descending: z.boolean(),
})
export type ResultSort = z.infer<typeof resultSortSchema>

/** A visit without its why. */
const placeSchema = z.tuple([z.string(), z.string().nullable()])
export type Place = z.infer<typeof placeSchema>

/** A result as a line of a table: long texts are cut. */
export const resultLineSchema = z.object({
  /** The walk's place in the run; without repeats the problem's place in its dataset. */
  ordinal: z.number().int(),
  /** Which walk of its problem, from 0. */
  repeat: z.number().int(),
  problemId: z.string(),
  question: z.string(),
  category: z.string().nullable(),
  difficulty: z.string().nullable(),
  answerKey: z.string().nullable(),
  verdict: verdictSchema,
  /** What the grader said, where a person said otherwise. */
  graded: verdictSchema.nullable(),
  answer: z.string().nullable(),
  failure: z.string().nullable(),
  confidence: z.number().nullable(),
  usd: z.number().nullable(),
  billedUsd: z.number().nullable(),
  savedUsd: z.number().nullable(),
  latencyMs: z.number().nullable(),
  escalated: z.boolean(),
  places: z.array(placeSchema),
})
export type ResultLine = z.infer<typeof resultLineSchema>

export const resultPageSchema = z.object({ matching: z.number().int(), lines: z.array(resultLineSchema) })
export type ResultPage = z.infer<typeof resultPageSchema>

/** What a run's results can be chosen by, with how many there are. */
export const facetsSchema = z.object({
  verdicts: z.partialRecord(verdictSchema, z.number().int()),
  escalated: z.number().int(),
  corrected: z.number().int(),
  categories: z.array(z.object({ name: z.string().nullable(), problems: z.number().int() })),
  difficulties: z.array(z.object({ name: z.string().nullable(), problems: z.number().int() })),
  /** The commonest first; at most 200 of them. */
  paths: z.array(
    z.object({
      number: z.number().int(),
      places: z.array(placeSchema),
      problems: z.number().int(),
      correct: z.number().int(),
    }),
  ),
  /** How many different ones there are. */
  pathCount: z.number().int(),
})
export type Facets = z.infer<typeof facetsSchema>

/** A row of the ledger, with what was asked where that can be told. */
export const callDetailSchema = z.object({
  seq: z.number().int(),
  nodeId: z.string(),
  role: z.string(),
  connection: z.string(),
  model: z.string(),
  source: callSourceSchema,
  state: callStateSchema,
  sample: z.number().int(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  cacheReadTokens: z.number().nullable(),
  cacheWriteTokens: z.number().nullable(),
  reasoningTokens: z.number().nullable(),
  usd: z.number().nullable(),
  billedUsd: z.number().nullable(),
  reservedUsd: z.number().nullable(),
  latencyMs: z.number().nullable(),
  answer: z.string().nullable(),
  confidence: z.number().nullable(),
  failure: z.string().nullable(),
  requestId: z.string().nullable(),
  sentAt: z.number().nullable(),
})
export type CallDetail = z.infer<typeof callDetailSchema>

/**
 * What a call asked, made anew from the graph version and the problem. `sent`: its hash is that of the request in the ledger;
 * `rebuilt`: the walk that asks for it went as the stored one did, and no hash tells more.
 */
export const promptSchema = z.object({
  seq: z.number().int(),
  system: z.string(),
  prompt: z.string(),
  basis: z.enum(['sent', 'rebuilt']),
})
export type Prompt = z.infer<typeof promptSchema>

export const attemptSchema = z.object({
  number: z.number().int(),
  verdict: verdictSchema,
  answer: z.string().nullable(),
  failure: z.string().nullable(),
  usd: z.number().nullable(),
  billedUsd: z.number().nullable(),
  retiredAt: z.number(),
})

export const correctionSchema = z.object({
  graded: verdictSchema,
  verdict: verdictSchema,
  note: z.string(),
  correctedAt: z.number(),
})

/** Everything that is kept of one problem of a run. */
export const problemDetailSchema = z.object({
  runId: id,
  /** The walk's place in the run. */
  ordinal: z.number().int(),
  /** Which walk of its problem, from 0. */
  repeat: z.number().int(),
  /** The walks of this problem that are finished, this one among them, in their order. */
  repeats: z.array(z.object({ ordinal: z.number().int(), repeat: z.number().int(), verdict: verdictSchema })),
  problemId: z.string(),
  question: z.string(),
  answerKey: z.string().nullable(),
  category: z.string().nullable(),
  difficulty: z.string().nullable(),
  verdict: verdictSchema,
  gradedBy: z.string().nullable(),
  correction: correctionSchema.nullable(),
  answer: z.string().nullable(),
  failure: z.string().nullable(),
  confidence: z.number().nullable(),
  usd: z.number().nullable(),
  billedUsd: z.number().nullable(),
  savedUsd: z.number().nullable(),
  latencyMs: z.number().nullable(),
  escalated: z.boolean(),
  steps: z.array(stepSchema),
  calls: z.array(callDetailSchema),
  attempts: z.array(attemptSchema),
  /** The graph version that it went through. */
  graph: graphText,
})
export type ProblemDetail = z.infer<typeof problemDetailSchema>

const place = z.object({ id, ordinal: z.number().int().min(0) })

export const resultsContract = {
  find: base
    .input(
      z.object({
        id,
        filter: resultFilterSchema.default({}),
        sort: resultSortSchema.default({ by: 'ordinal', descending: false }),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(1000).default(100),
      }),
    )
    .output(resultPageSchema),
  /** The result before or after one in an order; null where there is none. */
  beside: base
    .input(
      place.extend({ filter: resultFilterSchema, sort: resultSortSchema, by: z.union([z.literal(-1), z.literal(1)]) }),
    )
    .output(z.number().int().nullable()),
  facets: base.input(z.object({ id })).output(facetsSchema),
  problem: base.input(place).output(problemDetailSchema),
  /** What its calls asked, as far as that can be told. */
  prompts: base.input(place).output(z.array(promptSchema)),
  /** A person's verdict in the place of the grader's; `null` gives the grader's back. */
  correct: base
    .input(place.extend({ verdict: z.enum(['correct', 'wrong']).nullable(), note: z.string().max(10_000).default('') }))
    .output(problemDetailSchema),
}
