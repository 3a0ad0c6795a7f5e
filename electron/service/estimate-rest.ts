import type { Range } from '../../shared/report'
import type { Walked } from '../../shared/run-record'
import type { CompiledGraph, CompiledNode } from '../engine/compile'
import { type Bounds, boundsOfWalks } from '../engine/path-bounds'
import type { BoundModel } from '../engine/walk'

/** With fewer calls of a model its dearest one says little of what others may cost. */
const FEWEST_CALLS = 30

/** The least and the most of any one call of a model among walks, by role's binding; only where it is known of enough calls. */
export function observedCalls(
  walks: readonly Walked[],
  figure: 'usd' | 'latencyMs',
): (bound: BoundModel) => Bounds | null {
  const seen = new Map<string, Bounds & { calls: number; known: boolean }>()
  for (const { calls } of walks) {
    for (const { connection, model, [figure]: value } of calls) {
      const key = `${connection} ${model}`
      const of = seen.get(key) ?? { low: Number.POSITIVE_INFINITY, high: 0, calls: 0, known: true }
      seen.set(key, of)
      of.calls += 1
      of.known &&= value !== null
      of.low = Math.min(of.low, value ?? 0)
      of.high = Math.max(of.high, value ?? 0)
    }
  }
  return ({ connection, model }) => {
    const of = seen.get(`${connection.name} ${model}`)
    return of?.known === true && of.calls >= FEWEST_CALLS ? { low: of.low, high: of.high } : null
  }
}

/** Bounds of one walk where each node adds what `weigh` says; `null` where that is unknown of any node that a walk may come to. */
export function boundsWhereKnown(compiled: CompiledGraph, weigh: (node: CompiledNode) => Bounds | null): Bounds | null {
  let isKnown = true
  const bounds = boundsOfWalks(compiled, (node) => {
    const of = weigh(node)
    isKnown &&= of !== null
    return of ?? { low: 0, high: 0 }
  })
  return isKnown ? bounds : null
}

/**
 * A total over problems that could be walked through and others that could not. These are no random sample: what is recorded may be
 * just what was cheap. So each of them is only known to lie within its bounds.
 */
export function addRest(
  walked: Range | null,
  rest: Bounds | null,
  problems: number,
  likely: number | null,
): Range | null {
  if (walked === null || rest === null) return null
  const [low, high] = [walked.low + rest.low * problems, walked.high + rest.high * problems]
  return { low, expected: likely === null ? null : Math.min(high, Math.max(low, likely)), high }
}
