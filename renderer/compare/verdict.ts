import { formatHalfWidth, formatNumberOf, formatShare, formatUsd } from '../../shared/format'
import type { CompareRow } from './rows'

export interface ComparisonVerdict {
  headline: string
  detail: string
}

interface Priced extends CompareRow {
  usdPerCorrect: number
  accuracy: number
}

/**
 * What the figures of these problems say, and no more: which design pays least for a correct answer and by how much, and
 * which is right most often, unless the intervals leave that open. Nothing with fewer than two priced designs.
 */
export function judgeComparison(rows: readonly CompareRow[], common: number): ComparisonVerdict | undefined {
  const priced = rows.filter((row): row is Priced => row.usdPerCorrect !== null && row.accuracy !== null)
  const [best, next] = [...priced].sort((a, b) => a.usdPerCorrect - b.usdPerCorrect)
  if (best === undefined || next === undefined || common === 0) return undefined
  return { headline: headlineOf(best, next, common), detail: detailOf(best, priced) }
}

function headlineOf(best: Priced, next: Priced, common: number): string {
  const where = `On these ${formatNumberOf(common, 'problem')}`
  const less = 1 - best.usdPerCorrect / next.usdPerCorrect
  if (less < 0.005) {
    return `${where}, ${best.label} and ${next.label} pay the same for each correct answer: ${formatUsd(best.usdPerCorrect)}.`
  }
  const share = formatShare(less, less < 0.1 ? 1 : 0)
  return `${where}, ${best.label} pays least for each correct answer: ${formatUsd(best.usdPerCorrect)}, ${share} less than ${next.label}.`
}

function detailOf(best: Priced, priced: readonly Priced[]): string {
  const [top, second] = [...priced].sort((a, b) => b.accuracy - a.accuracy)
  if (top === undefined || second === undefined) return ''
  const figure = (row: Priced) => `${formatShare(row.accuracy)} ${formatHalfWidth(row.accuracyInterval)}`
  const price = `${formatUsd(top.usdPerCorrect)} for each`
  if (isAbove(top, second)) {
    return top.id === best.id
      ? `It is also right most often: ${figure(top)}.`
      : `${top.label} is right most often, ${figure(top)}, at ${price}.`
  }
  return `${top.label} has the most right, ${figure(top)}, at ${price}; its lead over ${second.label} is within the intervals and may be chance.`
}

/** Whether the whole interval lies above the other: a careful test, since both are over the same problems. */
function isAbove(a: Priced, b: Priced): boolean {
  return a.accuracyInterval !== null && b.accuracyInterval !== null && a.accuracyInterval[0] > b.accuracyInterval[1]
}
