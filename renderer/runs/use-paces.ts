import { useQuery } from '@tanstack/react-query'
import { formatBudget } from '../../shared/format'
import type { PaceInfo } from '../../shared/runs-contract'
import { door } from '../api'

const lookMs = 500

/** How calls go to the live connections, looked at twice a second. */
export function usePaces(isWanted: boolean) {
  return useQuery({ ...door.runs.paces.queryOptions(), enabled: isWanted, refetchInterval: lookMs, staleTime: 0 })
}

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
