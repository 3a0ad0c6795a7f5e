import type { Price } from '../../shared/ledger/price'

/** How a simulated model does on problems of one difficulty. */
export interface SimulatedLevel {
  /** Chance of a right answer, 0 to 1. */
  accuracy: number
  /** Mean of all tokens of a call, input and output. */
  tokens: number
  /** Milliseconds for each output token, after the first-token delay of the profile. */
  msPerToken: number
  /** Mean stated confidence of right and of wrong answers: far too sure of the wrong ones, as real models are. */
  confidence: { right: number; wrong: number }
}

export interface SimulatedProfile {
  about: string
  price: Price
  firstTokenMs: number
  /** How often it gives the label that fits the difficulty, when asked to classify; at the ends a slip often does no harm. */
  labelAccuracy: number
  /** How often it passes a wrong answer, and fails a right one, when asked to judge. */
  judgeErrors: { passesWrong: number; failsRight: number }
  levels: { easy: SimulatedLevel; medium: SimulatedLevel; hard: SimulatedLevel }
}
export type Level = keyof SimulatedProfile['levels']

/**
 * Accuracies, tokens and prices are those of the cost model that the sample project teaches: 95/60/20 % against 98/87/72 %,
 * at $3 and $15 per million tokens.
 */
export const simulatedProfiles: Readonly<Record<string, SimulatedProfile>> = {
  standard: {
    about: 'quick and cheap; good at easy problems, poor at hard ones',
    price: { inputPerMillion: 3, outputPerMillion: 3 },
    firstTokenMs: 300,
    labelAccuracy: 0.8,
    judgeErrors: { passesWrong: 0.25, failsRight: 0.08 },
    levels: {
      easy: { accuracy: 0.95, tokens: 500, msPerToken: 1.2, confidence: { right: 0.93, wrong: 0.8 } },
      medium: { accuracy: 0.6, tokens: 800, msPerToken: 1.2, confidence: { right: 0.86, wrong: 0.66 } },
      hard: { accuracy: 0.2, tokens: 1000, msPerToken: 1.2, confidence: { right: 0.74, wrong: 0.58 } },
    },
  },
  reasoning: {
    about: 'slow and dear; good at hard problems too',
    price: { inputPerMillion: 15, outputPerMillion: 15 },
    firstTokenMs: 900,
    labelAccuracy: 0.9,
    judgeErrors: { passesWrong: 0.1, failsRight: 0.04 },
    levels: {
      easy: { accuracy: 0.98, tokens: 3000, msPerToken: 1.7, confidence: { right: 0.97, wrong: 0.88 } },
      medium: { accuracy: 0.87, tokens: 5000, msPerToken: 4.2, confidence: { right: 0.93, wrong: 0.82 } },
      hard: { accuracy: 0.72, tokens: 8000, msPerToken: 6.1, confidence: { right: 0.87, wrong: 0.74 } },
    },
  },
}

/** A dataset's own word for difficulty; anything else is taken as medium. */
export function levelOf(difficulty: string | null): Level {
  const word = difficulty?.trim().toLowerCase()
  return word === 'easy' || word === 'hard' ? word : 'medium'
}
