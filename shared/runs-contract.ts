import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { deliverySchema } from './batch'
import { base, graphText, id } from './contract-base'
import { exportables, exportFormats } from './export-format'
import { problemSelectionSchema } from './problem-selection'
import { MOST_REPEATS } from './repeats'
import {
  answersFromSchema,
  estimateSchema,
  nodeFiguresSchema,
  runModeSchema,
  runStatusSchema,
  runSummarySchema,
  stepSchema,
  trafficSchema,
  verdictSchema,
} from './report'
import { resultFilterSchema } from './results-contract'

export const runInfoSchema = z.object({
  id,
  name: z.string(),
  designId: id.nullable(),
  /** The number of the design's version; null where the run is of no design. */
  version: z.number().int().nullable(),
  graph: z.string(),
  graphHash: z.string(),
  datasetId: id,
  dataset: z.string(),
  mode: runModeSchema,
  seed: z.number().int(),
  concurrency: z.number().int(),
  status: runStatusSchema,
  /** One line, where `status` is `failed`. */
  failure: z.string().nullable(),
  /** Walks that it is to make, problems × repeats, and those finished so far. */
  total: z.number().int(),
  finished: z.number().int(),
  repeats: z.number().int(),
  /** Dollars that it may spend at most; null: no cap. */
  capUsd: z.number().nullable(),
  answersFrom: answersFromSchema,
  delivery: deliverySchema,
  tags: z.array(z.string()),
  notes: z.string(),
  /** How its problems were chosen; null: the first of the dataset. */
  selection: problemSelectionSchema.nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
})
export type RunInfo = z.infer<typeof runInfoSchema>

/** A role of a design that answers from recorded outcomes, and for how many of the walks of a run, problems × repeats, there is one. */
export const roleCoverageSchema = z.object({
  role: z.string(),
  model: z.string(),
  covered: z.number().int(),
  problems: z.number().int(),
  /** How many answers to each problem a node wants at once; absent: one. */
  answers: z.number().int().optional(),
  /** Several are wanted, and of some only the grade is recorded, by which they vote then; absent: the text is there. */
  votesByGrade: z.literal(true).optional(),
  /** Some may be of calls of our own, which answer only what is asked alike: fewer may do. Absent: all are imported. */
  ofOwnCalls: z.literal(true).optional(),
  repeats: z.number().int(),
})
export type RoleCoverage = z.infer<typeof roleCoverageSchema>

/** A run's state so far, sent at most ten times a second; the last one has a status other than `running`. */
export const progressSchema = z.object({
  runId: id,
  status: runStatusSchema,
  failure: z.string().nullable(),
  /** Walks, as are `finished`, `correct` and `failed`. */
  total: z.number().int(),
  finished: z.number().int(),
  correct: z.number().int(),
  failed: z.number().int(),
  usd: z.number().nullable(),
  /** What providers have charged so far; of calls whose fate is unknown, what was reserved. */
  billedUsd: z.number().nullable(),
  capUsd: z.number().nullable(),
  /** Problems per second of real time since it was started or resumed. */
  perSecond: z.number().nullable(),
  etaMs: z.number().nullable(),
  /** Problems that wait for a person. */
  waiting: z.number().int(),
  /** Calls that are with providers in batches. */
  inBatches: z.number().int(),
  traffic: trafficSchema,
})
export type Progress = z.infer<typeof progressSchema>

export const resultSchema = z.object({
  /** The walk's place in the run, and which walk of its problem it is, from 0. */
  ordinal: z.number().int(),
  repeat: z.number().int(),
  problemId: z.string(),
  question: z.string(),
  answerKey: z.string().nullable(),
  verdict: verdictSchema,
  answer: z.string().nullable(),
  failure: z.string().nullable(),
  usd: z.number().nullable(),
  latencyMs: z.number().nullable(),
  escalated: z.boolean(),
  steps: z.array(stepSchema),
})
export type ResultRow = z.infer<typeof resultSchema>

/** What came to an escalation, so that its form can show what a threshold would do. */
export const gateEvidenceSchema = z.object({
  from: z.enum(['run', 'outcomes', 'nothing']),
  /** The run's dataset, the model with its dataset, or why there is nothing. */
  source: z.string(),
  /** What lay before the node then, as `describeBefore` writes it. */
  before: z.string(),
  seen: z.array(
    z.object({
      confidence: z.number().nullable(),
      correct: z.boolean().nullable(),
      category: z.string().nullable(),
      elapsedMs: z.number().nullable(),
      spentUsd: z.number().nullable(),
    }),
  ),
})
export type GateEvidence = z.infer<typeof gateEvidenceSchema>

/** How calls go to one live connection. */
export const paceSchema = z.object({
  connection: z.string(),
  inFlight: z.number().int(),
  waiting: z.number().int(),
  /** How many may be in flight at present; null: no limit. */
  width: z.number().int().nullable(),
  /** Milliseconds until calls are sent again, where the provider asked for a pause; else 0. */
  blockedMs: z.number(),
})
export type PaceInfo = z.infer<typeof paceSchema>

export const failureCountSchema = z.object({ reason: z.string(), problems: z.number().int() })
export type FailureCount = z.infer<typeof failureCountSchema>

/** One batch of a run's calls; moments are milliseconds since 1970. */
export const batchSchema = z.object({
  connection: z.string(),
  /** What the provider calls it. */
  id: z.string(),
  submittedAt: z.number(),
  /** `null`: it is with the provider. */
  collectedAt: z.number().nullable(),
  calls: z.number().int(),
  /** Calls that expired or were not done in it: they cost nothing, and go into another one up to twice. */
  notDone: z.number().int(),
})
export type BatchInfo = z.infer<typeof batchSchema>

const wantedRun = z.object({
  designId: id,
  datasetId: id,
  seed: z.number().int().min(0).max(2_147_483_647).default(7),
  limit: z.number().int().positive().nullable().default(null),
  selection: problemSelectionSchema.optional(),
  /** How often each problem is walked. */
  repeats: z.number().int().min(1).max(MOST_REPEATS).default(1),
  concurrency: z.number().int().min(1).max(1000).default(8),
  answersFrom: answersFromSchema.default('connections'),
  delivery: deliverySchema.default('live'),
})

export const runsContract = {
  list: base.output(z.array(runInfoSchema)),
  summary: base.input(z.object({ id })).output(runSummarySchema),
  start: base.input(wantedRun.extend({ capUsd: z.number().positive().nullable().default(null) })).output(runInfoSchema),
  /** How many of the walks of a run each recorded model that the design asks has answered, before it is started. */
  coverage: base
    .input(
      wantedRun.pick({
        designId: true,
        datasetId: true,
        limit: true,
        selection: true,
        repeats: true,
        answersFrom: true,
      }),
    )
    .output(z.array(roleCoverageSchema)),
  /** What a run will take: calls, dollars, time. Sends nothing. */
  estimate: base.input(wantedRun).output(estimateSchema),
  /** A cap takes the place of the run's own; absent: that stays. */
  resume: base.input(z.object({ id, capUsd: z.number().positive().nullable().optional() })).output(runInfoSchema),
  /** Walks finished problems again, those of a filter or these, in the same run; what was billed before stays counted. */
  rerun: base
    .input(
      z.object({
        id,
        which: z.union([
          z.object({ filter: resultFilterSchema }),
          z.object({ ordinals: z.array(z.number().int().min(0)).min(1).max(1_000_000) }),
        ]),
        capUsd: z.number().positive().nullable().optional(),
      }),
    )
    .output(runInfoSchema),
  pause: base.input(z.object({ id })).output(runInfoSchema),
  stop: base.input(z.object({ id })).output(runInfoSchema),
  /** Every state at once where the run has already ended, else until it ends. */
  watch: base.input(z.object({ id })).output(eventIterator(progressSchema)),
  /** How fast calls go to each live connection that was used in this session. */
  paces: base.output(z.array(paceSchema)),
  /** The batches that its calls went into, the first first. */
  batches: base.input(z.object({ id })).output(z.array(batchSchema)),
  setConcurrency: base.input(z.object({ id, concurrency: z.number().int().min(1).max(1000) })).output(runInfoSchema),
  /** Why problems failed, the commonest reason first. */
  failures: base.input(z.object({ id })).output(z.array(failureCountSchema)),
  traffic: base.input(z.object({ id })).output(trafficSchema),
  /** Why one of the failed problems failed; null where none did. */
  failure: base.input(z.object({ id })).output(z.string().nullable()),
  /** What came to an escalation in the design's newest run, or would by recorded outcomes. */
  atGate: base.input(z.object({ designId: id, nodeId: id, datasetId: id })).output(gateEvidenceSchema),
  /** What the model calls of each node came to, by node id. */
  figures: base.input(z.object({ id })).output(z.record(z.string(), nodeFiguresSchema)),
  results: base
    .input(
      z.object({
        id,
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(1000).default(200),
      }),
    )
    .output(z.array(resultSchema)),
  /** Puts name, tags and notes in the place of what was there. */
  describe: base
    .input(
      z.object({
        id,
        name: z.string().min(1).max(200),
        tags: z.array(z.string().max(200)).max(100),
        notes: z.string().max(20_000),
      }),
    )
    .output(runInfoSchema),
  /** What it takes in the database, in bytes, about. */
  size: base.input(z.object({ id })).output(z.number()),
  /** The graph version that was run. */
  graph: base.input(z.object({ id })).output(graphText),
  remove: base.input(z.object({ id })).output(z.object({ removed: z.boolean() })),
  /** The results or the calls as a file. */
  export: base
    .input(z.object({ id, what: z.enum(exportables).default('results'), format: z.enum(exportFormats) }))
    .output(z.file()),
  /** The same, written to a place that the system's dialog was given in the app, while it is read; gives the bytes. */
  exportTo: base
    .input(
      z.object({ id, what: z.enum(exportables).default('results'), format: z.enum(exportFormats), ticket: z.string() }),
    )
    .output(z.object({ bytes: z.number() })),
}
