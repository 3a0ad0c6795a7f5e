import { useQuery } from '@tanstack/react-query'
import { door } from '../api'

const lookMs = 500

/** How calls go to the live connections, looked at twice a second. */
export function usePaces(isWanted: boolean) {
  return useQuery({ ...door.runs.paces.queryOptions(), enabled: isWanted, refetchInterval: lookMs, staleTime: 0 })
}
