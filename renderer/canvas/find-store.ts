import { create } from 'zustand'
import { type Graph, type GraphNode, splitFrom } from '../../shared/graph/schema'
import { titleOf } from '../../shared/graph/title'
import { findKind } from '../../shared/nodes/kinds'

interface FindState {
  isOpen: boolean
  query: string
  /** The nodes in which the words stand. */
  found: ReadonlySet<string>
}

const nothing: ReadonlySet<string> = new Set()

export const useFind = create<FindState>(() => ({ isOpen: false, query: '', found: nothing }))

export function openFind(): void {
  useFind.setState({ isOpen: true })
  // Open already: the next search begins with what is there selected, as in any program.
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('#find-in-graph')?.select())
}

export function closeFind(): void {
  useFind.setState({ isOpen: false, found: nothing })
}

export function searchGraph(graph: Graph, query: string): readonly string[] {
  const found = findNodes(graph, query)
  useFind.setState({ query, found: new Set(found) })
  return found
}

/** The nodes in which the words stand: in the title, the id, the kind, a setting or the name of a port that is used. */
export function findNodes(graph: Graph, query: string): string[] {
  const words = query.trim().toLowerCase()
  if (words === '') return []
  const portsByNode = new Map<string, string>()
  for (const { from } of graph.edges) {
    const { node, port } = splitFrom(from)
    portsByNode.set(node, `${portsByNode.get(node) ?? ''} ${port}`)
  }
  return graph.nodes
    .filter((node) => `${textOf(node)} ${portsByNode.get(node.id) ?? ''}`.toLowerCase().includes(words))
    .map(({ id }) => id)
}

function textOf(node: GraphNode): string {
  const values: string[] = [titleOf(node), node.id, findKind(node.kind)?.label ?? '', node.kind]
  const waiting: unknown[] = Object.values(node.settings)
  for (const value of waiting) {
    if (typeof value === 'string' || typeof value === 'number') values.push(String(value))
    else if (typeof value === 'object' && value !== null) waiting.push(...Object.values(value))
  }
  return values.join(' ')
}
