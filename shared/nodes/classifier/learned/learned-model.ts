import { z } from 'zod'
import { FEATURES, type Features, featuresOf } from './features'

/** The weights of one label: whole numbers from −127 to 127, in hexadecimal pairs, times `scale`. */
const labelSchema = z.object({
  label: z.string().min(1).max(60),
  bias: z.number(),
  scale: z.number().min(0),
  weights: z
    .string()
    .regex(/^(?:[0-9a-f]{2})*$/)
    .length(FEATURES * 2),
})

/** A trained model, small enough to be part of a graph: whoever has the graph has what it decides by. */
export const learnedModelSchema = z.object({
  /** From the cheapest to the dearest: a question is given the first one that is likely enough to do. */
  labels: z.array(labelSchema).min(2).max(10),
  /** What it was trained on, for whoever reads it. */
  trainedOn: z.object({
    dataset: z.string().max(200),
    problems: z.int().min(1),
    /** Share of problems that were given the right label by a model trained without them. */
    heldOut: z.number().min(0).max(1),
    /** The same for giving every problem the commonest label. */
    commonest: z.number().min(0).max(1),
  }),
})
export type LearnedModel = z.infer<typeof learnedModelSchema>

/** What a model is made of before it is written down. */
export interface Weights {
  labels: readonly string[]
  bias: readonly number[]
  /** For each label, one for each feature. */
  weights: readonly Float64Array[]
}

const read = new WeakMap<LearnedModel, Weights>()

/** How likely each label is for a question; together 1. */
export function probabilitiesOf(model: LearnedModel, question: string): number[] {
  const known = read.get(model) ?? readWeights(model)
  read.set(model, known)
  return softmax(scoresOf(known, featuresOf(question)))
}

/**
 * The first label, from the cheapest, at which the chance that it or a cheaper one does is at least `sure`; the last one
 * otherwise. Raising `sure` never gives a cheaper label.
 */
export function predictLabel(model: LearnedModel, question: string, sure: number): { label: string; chance: number } {
  const probabilities = probabilitiesOf(model, question)
  let chance = 0
  for (const [place, { label }] of model.labels.entries()) {
    chance += probabilities[place] ?? 0
    if (chance >= sure || place === model.labels.length - 1) return { label, chance: Math.min(1, chance) }
  }
  throw new RangeError('a model has labels')
}

export function scoresOf({ bias, weights }: Weights, { at, value }: Features): number[] {
  return weights.map((row, label) => {
    let score = bias[label] ?? 0
    for (let n = 0; n < at.length; n++) score += (row[at[n] ?? 0] ?? 0) * (value[n] ?? 0)
    return score
  })
}

export function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const sum = powers.reduce((all, power) => all + power, 0)
  return powers.map((power) => power / sum)
}

/** Rounds the weights to 255 steps. */
export function writeModel({ labels, bias, weights }: Weights, trainedOn: LearnedModel['trainedOn']): LearnedModel {
  return {
    labels: labels.map((label, place) => {
      const row = weights[place] ?? new Float64Array(FEATURES)
      const most = row.reduce((size, weight) => Math.max(size, Math.abs(weight)), 0)
      const scale = most / 127
      const bytes = Array.from(row, (weight) => (scale === 0 ? 0 : Math.round(weight / scale)) & 0xff)
      const text = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
      return { label, bias: bias[place] ?? 0, scale, weights: text }
    }),
    trainedOn,
  }
}

function readWeights({ labels }: LearnedModel): Weights {
  return {
    labels: labels.map(({ label }) => label),
    bias: labels.map(({ bias }) => bias),
    weights: labels.map(({ weights, scale }) =>
      Float64Array.from({ length: FEATURES }, (_, at) => {
        const byte = Number.parseInt(weights.slice(2 * at, 2 * at + 2), 16)
        return (byte > 127 ? byte - 256 : byte) * scale
      }),
    ),
  }
}
