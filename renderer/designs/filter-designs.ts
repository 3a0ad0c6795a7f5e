import type { DesignSummary } from '../../shared/designs-contract'

export interface DesignFilter {
  /** Words that all must be in the name, a tag or the dataset of the last run. */
  search: string
  /** Only designs with every one of these. */
  tags: ReadonlySet<string>
}

export function filterDesigns(designs: readonly DesignSummary[], { search, tags }: DesignFilter): DesignSummary[] {
  const wanted = fold(search).split(/\s+/)
  return designs.filter((design) => {
    const text = fold([design.name, ...design.tags, design.lastRun?.dataset ?? ''].join('\n'))
    return wanted.every((word) => text.includes(word)) && [...tags].every((tag) => design.tags.includes(tag))
  })
}

/** Case and accents do not matter to who searches. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

/** Every tag once, in order of the alphabet. */
export function tagsOf(designs: readonly DesignSummary[]): string[] {
  return [...new Set(designs.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b))
}
