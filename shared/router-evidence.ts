import { z } from 'zod'
import { comparedRunSchema } from './comparison'

const count = z.number().int()
const share = z.number().nullable()

/** A share of some problems, with the counts it is made of and its Wilson interval. */
export const rateSchema = z.object({
  count,
  of: count,
  share,
  interval: z.tuple([z.number(), z.number()]).nullable(),
})

const nodeSchema = z.object({ nodeId: z.string(), title: z.string() })

/** Of one node that states a confidence: whether that means what it says. */
export const calibrationSchema = nodeSchema.extend({
  model: z.string().nullable(),
  /** Answers with a confidence and a known grade; without a confidence; and of unknown grade. */
  rated: count,
  missing: count,
  ungraded: count,
  /** How often each problem was walked: the intervals of the bins are as wide as if its repeats told nothing more. */
  repeats: count,
  bins: z.array(
    z.object({ from: z.number(), to: z.number(), answers: count, correct: count, accuracy: share, confidence: share }),
  ),
  ece: share,
  brier: share,
  auroc: share,
  aurocInterval: z.tuple([z.number(), z.number()]).nullable(),
  /** Accuracy against coverage, thinned to some hundred points. */
  coverage: z.array(
    z.object({
      threshold: z.number(),
      accepted: count,
      correct: count,
      coverage: z.number(),
      accuracy: z.number(),
    }),
  ),
})
export type Calibration = z.infer<typeof calibrationSchema>

/** Where a classifier sent problems, and which tier they needed. */
export const classifierEvidenceSchema = nodeSchema.extend({
  /** The cheapest first; dollars per call where known. */
  tiers: z.array(z.object({ model: z.string(), usdPerCall: share })),
  hit: rateSchema,
  tooCheap: rateSchema,
  tooDear: rateSchema,
  none: count,
  unknown: count,
  confusion: z.array(
    z.object({
      label: z.string(),
      sent: z.string(),
      problems: count,
      needed: z.array(count),
      none: count,
      unknown: count,
    }),
  ),
  /** Problems whose label leads to no model: in none of the figures. */
  withoutModel: count,
  /** From where it is known what the tiers make of the problems. */
  sources: z.array(z.string()),
})
export type ClassifierEvidence = z.infer<typeof classifierEvidenceSchema>

export const verifierEvidenceSchema = nodeSchema.extend({
  method: z.string(),
  oracle: z.boolean(),
  falseAccept: rateSchema,
  falseReject: rateSchema,
  undecided: count,
  /** Answers that it checked of which nobody knows whether they were right. */
  ungraded: count,
})
export type VerifierEvidence = z.infer<typeof verifierEvidenceSchema>

/** The problems that took one way out of a node. */
export const wayOutSchema = z.object({
  port: z.string(),
  /** Of those that came to the node. */
  taken: rateSchema,
  /** Right in the end, of those that went this way. */
  right: rateSchema,
  usdPerProblem: share,
  p50Ms: share,
})
export type WayOut = z.infer<typeof wayOutSchema>

export const escalationEvidenceSchema = nodeSchema.extend({
  accepted: wayOutSchema.nullable(),
  escalated: wayOutSchema.nullable(),
  rate: rateSchema,
  /** The rate in the order of the problems, in equal parts. */
  overTime: z.array(z.object({ from: count, to: count, rate: rateSchema })),
  byCategory: z.array(z.object({ name: z.string().nullable(), rate: rateSchema })),
  /**
   * Among escalated problems whose first answer has a known grade: right before, right in the end, those of them that were
   * `won` and `lost` on the way, and what going on cost. `p` is of the exact McNemar test.
   */
  gain: z.object({
    problems: count,
    before: count,
    after: count,
    won: count,
    lost: count,
    p: z.number(),
    usd: share,
    ungraded: count,
  }),
})
export type EscalationEvidence = z.infer<typeof escalationEvidenceSchema>

export const cacheEvidenceSchema = nodeSchema.extend({
  hits: rateSchema,
  hitRight: rateSchema,
  missRight: rateSchema,
  /** Dollars that a miss went on to cost on average, and that times the hits; `null` where unknown. */
  usdPerMiss: share,
  savedUsd: share,
})
export type CacheEvidence = z.infer<typeof cacheEvidenceSchema>

/** Where the router of one run goes right and wrong. */
export const routerEvidenceSchema = z.object({
  run: comparedRunSchema,
  calibrations: z.array(calibrationSchema),
  classifiers: z.array(classifierEvidenceSchema),
  verifiers: z.array(verifierEvidenceSchema),
  escalations: z.array(escalationEvidenceSchema),
  caches: z.array(cacheEvidenceSchema),
  /** Every node with more than one way out that was taken. */
  branches: z.array(nodeSchema.extend({ kind: z.string(), ways: z.array(wayOutSchema) })),
})
export type RouterEvidence = z.infer<typeof routerEvidenceSchema>
