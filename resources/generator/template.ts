import type { SeededRandom } from './random.ts'

/** What is known about the answer before it is given; the shape is `checksSchema` of the app. */
export interface SampleChecks {
  numeric: {
    min?: number
    max?: number
    integer?: boolean
    polynomial?: { coefficients: number[]; equals: number }
  }
}

/** A problem with the figures it was made of, from which a test finds the answer by other means. */
export interface Draft {
  question: string
  answer: string
  checks: SampleChecks | null
  given: Record<string, number>
}

/** One family of problems. */
export interface Template {
  name: string
  category: string
  draft(random: SeededRandom): Draft
}

/** The answer is a whole number from `min` to `max`. */
export function wholeBetween(min: number, max: number): SampleChecks {
  return { numeric: { min, max, integer: true } }
}

/** The answer x satisfies c0 + c1·x + c2·x² + … = equals. */
export function satisfies(coefficients: number[], equals: number): SampleChecks {
  return { numeric: { polynomial: { coefficients, equals } } }
}
