import type { CompiledGraph, CompiledNode } from './compile'

export interface Bounds {
  low: number
  high: number
}

/**
 * The least and the most that any walk through the graph can add up to, where each visit of a node adds what `weigh` says (both ≥ 0).
 * A walk is one acyclic path and, for each use of a bounded port, at most one more: the least goes without, the most takes all.
 */
export function boundsOfWalks({ entry, mostRetries }: CompiledGraph, weigh: (node: CompiledNode) => Bounds): Bounds {
  const known = new Map<CompiledNode, Bounds>()
  for (const node of inReverse(entry)) {
    const own = weigh(node)
    let low = Number.POSITIVE_INFINITY
    let high = 0
    for (const next of forward(node)) {
      const behind = known.get(next)
      if (behind === undefined) continue
      low = Math.min(low, behind.low)
      high = Math.max(high, behind.high)
    }
    known.set(node, { low: own.low + (Number.isFinite(low) ? low : 0), high: own.high + high })
  }
  const { low, high } = known.get(entry) ?? { low: 0, high: 0 }
  return { low, high: high * (mostRetries + 1) }
}

/** The nodes from which a walk can go on, without the ports that may close a cycle. */
function forward({ next, kind, settings }: CompiledNode): CompiledNode[] {
  const bounded = kind.bounded?.(settings).port
  return [...next].filter(([port]) => port !== bounded).map(([, node]) => node)
}

/** Every node after all that lie behind it (depth first; an explicit stack, since a chain may be longer than the call stack). */
function* inReverse(entry: CompiledNode): Generator<CompiledNode> {
  const seen = new Set([entry])
  const stack = [{ node: entry, left: forward(entry) }]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.left.pop()
    if (next === undefined) {
      stack.pop()
      yield top.node
    } else if (!seen.has(next)) {
      seen.add(next)
      stack.push({ node: next, left: forward(next) })
    }
  }
}
