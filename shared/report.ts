import { z } from 'zod'
import { deliverySchema } from './batch'
import { callSourceSchema } from './connection'

/** How a run's answers came about. */
export const runModeSchema = z.enum(['simulated', 'recorded', 'live', 'mixed'])
export type RunMode = z.infer<typeof runModeSchema>

/**
 * Who answers in the place of a graph's models: the connections that its roles are bound to; recorded outcomes alone; or recorded
 * outcomes and, where there is none, the connections.
 */
export const answersFromSchema = z.enum(['connections', 'recorded', 'recorded-else-live'])
export type AnswersFrom = z.infer<typeof answersFromSchema>

/** A figure that is not known yet: between `low` and `high`, most likely about `expected` (null: no telling). */
export const rangeSchema = z.object({ low: z.number(), expected: z.number().nullable(), high: z.number() })
export type Range = z.infer<typeof rangeSchema>

/**
 * What a run will take, before it is started. `outcomes`: problems of the dataset were walked on what models once answered to
 * them; `simulation`: on simulated answers; `bounds`: nothing is recorded, so only the shortest and the longest walk are known.
 */
export const estimateSchema = z.object({
  basis: z.enum(['outcomes', 'simulation', 'bounds']),
  problems: z.number().int(),
  /** How often each of them is walked. */
  repeats: z.number().int(),
  /** How many walks were made to find out. */
  walked: z.number().int(),
  /** Of how many others that were looked at too little is recorded; absent: none. */
  unrecorded: z.number().int().optional(),
  calls: rangeSchema,
  /** At list price; null where a price is not known. */
  usd: rangeSchema.nullable(),
  delivery: deliverySchema,
  /** Of that, what providers will charge; 0 where nothing is sent. */
  billedUsd: rangeSchema.nullable(),
  /** Real time in milliseconds; null where time is virtual, or nothing is known of how long calls take. */
  timeMs: rangeSchema.nullable(),
  /** What they would charge if all of it went out in batches; null where it cannot, or nothing would be charged. */
  batchUsd: rangeSchema.nullable(),
  /** The models whose price is not known. */
  unpriced: z.array(z.string()),
  /** What nodes ask of live models that these are not known to take: such a call is sent without it. */
  leftOut: z.array(
    z.object({ node: z.string(), model: z.string(), setting: z.enum(['temperature', 'effort', 'logprobs']) }),
  ),
  /** 95th percentile of a problem's time among those that were walked; absent where nothing is known. */
  p95Ms: z.number().optional(),
  /** Of these walks, how many failed, and why one of them did; absent: none. */
  failing: z.object({ problems: z.number().int(), example: z.string() }).optional(),
  /** What the design allows a problem, in milliseconds; absent: no limit. */
  latencyBudgetMs: z.number().optional(),
})
export type Estimate = z.infer<typeof estimateSchema>

/** How many calls of a run were answered from where; absent: none. */
export const answeredFromSchema = z.partialRecord(callSourceSchema, z.number().int())
export type AnsweredFrom = z.infer<typeof answeredFromSchema>

/** `paused`: it waits for a person, such as for a larger budget or a new key. `interrupted`: its process ended before it did. Everything but `done` and `running` can be resumed. */
export const runStatusSchema = z.enum(['running', 'paused', 'stopped', 'interrupted', 'failed', 'done'])
export type RunStatus = z.infer<typeof runStatusSchema>

/**
 * The figures of one run, as the terminal's `--json` prints them and the window compares them. A figure that cannot be
 * known is null: dollars where a call had no price, dollars per correct at 0 correct, rates and times of no problem.
 */
export const runSummarySchema = z.object({
  id: z.string(),
  graph: z.string(),
  dataset: z.string(),
  mode: runModeSchema,
  /** A node of the graph looks at the answer key: these are figures for research, not what the design would do. */
  oracle: z.boolean(),
  problems: z.number().int(),
  /** As many as problems, or several for each: rates are shares of them, and `correct` and `failed` count them. */
  walks: z.number().int(),
  correct: z.number().int(),
  accuracy: z.number().nullable(),
  accuracyInterval: z.tuple([z.number(), z.number()]).nullable(),
  usd: z.number().nullable(),
  usdPerCorrect: z.number().nullable(),
  /**
   * What providers charged for the whole run by its ledger, attempts that were walked again and problems that have not ended
   * included, and what caches and recorded outcomes saved at list price. `usd` is the list price of the design's calls.
   */
  billedUsd: z.number().nullable(),
  savedUsd: z.number().nullable(),
  latencyMs: z.object({ p50: z.number().nullable(), p95: z.number().nullable() }),
  /** What one problem may take by the design; null where it sets no budget. */
  latencyBudgetMs: z.number().nullable(),
  escalationRate: z.number().nullable(),
  failed: z.number().int(),
  /** Of the failed those that failed before anything took time: p50 and p95 are without them. Absent: none. */
  untimed: z.number().int().optional(),
  /** How many problems were right in 0, 1, … and all of their repeats; null where each was walked once. */
  repeated: z.object({ repeats: z.number().int(), rightTimes: z.array(z.number().int()) }).nullable(),
  /** How many of its verdicts a person has put in the place of the grader's; absent: none. */
  corrected: z.number().int().optional(),
})
export type RunSummary = z.infer<typeof runSummarySchema>

/** What `--json` prints: one document. Of runs that were just made it says where their answers came from. */
export const reportSchema = z.object({
  runs: z.array(runSummarySchema.extend({ answeredFrom: answeredFromSchema.optional() })),
})
export type Report = z.infer<typeof reportSchema>

export const verdictSchema = z.enum(['correct', 'wrong', 'abstained', 'failed'])
export type Verdict = z.infer<typeof verdictSchema>

/** One visit of a problem to a node: where, by which port it left (null at an end) and why. */
export const stepSchema = z.tuple([z.string(), z.string().nullable(), z.string()])
export type Step = z.infer<typeof stepSchema>

/** What a node's model calls came to; unknown figures are null. */
export const nodeFiguresSchema = z.object({
  usd: z.number().nullable(),
  /** 95th percentile of its calls' latencies. */
  p95Ms: z.number().nullable(),
  /** Share of the problems that came here which were right in the end. */
  /** Of the problems that asked there and are finished; `null` while none is. */
  accuracy: z.number().nullable(),
})
export type NodeFigures = z.infer<typeof nodeFiguresSchema>

/** How many problems went where, for the canvas: keys are node ids, and `node.port` for the edges. */
export const trafficSchema = z.object({
  visits: z.record(z.string(), z.number().int()),
  exits: z.record(z.string(), z.number().int()),
})
export type Traffic = z.infer<typeof trafficSchema>
