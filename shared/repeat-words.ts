import { passAtK, passHatK, type Repeated } from './evidence/repeated'
import { formatCount, formatNumberOf, formatShare } from './format'
import type { RunSummary } from './report'

/** `200 problems`, and `600 walks of 200 problems` where each is walked more than once. */
export function walksWords(walks: number, repeats: number): string {
  if (repeats === 1) return formatNumberOf(walks, 'problem')
  return `${formatNumberOf(walks, 'walk')} of ${formatNumberOf(Math.ceil(walks / repeats), 'problem')}`
}

/** The shares of problems that were right in all repeats, in some and in none; `null` where none went through all of them. */
export function steadyShares({ repeats, rightTimes }: Repeated): { all: number; some: number; none: number } | null {
  const problems = rightTimes.reduce((sum, count) => sum + count, 0)
  if (problems === 0) return null
  const [none, all] = [(rightTimes[0] ?? 0) / problems, (rightTimes[repeats] ?? 0) / problems]
  return { all, some: Math.max(0, 1 - none - all), none }
}

/** `right every time 61.0 %, now and then 18.0 %, never 21.0 % of 200 problems walked 3 times each`. */
export function steadyWords(repeated: Repeated): string {
  const { repeats, rightTimes } = repeated
  const shares = steadyShares(repeated)
  if (shares === null) return `no problem has been walked all ${formatCount(repeats)} times yet`
  const problems = rightTimes.reduce((sum, count) => sum + count, 0)
  const of = `${formatNumberOf(problems, 'problem')} walked ${formatCount(repeats)} times each`
  return `of ${of}, ${formatShare(shares.all)} right every time, ${formatShare(shares.some)} now and then, ${formatShare(shares.none)} never`
}

/** `pass@1 70.0 %, pass@3 79.0 %; pass^3 61.0 %`: right at least once and every time of so many walks, in the field's own names. */
export function passWords(repeated: Repeated): string {
  const sizes = [1, 2, 5, 10, 20, 50].filter((k) => k < repeated.repeats).concat(repeated.repeats)
  const at = sizes.map((k) => `pass@${k} ${formatShare(passAtK(repeated, k))}`)
  const hat = sizes.slice(1).map((k) => `pass^${k} ${formatShare(passHatK(repeated, k))}`)
  return `${at.join(', ')}; ${hat.join(', ')}`
}

/** What there is to say of a run whose problems were walked several times; nothing else has it. */
export function repeatNote({ repeated }: Pick<RunSummary, 'repeated'>): string | null {
  return repeated === null ? null : `${steadyWords(repeated)} (${passWords(repeated)})`
}
