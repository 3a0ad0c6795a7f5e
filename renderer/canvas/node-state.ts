import { formatNumberOf } from '../../shared/format'
import { type GraphEdge, splitFrom } from '../../shared/graph/schema'
import type { RunStatus, Traffic } from '../../shared/report'

export type NodeStateName = 'waiting' | 'running' | 'done' | 'failed' | 'skipped'

export interface NodeState {
  name: NodeStateName
  /** One line. */
  why: string
}

interface Seen {
  traffic: Traffic
  status: RunStatus
  ports: readonly string[]
  /** The edges that lead to the node. */
  entering: readonly GraphEdge[]
  /** The ports of the whole graph that an edge leaves by, as `node.port`. */
  used: ReadonlySet<string>
  isOff: boolean
  isEntry: boolean
}

/** What a node of a run is doing, or did: told by where its problems came from and went to. */
export function stateOfNode(id: string, seen: Seen): NodeState {
  const { traffic, status, isOff, isEntry } = seen
  const visits = traffic.visits[id] ?? 0
  const isUnderWay = status === 'running'
  const failed = failedAt(id, visits, seen)
  if (failed > 0) return { name: 'failed', why: `${formatNumberOf(failed, 'problem')} failed here` }
  if (visits === 0 && isUnderWay && !isOff) {
    return { name: 'waiting', why: isEntry ? 'waits for the first problem' : 'no problem has come here yet' }
  }
  if (visits === 0) return { name: 'skipped', why: whySkipped(seen) }
  const why = `${formatNumberOf(visits, 'visit')}${isOff ? ', passed while it was switched off' : ''}`
  return { name: isUnderWay ? 'running' : 'done', why }
}

/** Those that came and did not leave, and those that left by a port which leads nowhere. */
function failedAt(id: string, visits: number, { traffic, ports, used }: Seen): number {
  if (ports.length === 0) return 0
  let led = 0
  for (const port of ports) if (used.has(`${id}.${port}`)) led += traffic.exits[`${id}.${port}`] ?? 0
  return Math.max(0, visits - led)
}

function whySkipped({ entering, traffic, isOff, isEntry }: Seen): string {
  if (isEntry) return 'the run has walked no problem'
  if (entering.length === 0) return 'no edge leads here'
  if (isOff) return 'it is switched off, and no problem came'
  const waysIn = entering.map(({ from }) => splitFrom(from))
  const [first] = waysIn
  const came = first !== undefined && (traffic.visits[first.node] ?? 0) > 0
  if (waysIn.length > 1 || first === undefined) return 'no problem left by any of the ports that lead here'
  return came ? `no problem left “${first.node}” by “${first.port}”` : `no problem came to “${first.node}” either`
}
