import { formatCount, formatUsd } from './format'

/** What dollars are counted for. */
export const moneyPers = ['problem', 'thousand', 'month'] as const
export type MoneyPer = (typeof moneyPers)[number]

/** How a comparison states dollars: for what, and how many problems come in a month. */
export interface MoneyUnit {
  per: MoneyPer
  monthlyProblems: number
}

export const perThousand: MoneyUnit = { per: 'thousand', monthlyProblems: 10_000 }

/** How many problems the unit is. */
export function problemsOf({ per, monthlyProblems }: MoneyUnit): number {
  return { problem: 1, thousand: 1000, month: monthlyProblems }[per]
}

/** `per problem`, `per 1,000 problems`, `a month`. */
export function wordsOf({ per }: MoneyUnit): string {
  return { problem: 'per problem', thousand: 'per 1,000 problems', month: 'a month' }[per]
}

/** The head of a column: `$ per problem`, `$ per 1,000`, `$ a month`. */
export function titleOf({ per }: MoneyUnit): string {
  return { problem: '$ per problem', thousand: '$ per 1,000', month: '$ a month' }[per]
}

/** As `wordsOf`, with the volume where it matters: `dollars a month at 10,000 problems`. */
export function axisWords(unit: MoneyUnit): string {
  if (unit.per === 'month') return `dollars a month at ${formatCount(unit.monthlyProblems)} problems`
  return `dollars ${wordsOf(unit)}`
}

/** Dollars of one problem in this unit. */
export function inUnit(usdPerProblem: number | null, unit: MoneyUnit): number | null {
  return usdPerProblem === null ? null : usdPerProblem * problemsOf(unit)
}

export function formatInUnit(usdPerProblem: number | null, unit: MoneyUnit): string {
  return formatUsd(inUnit(usdPerProblem, unit))
}
