import { GRAPH_FORMAT } from '../../shared/graph/schema'

/** What may hold problems or outcomes by its name; packed or not. */
export const dataFile = /(^[^.]+|\.(jsonl|ndjson|json|csv|tsv|txt|parquet))(\.gz)?$/i

/**
 * Whether a JSON text means to be a graph: one of ours, or of another tool, which is then refused by the reader in its own
 * words. A list of rows is none, unless they are wired to each other, and neither is an object without nodes.
 */
export function meansGraph(text: string): boolean {
  if (!/^[\s\uFEFF]*[{[]/.test(text)) return false
  let document: unknown
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    // A graph file with a slip in it; rows of JSONL begin with a brace too, but do not say our format.
    return text.includes(`"${GRAPH_FORMAT}"`)
  }
  if (Array.isArray(document)) return document.some((row: { wires?: unknown } | null) => Array.isArray(row?.wires))
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
