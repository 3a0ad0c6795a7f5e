import { formatBudget } from '../../shared/format'
import type { PaceInfo } from '../../shared/runs-contract'

/** Time that runs down, in whole seconds: `12 s`, at least 1. */
export function countdown(ms: number): string {
  return formatBudget(Math.max(1, Math.ceil(ms / 1000)) * 1000)
}

/** The one among these that a provider asked to pause for longest; undefined where all may send. */
export function longestPause(paces: readonly PaceInfo[], used: readonly string[]): PaceInfo | undefined {
  return paces
    .filter(({ connection, blockedMs, waiting }) => blockedMs > 0 && waiting > 0 && used.includes(connection))
    .sort((a, b) => b.blockedMs - a.blockedMs)[0]
}
