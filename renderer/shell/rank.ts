/** What a search looks through. */
export interface Ranked {
  label: string
  /** Other words that find it. */
  words?: string | undefined
}

/** The items that hold every word of the query, those first whose label begins with it; all of them for no query. */
export function rankItems<Item extends Ranked>(query: string, items: readonly Item[]): Item[] {
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (terms.length === 0) return [...items]
  const scored = items.flatMap((item, at) => {
    const score = scoreOf(terms, item)
    return score === undefined ? [] : [{ item, score, at }]
  })
  return scored.sort((a, b) => a.score - b.score || a.at - b.at).map(({ item }) => item)
}

/** The lower the better; undefined where a term is not there at all. */
function scoreOf(terms: readonly string[], { label, words = '' }: Ranked): number | undefined {
  let sum = 0
  for (const term of terms) {
    const score = termScore(term, label.toLowerCase(), words.toLowerCase())
    if (score === undefined) return undefined
    sum += score
  }
  return sum
}

function termScore(term: string, label: string, words: string): number | undefined {
  if (label.startsWith(term)) return 0
  if (label.split(/[\s-]+/).some((word) => word.startsWith(term))) return 1
  if (label.includes(term)) return 2
  if (words.split(/[\s-]+/).some((word) => word.startsWith(term))) return 3
  if (words.includes(term)) return 4
  return initialsOf(label).startsWith(term) ? 5 : undefined
}

function initialsOf(label: string): string {
  return label
    .split(/[\s-]+/)
    .map((word) => word.charAt(0))
    .join('')
}
