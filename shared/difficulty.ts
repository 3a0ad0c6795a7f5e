/** The levels that words are known for, from easy to hard; the five of the classifier's default rules among them. */
const levels: readonly (readonly string[])[] = [
  ['trivial', 'very easy'],
  ['easy', 'simple', 'low'],
  ['medium', 'moderate', 'intermediate'],
  ['hard', 'difficult', 'high'],
  ['requires-reasoning', 'requires reasoning', 'very hard', 'expert', 'olympiad'],
]

/**
 * Where a difficulty stands among those of the same dataset: a number as it is, the number of “Level 3”, or the place of a known word
 * from 1 to 5; the higher, the harder. `null` where it is none of these.
 */
export function rankOfDifficulty(difficulty: string): number | null {
  const text = difficulty.trim().toLowerCase()
  const stated = text.replace(/^(?:level|lvl|grade)\s*/, '')
  const number = stated === '' ? Number.NaN : Number(stated)
  if (Number.isFinite(number)) return number
  const place = levels.findIndex((words) => words.includes(text))
  return place < 0 ? null : place + 1
}
