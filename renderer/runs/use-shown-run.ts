import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Progress, RunInfo } from '../../shared/contract'
import { door } from '../api'
import type { OpenDocument } from '../designs/document'
import { followRun, useRunProgress } from './follow-run'
import { newestRun } from './run-actions'

export interface ShownRun {
  info: RunInfo
  /** Undefined until the engine has told. */
  progress: Progress | undefined
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
  return info === undefined ? undefined : { info, progress }
}
