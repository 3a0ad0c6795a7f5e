const pages = import.meta.glob<string>('../../shared/nodes/*/*.md', { query: '?raw', import: 'default', eager: true })

/** The help page of a kind, in Markdown. */
export function helpOf(kind: string): string | undefined {
  return pages[`../../shared/nodes/${kind}/${kind}.md`]
}
