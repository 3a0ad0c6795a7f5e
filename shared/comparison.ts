import { z } from 'zod'
import { moneyPers } from './money-unit'
import { runSummarySchema, verdictSchema } from './report'

const id = z.string().min(1).max(100)
const count = z.number().int()
const interval = z.tuple([z.number(), z.number()]).nullable()

/** A run among those compared: its figures over the problems that all of them have, and what it is a run of. */
export const comparedRunSchema = runSummarySchema.extend({
  /** What somebody called the run; `null` where nobody did. */
  name: z.string().nullable(),
  designId: z.string().nullable(),
  /** The number of the design's version; `null` where the run is of no design. */
  version: count.nullable(),
  seed: count,
  startedAt: z.number(),
  /** Problems that the run has finished, some of their walks at least, of which the figures are over those in common. */
  finished: count,
  /** Whether its p95 keeps the design's latency budget; `null` where there is none, or no knowing. */
  keepsLatency: z.boolean().nullable(),
})
export type ComparedRun = z.infer<typeof comparedRunSchema>

export const differenceSchema = z.object({ difference: z.number().nullable(), interval })

/** A run against the baseline, problem by problem; differences are the run's figure minus the baseline's, per problem. */
export const pairedSchema = z.object({
  runId: id,
  baselineId: id,
  problems: count,
  both: count,
  onlyBaseline: count,
  onlyRun: count,
  neither: count,
  /**
   * What `pAccuracy` is of: exact McNemar where each problem is walked once. Else problems count by their shares of right walks, the signs of
   * whose differences are turned in all ways, or in some that are drawn; `onlyRun` then counts problems on which the run is right more often.
   */
  test: z.enum(['mcnemar', 'signFlip', 'signFlipDrawn']),
  accuracy: differenceSchema,
  usdPerProblem: differenceSchema,
  usdPerCorrect: differenceSchema,
  /** Of that test and of the randomisation test of dollars, after Holm's correction over all runs compared with the baseline. */
  pAccuracy: z.number().nullable(),
  pCost: z.number().nullable(),
  /** How many problems it would take in all to tell them apart, and how many more that is; `null` where none would do. */
  needed: z.object({ total: count, more: count }).nullable(),
})
export type Paired = z.infer<typeof pairedSchema>

export const comparisonSchema = z.object({
  runs: z.array(comparedRunSchema),
  /** Ids of the runs that no other beats in both accuracy and cost; empty where a cost is unknown. */
  frontier: z.array(id),
  /** How many problems all the runs have in common; the figures are over these. */
  common: count,
  /** One sentence where the runs were not over the same problems. */
  note: z.string().nullable(),
  baselineId: id.nullable(),
  /** One for each run but the baseline, in the order of `runs`. */
  pairs: z.array(pairedSchema),
})
export type Comparison = z.infer<typeof comparisonSchema>

/** What the problems are parted by. */
export const groupBySchema = z.enum(['category', 'difficulty'])
export type GroupBy = z.infer<typeof groupBySchema>

const groupCellSchema = z.object({
  runId: id,
  correct: count,
  accuracy: z.number().nullable(),
  interval,
  usdPerProblem: z.number().nullable(),
  /** Against the baseline within this group; `p` is corrected over all groups and runs shown. */
  difference: z.number().nullable(),
  p: z.number().nullable(),
})
export type GroupCell = z.infer<typeof groupCellSchema>

/** The problems of one category or difficulty; `name` is `null` for those that have none. */
export const groupRowSchema = z.object({
  name: z.string().nullable(),
  problems: count,
  cells: z.array(groupCellSchema),
})
export type GroupRow = z.infer<typeof groupRowSchema>

export const differingSideSchema = z.enum(['all', 'onlyBaseline', 'onlyRun'])
export type DifferingSide = z.infer<typeof differingSideSchema>

const answeredSchema = z.object({
  verdict: verdictSchema,
  answer: z.string().nullable(),
  failure: z.string().nullable(),
  usd: z.number().nullable(),
  latencyMs: z.number().nullable(),
  /** `fast.answer` for each node left, and the node where it ended. */
  path: z.array(z.string()),
  /** How often it was right, where a run has walked it several times: this is one of these walks; else null. */
  times: z.object({ right: count, walks: count }).nullable(),
})
export type Answered = z.infer<typeof answeredSchema>

/** A problem that one of two runs got right and the other did not, or not as often. */
export const differingProblemSchema = z.object({
  problemId: z.string(),
  question: z.string(),
  answerKey: z.string().nullable(),
  category: z.string().nullable(),
  difficulty: z.string().nullable(),
  baseline: answeredSchema,
  run: answeredSchema,
})
export type DifferingProblem = z.infer<typeof differingProblemSchema>

/** How long the problems of each run took: counts in bins of equal width on a logarithmic scale. */
export const latencySpreadSchema = z.object({
  /** The edges of the bins in milliseconds, rising, one more than there are counts. */
  edges: z.array(z.number()),
  runs: z.array(
    z.object({
      runId: id,
      /** `null` where a latency is unknown. */
      counts: z.array(count).nullable(),
      p50: z.number().nullable(),
      p95: z.number().nullable(),
      most: z.number().nullable(),
      budgetMs: z.number().nullable(),
      /** Problems that took longer than the budget; `null` without one. */
      over: count.nullable(),
    }),
  ),
})
export type LatencySpread = z.infer<typeof latencySpreadSchema>

const runIds = z.array(id).min(1).max(100)
export const compareInputSchema = z.object({ runIds, baselineId: id.nullable().default(null) })
/** What a report says of money: for what dollars are counted, and what a right answer is worth, where that is told. */
export const reportInputSchema = compareInputSchema.extend({
  per: z.enum(moneyPers).default('thousand'),
  monthlyProblems: count.min(1).max(1_000_000_000).default(10_000),
  valuePerCorrect: z.number().min(0).max(1_000_000).nullable().default(null),
})
export const groupsInputSchema = compareInputSchema.extend({ by: groupBySchema })
export const differingInputSchema = z.object({
  /** All that are compared: only problems that they have in common are shown. */
  runIds,
  baselineId: id,
  runId: id,
  side: differingSideSchema.default('all'),
  offset: count.min(0).default(0),
  limit: count.min(1).max(200).default(20),
})
