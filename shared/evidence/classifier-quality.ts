import { type Rate, rateOf } from './rate'

/** A tier is a model, or whatever a label leads to; tiers are numbered from 0, the cheapest, in order of cost. */
export type Tier = number

/** The tier a problem needed; `none` where no tier is right, `unknown` where a missing outcome leaves it open. */
export type NeededTier = Tier | 'none' | 'unknown'

/** The cheapest tier that is right, from the verdict of each tier, the cheapest first; `null` is a verdict nobody has. */
export function neededTier(verdicts: readonly (boolean | null)[]): NeededTier {
  const open = verdicts.findIndex((correct) => correct !== false)
  if (open < 0) return 'none'
  return verdicts[open] === null ? 'unknown' : open
}

export interface ClassifiedProblem {
  label: string
  /** The tier to which the label sent it. */
  sent: Tier
  /** What each tier makes of it, the cheapest first. */
  verdicts: readonly (boolean | null)[]
}

/** One row of the confusion table: the problems of one label by the tier they needed. */
export interface LabelRow {
  label: string
  problems: number
  /** By tier, the cheapest first. */
  needed: number[]
  none: number
  unknown: number
}

export interface ClassifierQuality {
  /** Problems sent to the tier they needed, among those that some tier is known to be needed for. */
  hit: Rate
  /** Among the same: sent to a cheaper tier, which is wrong on them, and to a dearer one than they needed. */
  tooCheap: Rate
  tooDear: Rate
  /** Problems that no tier gets right, and those of which it is not known: in no rate. */
  none: number
  unknown: number
  /** One row for each label, in the order in which the labels first appear. */
  confusion: LabelRow[]
}

/** How well the labels of a classifier fit what the problems needed, by the verdicts of all `tiers` tiers on them. */
export function classifierQuality(
  problems: Iterable<ClassifiedProblem>,
  tiers: number,
  repeats = 1,
): ClassifierQuality {
  const rows = new Map<string, LabelRow>()
  let [hit, tooCheap, tooDear] = [0, 0, 0]
  for (const { label, sent, verdicts } of problems) {
    const row = rows.get(label) ?? { label, problems: 0, needed: Array<number>(tiers).fill(0), none: 0, unknown: 0 }
    rows.set(label, row)
    row.problems += 1
    const needed = neededTier(verdicts)
    if (typeof needed === 'string') {
      row[needed] += 1
      continue
    }
    row.needed[needed] = (row.needed[needed] ?? 0) + 1
    if (sent === needed) hit += 1
    else if (sent < needed) tooCheap += 1
    else tooDear += 1
  }
  const confusion = [...rows.values()]
  const decided = hit + tooCheap + tooDear
  return {
    hit: rateOf(hit, decided, repeats),
    tooCheap: rateOf(tooCheap, decided, repeats),
    tooDear: rateOf(tooDear, decided, repeats),
    none: total(confusion, 'none'),
    unknown: total(confusion, 'unknown'),
    confusion,
  }
}

function total(rows: readonly LabelRow[], column: 'none' | 'unknown'): number {
  return rows.reduce((sum, row) => sum + row[column], 0)
}
