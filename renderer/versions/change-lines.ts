import type { Mark } from '../../shared/draw/draw-svg'
import type { GraphDiff, ValueChange } from '../../shared/graph/diff'
import { type Graph, splitFrom } from '../../shared/graph/schema'
import { titleOf } from '../../shared/graph/title'
import { findKind } from '../../shared/nodes/kinds'
import { fieldsOf } from '../inspector/fields'
import { words } from '../words'

/** What happened to one node, one edge or the design as a whole. */
export interface ChangeGroup {
  key: string
  mark: Mark
  title: string
  /** The node that the picture can show. */
  nodeId: string | undefined
  values: readonly { field: string; before: string; after: string }[]
}

/** A difference as a list to be read: nodes first, as they are what one looks for. */
export function listChanges(diff: GraphDiff, before: Graph, after: Graph): ChangeGroup[] {
  const titles = new Map([...before.nodes, ...after.nodes].map((node) => [node.id, titleOf(node)]))
  const nodes = [
    ...diff.addedNodes.map((node) => group('added', node.id, titleOf(node))),
    ...diff.removedNodes.map((node) => group('removed', node.id, titleOf(node))),
    ...diff.changedNodes.map(({ after: node, members, settings }): ChangeGroup => {
      const values = [
        ...members.map((change) => sayChange(change)),
        ...settings.map((change) => sayChange(change, node.kind)),
      ]
      return { ...group(values.length > 0 ? 'changed' : 'moved', node.id, titleOf(node)), values }
    }),
  ]
  const sayEdge = (mark: Mark, edge: { from: string; to: string }): ChangeGroup => {
    const { node, port } = splitFrom(edge.from)
    const title = `${titles.get(node) ?? node} · ${port} → ${titles.get(edge.to) ?? edge.to}`
    return { key: `${mark} ${edge.from} ${edge.to}`, mark, title, nodeId: node, values: [] }
  }
  const edges = [
    ...diff.addedEdges.map((edge) => sayEdge('added', edge)),
    ...diff.removedEdges.map((edge) => sayEdge('removed', edge)),
  ]
  const whole: ChangeGroup[] =
    diff.members.length === 0
      ? []
      : [
          {
            key: 'design',
            mark: 'changed',
            title: words.versions.design,
            nodeId: undefined,
            values: diff.members.map((change) => sayChange(change)),
          },
        ]
  const order: readonly Mark[] = ['added', 'removed', 'changed', 'moved']
  return [...whole, ...nodes.sort((a, b) => order.indexOf(a.mark) - order.indexOf(b.mark)), ...edges]
}

function group(mark: Mark, id: string, title: string): ChangeGroup {
  return { key: `node ${mark} ${id}`, mark, title, nodeId: id, values: [] }
}

const members: Readonly<Record<string, string>> = words.versions.members

function sayChange({ field, before, after }: ValueChange, kindId?: string): ChangeGroup['values'][number] {
  const kind = kindId === undefined ? undefined : findKind(kindId)
  const title = kindId === undefined ? members[field] : kind && fieldsOf(kind).find(({ name }) => name === field)?.title
  return { field: title ?? field, before: sayValue(before), after: sayValue(after) }
}

export function sayValue(value: unknown): string {
  if (value === undefined) return words.versions.absent
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ')
}
