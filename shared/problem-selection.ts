import { z } from 'zod'
import { uniform } from './random'

const words = z.array(z.string().max(1000).nullable()).min(1).max(1000)

/** Which problems of a dataset a run takes; an absent member does not choose. In this order: the groups, the first so many, a sample of these. */
export const problemSelectionSchema = z.object({
  categories: words.optional(),
  difficulties: words.optional(),
  first: z.number().int().positive().optional(),
  sample: z
    .object({
      size: z.number().int().positive(),
      /** Each group gets its share of the sample. */
      stratify: z.enum(['category', 'difficulty']).nullable(),
      seed: z.number().int().min(0).max(2_147_483_647),
    })
    .optional(),
})
export type ProblemSelection = z.infer<typeof problemSelectionSchema>

export interface Choosable {
  ordinal: number
  id: string
  category: string | null
  difficulty: string | null
}

/** The places of the chosen problems, in dataset order. The same seed draws the same sample from the same problems, in any order. */
export function chooseProblems(problems: Iterable<Choosable>, selection: ProblemSelection): number[] {
  const { categories, difficulties, first, sample } = selection
  const left: Choosable[] = []
  for (const problem of problems) {
    if (first !== undefined && left.length === first) break
    if (categories !== undefined && !categories.includes(problem.category)) continue
    if (difficulties !== undefined && !difficulties.includes(problem.difficulty)) continue
    left.push(problem)
  }
  const chosen = sample === undefined || sample.size >= left.length ? left : draw(left, sample)
  return chosen.map(({ ordinal }) => ordinal).sort((a, b) => a - b)
}

function draw(problems: readonly Choosable[], { size, stratify, seed }: NonNullable<ProblemSelection['sample']>) {
  if (stratify === null) return drawFrom(problems, size, seed)
  const groups = new Map<string | null, Choosable[]>()
  for (const problem of problems) {
    const group = groups.get(problem[stratify])
    if (group === undefined) groups.set(problem[stratify], [problem])
    else group.push(problem)
  }
  const sizes = shareOut(
    size,
    [...groups.values()].map((group) => group.length),
  )
  return [...groups.values()].flatMap((group, at) => drawFrom(group, sizes[at] ?? 0, seed))
}

/** Each problem draws its own luck, and the luckiest are taken: a simple random sample. */
function drawFrom(problems: readonly Choosable[], size: number, seed: number): Choosable[] {
  return problems
    .map((problem) => ({ problem, luck: uniform(seed, 'sample', problem.id) }))
    .sort((a, b) => a.luck - b.luck || a.problem.ordinal - b.problem.ordinal)
    .slice(0, size)
    .map(({ problem }) => problem)
}

/** Shares `size` out in proportion to the groups by largest remainders, so that it is met exactly. */
function shareOut(size: number, groups: readonly number[]): number[] {
  const all = groups.reduce((sum, group) => sum + group, 0)
  const exact = groups.map((group) => (size * group) / all)
  const shares = exact.map(Math.floor)
  const left = size - shares.reduce((sum, share) => sum + share, 0)
  const byRemainder = exact
    .map((share, at) => ({ at, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at)
  for (const { at } of byRemainder.slice(0, left)) shares[at] = (shares[at] ?? 0) + 1
  return shares
}

/** How the problems were chosen, in a few words; empty where all are taken. */
export function selectionWords({ categories, difficulties, first, sample }: ProblemSelection): string {
  const named = (names: readonly (string | null)[]) => names.map((name) => name ?? 'none').join(' or ')
  return [
    categories === undefined ? '' : `category ${named(categories)}`,
    difficulties === undefined ? '' : `difficulty ${named(difficulties)}`,
    first === undefined ? '' : `the first ${first}`,
    sample === undefined
      ? ''
      : `a sample of ${sample.size}${sample.stratify === null ? '' : ` by ${sample.stratify}`}, seed ${sample.seed}`,
  ]
    .filter((part) => part !== '')
    .join(', ')
}
