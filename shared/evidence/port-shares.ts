import type { Step } from '../report'
import { type Rate, rateOf } from './rate'

/** How many of a run's problems left a node by a port. */
export interface PortShare {
  nodeId: string
  port: string
  /** Among all problems of the run: what the escalation rate is to `escalate`. */
  ofRun: Rate
  /** Among the problems that came to the node. */
  ofVisitors: Rate
}

/**
 * The share of problems that left each node by each of its ports, at least once: a problem that retries three times
 * counts once for `retry`, so the shares of a node may add up to more than 1. In the order in which the ports first occur. Each
 * walk is the steps of one problem; a port that no problem took is not there.
 */
export function portShares(walks: Iterable<readonly Step[]>): PortShare[] {
  const visitors = new Map<string, number>()
  const leavers = new Map<string, { nodeId: string; port: string; count: number }>()
  let problems = 0
  for (const walk of walks) {
    problems += 1
    for (const nodeId of new Set(walk.map(([id]) => id))) visitors.set(nodeId, (visitors.get(nodeId) ?? 0) + 1)
    for (const [exit, leaver] of exitsOf(walk)) {
      const known = leavers.get(exit) ?? { ...leaver, count: 0 }
      leavers.set(exit, known)
      known.count += 1
    }
  }
  return [...leavers.values()].map(({ nodeId, port, count }) => ({
    nodeId,
    port,
    ofRun: rateOf(count, problems),
    ofVisitors: rateOf(count, visitors.get(nodeId) ?? 0),
  }))
}

/** The ports by which a problem left, each once. */
function exitsOf(walk: readonly Step[]): Map<string, { nodeId: string; port: string }> {
  return new Map(
    walk.flatMap(([nodeId, port]) => (port === null ? [] : [[JSON.stringify([nodeId, port]), { nodeId, port }]])),
  )
}
