import { binomialChance } from './log-factorial'

/**
 * The exact two-sided McNemar test: the chance, were both designs equally good, that the problems on which
 * they disagree split at least as unevenly as these, each such problem falling to either side like a coin. `onlyFirst` and
 * `onlySecond` count the problems that one design alone got right. From 0 to 1, and 1 where they never disagree; what is
 * below the smallest double comes out as 0. Twice the smaller binomial tail, at most 1.
 * Q. McNemar, Psychometrika 12, 1947, p. 153–157; its exact form: F. Mosteller, Biometrics 8, 1952, p. 220–226.
 */
export function mcnemarP(onlyFirst: number, onlySecond: number): number {
  const discordant = onlyFirst + onlySecond
  const fewer = Math.min(onlyFirst, onlySecond)
  if (2 * fewer === discordant) return 1
  // The tail in units of its largest term; each next term is the last one times k ÷ (n − k + 1).
  let [tail, term] = [1, 1]
  for (let k = fewer; k > 0 && term > tail * Number.EPSILON; k--) {
    term *= k / (discordant - k + 1)
    tail += term
  }
  return Math.min(1, 2 * tail * binomialChance(fewer, discordant, 0.5))
}
