import { z } from 'zod'
import { problemSelectionSchema } from './problem-selection'

const count = z.number().int()
const figure = z.number().nullable()

/** By what problems are sent to the strong model first. */
export const routingScores = ['length', 'confidence', 'tokens', 'difficulty', 'learned'] as const
export const routingScoreSchema = z.enum(routingScores)
export type RoutingScore = z.infer<typeof routingScoreSchema>

/** A model with imported outcomes: problems that it has this answer to, that can be graded, that are right. */
export const routableModelSchema = z.object({ model: z.string(), problems: count, graded: count, correct: count })
export type RoutableModel = z.infer<typeof routableModelSchema>

const endSchema = z.object({
  model: z.string(),
  correct: count,
  accuracy: figure,
  /** Over all problems of the curve; unknown where one call's cost is. */
  usdPerProblem: figure,
  /** Problems of the curve whose cost is not known. */
  unpriced: count,
})

/** What comes of it when so many problems go to the strong model. */
const pointSchema = z.object({
  toStrong: count,
  /** `toStrong` ÷ all problems, 0 to 1. */
  share: z.number(),
  correct: count,
  accuracy: z.number(),
  /** The share of the gap between the two that is recovered; `null` where the strong one is not better. */
  gap: figure,
  usdPerProblem: figure,
})
export type RoutingPoint = z.infer<typeof pointSchema>

/** What a cascade would come to that escalates below a confidence. */
const cascadeRowSchema = z.object({
  threshold: z.number(),
  escalated: count,
  correct: count,
  accuracy: figure,
  gap: figure,
  usdPerProblem: figure,
  ibcLift: figure,
})
export type CascadeRow = z.infer<typeof cascadeRowSchema>

/** What two models with recorded outcomes would come to, for every share of problems that the strong one gets. */
export const routingCurveSchema = z.object({
  by: routingScoreSchema,
  weak: endSchema,
  strong: endSchema,
  /** Problems to which both have a graded answer: all figures are over these. */
  problems: count,
  /** Problems that were asked for and are not among these. */
  leftOut: z.object({ onlyWeak: count, onlyStrong: count, neither: count, ungraded: count }),
  overlap: z.object({ both: count, onlyFirst: count, onlySecond: count, neither: count }),
  /** Right wherever one of them is, with as few calls of the strong one as that takes. */
  perfect: z.object({ accuracy: figure, share: figure, usdPerProblem: figure }),
  /** The weak model is asked before it is known where a problem goes, so what goes on is paid twice. */
  paysBoth: z.boolean(),
  /** The classifier has learned from these very outcomes. */
  trainedHere: z.boolean(),
  /** Problems without a score, counted as 0. */
  unscored: count,
  /** Problems that share their score with another. */
  tied: count,
  apgr: figure,
  /** Over all orders of problems with equal scores. */
  apgrOverTies: figure,
  cpt50: figure,
  cpt80: figure,
  /** The chance that the score is higher where the weak model is wrong than where it is right. */
  auroc: figure,
  /** Of the problems that have a score only. */
  aurocScored: figure,
  /** From none to all: each number of problems, or some hundred of these. */
  points: z.array(pointSchema),
  /** At every tenth of the problems. */
  tenths: z.array(pointSchema),
  /** Where the score is a confidence. */
  cascade: z.array(cascadeRowSchema).nullable(),
})
export type RoutingCurve = z.infer<typeof routingCurveSchema>

/** Which of a model's answers to a problem counts, from 0. */
const answer = z.number().int().min(0).default(0)

export const routableInputSchema = z.object({ id: z.string().min(1).max(100), answer })

export const routingCurveInputSchema = routableInputSchema.extend({
  weak: z.string().min(1).max(300),
  strong: z.string().min(1).max(300),
  by: routingScoreSchema,
  /** The design whose classifier gives the score `learned`. */
  designId: z.string().min(1).max(100).optional(),
  selection: problemSelectionSchema.optional(),
})
