import { canonicalJson } from '../hash'
import type { Graph, GraphEdge, GraphNode } from './schema'

/** One value that is not what it was; `undefined` where it was not there, or is no longer. */
export interface ValueChange {
  /** `threshold` of a node's settings, `fast.model` of the roles. */
  field: string
  before: unknown
  after: unknown
}

export interface NodeChange {
  before: GraphNode
  after: GraphNode
  /** Its kind, its title and members that only a newer program knows. */
  members: readonly ValueChange[]
  settings: readonly ValueChange[]
  /** It stands elsewhere: told apart, as it changes nothing that a problem meets. */
  isMoved: boolean
}

/** What makes one graph of another. */
export interface GraphDiff {
  /** Name, description, limits, roles and whatever else the document says of itself. */
  members: readonly ValueChange[]
  addedNodes: readonly GraphNode[]
  removedNodes: readonly GraphNode[]
  changedNodes: readonly NodeChange[]
  addedEdges: readonly GraphEdge[]
  removedEdges: readonly GraphEdge[]
}

const grouped = ['limits', 'roles'] as const
const partsOfGraph = new Set(['nodes', 'edges', ...grouped])
const partsOfNode = new Set(['id', 'at', 'settings'])

/** Compares two versions: nodes by their id, edges by both ends. The order in which they stand in the file tells nothing. */
export function diffGraphs(before: Graph, after: Graph): GraphDiff {
  const nodes = pairUp(before.nodes, after.nodes, ({ id }) => id)
  const edges = pairUp(before.edges, after.edges, canonicalJson)
  return {
    members: [
      ...changesOf(without(before, partsOfGraph), without(after, partsOfGraph)),
      ...grouped.flatMap((part) => changesOf(before[part], after[part], `${part}.`)),
    ],
    addedNodes: nodes.added,
    removedNodes: nodes.removed,
    changedNodes: nodes.kept.flatMap(([was, is]) => changeOfNode(was, is) ?? []),
    addedEdges: edges.added,
    removedEdges: edges.removed,
  }
}

export function isSame(diff: GraphDiff): boolean {
  return Object.values(diff).every((changes: readonly unknown[]) => changes.length === 0)
}

function changeOfNode(before: GraphNode, after: GraphNode): NodeChange | undefined {
  const members = changesOf(without(before, partsOfNode), without(after, partsOfNode))
  const settings = changesOf(before.settings, after.settings)
  const isMoved = before.at[0] !== after.at[0] || before.at[1] !== after.at[1]
  return members.length + settings.length > 0 || isMoved ? { before, after, members, settings, isMoved } : undefined
}

type Members = Readonly<Record<string, unknown>>

function without(object: Members, parts: ReadonlySet<string>): Members {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !parts.has(name)))
}

/** Objects are compared member by member, lists as a whole: the place of an element is no name. */
function changesOf(before: Members, after: Members, prefix = ''): ValueChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return fields.flatMap((name): ValueChange[] => {
    const was = own(before, name)
    const is = own(after, name)
    const field = `${prefix}${name}`
    if (isObject(was) && isObject(is)) return changesOf(was, is, `${field}.`)
    return sameValue(was, is) ? [] : [{ field, before: was, after: is }]
  })
}

function own(object: Members, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sameValue(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b))
}

interface Pairs<T> {
  kept: readonly (readonly [T, T])[]
  added: readonly T[]
  removed: readonly T[]
}

/** Pairs what has the same key; of several with one key, the first with the first. */
function pairUp<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string): Pairs<T> {
  const waiting = new Map<string, T[]>()
  for (const one of before) {
    const key = keyOf(one)
    const same = waiting.get(key)
    if (same === undefined) waiting.set(key, [one])
    else same.push(one)
  }
  const kept: [T, T][] = []
  const added: T[] = []
  for (const one of after) {
    const was = waiting.get(keyOf(one))?.shift()
    if (was === undefined) added.push(one)
    else kept.push([was, one])
  }
  return { kept, added, removed: before.filter((one) => waiting.get(keyOf(one))?.includes(one) === true) }
}
