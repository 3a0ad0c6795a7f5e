import { z } from 'zod'
import { create } from 'zustand'
import { moneyPers } from '../../shared/money-unit'

const moneySchema = z.object({
  per: z.enum(moneyPers),
  monthlyProblems: z.number().int().min(1).max(1_000_000_000),
  /** What a right answer is worth to the user, in dollars; `null`: not told. */
  valuePerCorrect: z.number().min(0).max(1_000_000).nullable(),
})
export type Money = z.infer<typeof moneySchema>

const storageKey = 'switchyard.money'
const usual: Money = { per: 'thousand', monthlyProblems: 10_000, valuePerCorrect: null }

function stored(): Money {
  try {
    return moneySchema.parse(JSON.parse(localStorage.getItem(storageKey) ?? ''))
  } catch {
    return usual
  }
}

/** How dollars are counted on this machine; kept between starts. */
export const useMoney = create<Money>(() => stored())

export function setMoney(change: Partial<Money>): void {
  useMoney.setState(change)
  localStorage.setItem(storageKey, JSON.stringify(useMoney.getState()))
}
