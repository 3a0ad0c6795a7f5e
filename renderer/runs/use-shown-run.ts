import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { Progress, RunInfo } from '../../shared/runs-contract'
import { door } from '../api'
import type { SeenTraffic } from '../canvas/card-data'
import type { OpenDocument } from '../designs/document'
import { followRun, useRunProgress } from './follow-run'
import { usePlayed } from './play-run'
import { newestRun } from './run-actions'

export interface ShownRun {
  info: RunInfo
  /** Undefined until the engine has told. */
  progress: Progress | undefined
  traffic: SeenTraffic | undefined
}

/** The newest run of the open design: what the canvas and the strip show. */
export function useShownRun(document: OpenDocument): ShownRun | undefined {
  const runs = useQuery(door.runs.list.queryOptions())
  const info = newestRun(runs.data, document.id)
  const id = info?.id
  const status = info?.status
  const progress = useRunProgress(({ progressById }) => (id === undefined ? undefined : progressById[id]))
  useEffect(() => {
    if (id !== undefined && (progress === undefined || (status === 'running' && progress.status !== 'running'))) {
      void followRun(id)
    }
  }, [id, status, progress])
  const figures = useQuery({
    ...door.runs.figures.queryOptions({ input: { id: id ?? '' } }),
    // While it runs they change with every problem; the traffic is enough then.
    enabled: id !== undefined && progress !== undefined && progress.status !== 'running',
  })
  const played = usePlayed((state) => (state.played?.runId === id ? state.played : null))
  const traffic = useMemo(
    () =>
      progress === undefined
        ? undefined
        : played !== null
          ? { ...played.traffic, figures: undefined, status: 'running' as const }
          : { ...progress.traffic, figures: figures.data, status: progress.status },
    [progress, figures.data, played],
  )
  if (info === undefined) return undefined
  if (progress === undefined || played === null) return { info, progress, traffic }
  // While it is played again, as much as has been played.
  const { finished, correct, failed, usd } = played
  return { info, traffic, progress: { ...progress, finished, correct, failed, usd } }
}
