import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { connectionsContract, modelsContract } from './connections-contract'
import { base, graphText, id } from './contract-base'
import {
  badRowSchema,
  fileFormatSchema,
  mappingSchema,
  modelPriceSchema,
  outcomeMappingSchema,
  wideMappingSchema,
} from './dataset'
import { learnedModelSchema } from './nodes/classifier/learned/learned-model'
import { playContract } from './play-contract'
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

const versionId = z.object({ id, number: z.number().int().positive() })

const lastRunSchema = runSummarySchema.pick({
  id: true,
  dataset: true,
  accuracy: true,
  usdPerCorrect: true,
  oracle: true,
})

/** One state of a design that is kept. Edits that follow each other quickly are one version. */
export const versionSchema = z.object({
  /** From 1. */
  number: z.number().int(),
  hash: z.string(),
  origin: z.enum(['created', 'edited', 'restored']),
  label: z.string().nullable(),
  savedAt: z.number(),
  /** How many runs of the design are of exactly this state. */
  runs: z.number().int(),
  /** The newest of them that is finished. */
  lastRun: lastRunSchema.nullable(),
})
export type Version = z.infer<typeof versionSchema>

export const designSummarySchema = z.object({
  id,
  name: z.string(),
  hash: z.string(),
  /** How many versions its history has. */
  versions: z.number().int(),
  savedAt: z.number(),
  /** Put away: kept with everything, but not in the list. */
  archived: z.boolean(),
  tags: z.array(z.string()),
  /** The newest finished run of this design, of any version. */
  lastRun: lastRunSchema
    .extend({
      /** False where it was a run of an earlier version. */
      isCurrent: z.boolean(),
    })
    .nullable(),
})
export type DesignSummary = z.infer<typeof designSummarySchema>

export const datasetSummarySchema = z.object({
  id,
  name: z.string(),
  problems: z.number().int(),
  withKey: z.number().int(),
  /** The models with recorded outcomes and how many problems each covers. */
  models: z.array(z.object({ model: z.string(), problems: z.number().int(), outcomes: z.number().int() })),
  createdAt: z.number(),
})
export type DatasetSummary = z.infer<typeof datasetSummarySchema>

export const importReportSchema = z.object({
  dataset: datasetSummarySchema,
  /** Rows read, bad ones included. */
  rows: z.number().int(),
  problems: z.object({ added: z.number().int(), same: z.number().int() }),
  outcomes: z.object({ added: z.number().int(), same: z.number().int() }),
  badRows: z.number().int(),
  /** The first hundred of them. */
  bad: z.array(badRowSchema),
  /** Models whose price was given, but of which the dataset has no outcome. */
  unusedPrices: z.array(z.string()),
})
export type ImportReport = z.infer<typeof importReportSchema>

export const runInfoSchema = z.object({
  id,
  name: z.string(),
  designId: id.nullable(),
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
  /** Problems it is to walk, and those finished so far. */
  total: z.number().int(),
  finished: z.number().int(),
  /** Dollars that it may spend at most; null: no cap. */
  capUsd: z.number().nullable(),
  answersFrom: answersFromSchema,
  startedAt: z.number(),
  endedAt: z.number().nullable(),
})
export type RunInfo = z.infer<typeof runInfoSchema>

/** A role of a design that answers from recorded outcomes, and for how many of the problems of a run there is one. */
export const roleCoverageSchema = z.object({
  role: z.string(),
  model: z.string(),
  covered: z.number().int(),
  problems: z.number().int(),
})
export type RoleCoverage = z.infer<typeof roleCoverageSchema>

/** A run's state so far, sent at most ten times a second; the last one has a status other than `running`. */
export const progressSchema = z.object({
  runId: id,
  status: runStatusSchema,
  failure: z.string().nullable(),
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
  traffic: trafficSchema,
})
export type Progress = z.infer<typeof progressSchema>

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

export const resultSchema = z.object({
  ordinal: z.number().int(),
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

export const comparisonSchema = z.object({
  runs: z.array(runSummarySchema),
  /** Ids of the runs that no other beats in both accuracy and cost; empty where a cost is unknown. */
  frontier: z.array(id),
  /** How many problems all the runs have in common; the figures are over these. */
  common: z.number().int(),
  /** One sentence where the runs were not over the same problems. */
  note: z.string().nullable(),
})
export type Comparison = z.infer<typeof comparisonSchema>

export const connectionSummarySchema = z.object({
  name: z.string(),
  about: z.string(),
  /** The models it offers; empty where that depends on the dataset. */
  models: z.array(z.string()),
})
export type ConnectionSummary = z.infer<typeof connectionSummarySchema>

/** The one door: the window, the terminal and the browser host call these and nothing else. */
export const contract = {
  system: {
    info: base.output(
      z.object({ version: z.string(), host: z.enum(['app', 'browser', 'terminal']), databaseFile: z.string() }),
    ),
    connections: base.output(z.array(connectionSummarySchema)),
  },
  designs: {
    list: base.output(z.array(designSummarySchema)),
    get: base.input(z.object({ id })).output(z.object({ summary: designSummarySchema, graph: graphText })),
    /** `baseHash` is the version that was edited; a design that changed meanwhile is not overwritten. */
    save: base.input(z.object({ id, graph: graphText, baseHash: z.string() })).output(designSummarySchema),
    /** A name that another design has gets a number. */
    create: base.input(z.object({ graph: graphText })).output(designSummarySchema),
    archive: base.input(z.object({ id, archived: z.boolean() })).output(designSummarySchema),
    setTags: base.input(z.object({ id, tags: z.array(z.string().max(200)).max(100) })).output(designSummarySchema),
    /** The history, newest first. */
    versions: base.input(z.object({ id })).output(z.array(versionSchema)),
    version: base.input(versionId).output(z.object({ graph: graphText })),
    /** `null` takes the label away. */
    labelVersion: base
      .input(versionId.extend({ label: z.string().max(120).nullable() }))
      .output(z.array(versionSchema)),
    /** Makes an older version the present one, as a new version. */
    restoreVersion: base.input(versionId).output(z.object({ summary: designSummarySchema, graph: graphText })),
    remove: base.input(z.object({ id })).output(z.object({ removed: z.boolean() })),
    /** Brings back what was removed, with its versions and runs. */
    restore: base.input(z.object({ id })).output(designSummarySchema),
  },
  datasets: {
    list: base.output(z.array(datasetSummarySchema)),
    /** Reads the beginning of a file: its columns, some rows and what they seem to mean. */
    preview: base.input(z.object({ file: z.file() })).output(
      z.object({
        format: fileFormatSchema,
        columns: z.array(z.string()),
        rows: z.array(z.record(z.string(), z.string())),
        guess: z.object({
          problem: mappingSchema.shape.problem.partial(),
          outcome: outcomeMappingSchema.nullable(),
          /** The models that seem to have columns of their own; a mapping may take it for its `outcome`. */
          wide: wideMappingSchema.nullable(),
        }),
      }),
    ),
    import: base
      .input(
        z.object({
          file: z.file(),
          name: z.string().min(1).max(120),
          mapping: mappingSchema,
          /** What calls cost where the file does not say. */
          prices: z.array(modelPriceSchema).max(1000).default([]),
        }),
      )
      .output(importReportSchema),
  },
  runs: {
    list: base.output(z.array(runInfoSchema)),
    start: base
      .input(
        z.object({
          designId: id,
          datasetId: id,
          seed: z.number().int().min(0).max(2_147_483_647).default(7),
          limit: z.number().int().positive().nullable().default(null),
          concurrency: z.number().int().min(1).max(1000).default(8),
          capUsd: z.number().positive().nullable().default(null),
          answersFrom: answersFromSchema.default('connections'),
        }),
      )
      .output(runInfoSchema),
    /** How many of the problems of a run each recorded model that the design asks has answered, before it is started. */
    coverage: base
      .input(z.object({ designId: id, datasetId: id, limit: z.number().int().positive().nullable().default(null) }))
      .output(z.array(roleCoverageSchema)),
    /** A cap takes the place of the run's own; absent: that stays. */
    /** What a run will take: calls, dollars, time. Sends nothing. */
    estimate: base
      .input(
        z.object({
          designId: id,
          datasetId: id,
          seed: z.number().int().min(0).max(2_147_483_647).default(7),
          limit: z.number().int().positive().nullable().default(null),
          concurrency: z.number().int().min(1).max(1000).default(8),
          answersFrom: answersFromSchema.default('connections'),
        }),
      )
      .output(estimateSchema),
    resume: base.input(z.object({ id, capUsd: z.number().positive().nullable().optional() })).output(runInfoSchema),
    pause: base.input(z.object({ id })).output(runInfoSchema),
    stop: base.input(z.object({ id })).output(runInfoSchema),
    /** Every state at once where the run has already ended, else until it ends. */
    watch: base.input(z.object({ id })).output(eventIterator(progressSchema)),
    traffic: base.input(z.object({ id })).output(trafficSchema),
    /** Why one of the failed problems failed; null where none did. */
    failure: base.input(z.object({ id })).output(z.string().nullable()),
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
    remove: base.input(z.object({ id })).output(z.object({ removed: z.boolean() })),
    export: base.input(z.object({ id, format: z.enum(['csv', 'json']) })).output(z.string()),
  },
  classifiers: {
    /** Trains on what the models, from the cheapest to the dearest, once answered to a dataset. */
    train: base
      .input(
        z.object({
          datasetId: id,
          models: z.array(z.string().min(1).max(200)).min(2).max(10),
          labels: z.array(z.string().min(1).max(60)).min(2).max(10).optional(),
        }),
      )
      .output(learnedModelSchema),
  },
  connections: connectionsContract,
  models: modelsContract,
  play: playContract,
  reviews: {
    list: base.input(z.object({ limit: z.number().int().min(1).max(1000).default(200) })).output(reviewListSchema),
    decide: base
      .input(z.object({ id: z.number().int(), decided: reviewDecisionSchema }))
      .output(z.object({ waiting: z.number().int() })),
    /** How many wait: at once, and after each change. */
    watch: base.output(eventIterator(z.object({ waiting: z.number().int() }))),
  },
  compare: base.input(z.object({ runIds: z.array(id).min(1).max(100) })).output(comparisonSchema),
}
export type Contract = typeof contract
