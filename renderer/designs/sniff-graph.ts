import { GRAPH_FORMAT } from '../../shared/graph/schema'

/**
 * Whether a JSON text means to be a graph: one of ours, or of another tool, which is then refused by the reader in its own
 * words. A list of rows is none, and neither is an object without nodes.
 */
export function meansGraph(text: string): boolean {
  if (
    !text
      .trimStart()
      .replace(/^\uFEFF/, '')
      .startsWith('{')
  )
    return false
  let document: unknown
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    // A graph file with a slip in it; rows of JSONL begin with a brace too, but do not say our format.
    return text.includes(`"${GRAPH_FORMAT}"`)
  }
  const { format, nodes } = document as Record<string, unknown>
  return format === GRAPH_FORMAT || (typeof nodes === 'object' && nodes !== null)
}

/** What the canvas copies is named so: a part of a graph, to be put into another one. */
const partOf = /^Part of /

/** Whether a text is a whole graph, to be opened as a design, and no part of one, to be put into the open one. */
export function isWholeGraph(text: string): boolean {
  if (!text.includes(`"${GRAPH_FORMAT}"`)) return false
  try {
    const { format, name, nodes } = JSON.parse(text) as Record<string, unknown>
    const hasEntry =
      Array.isArray(nodes) && nodes.some((node: unknown) => (node as { kind?: unknown } | null)?.kind === 'input')
    return format === GRAPH_FORMAT && hasEntry && !(typeof name === 'string' && partOf.test(name))
  } catch {
    return false
  }
}
