import { create } from 'zustand'
import { formatCount, formatUsd } from '../../shared/format'
import type { Progress, RunInfo } from '../../shared/runs-contract'
import { client, door, doorOpens, doorState } from '../api'
import { queryClient } from '../query'
import { showFailure } from '../shell/notice-store'

interface RunsFollowed {
  progressById: Readonly<Record<string, Progress>>
}

/** The newest state of every run that was looked at. */
export const useRunProgress = create<RunsFollowed>(() => ({ progressById: {} }))

const followed = new Map<string, Promise<Progress | undefined>>()

/** Follows a run to its end, over an engine's restart too; the last state it was seen in. */
export function followRun(runId: string): Promise<Progress | undefined> {
  const known = followed.get(runId)
  if (known !== undefined) return known
  const startedAt = Date.now()
  const end = follow(runId).finally(() => {
    notifyOfEnd(runId, Date.now() - startedAt)
    followed.delete(runId)
    window.desktop?.setProgress(null)
  })
  followed.set(runId, end)
  return end
}

/** A run shorter than this is not left alone. */
const longMs = 10_000

function notifyOfEnd(runId: string, tookMs: number): void {
  const last = useRunProgress.getState().progressById[runId]
  if (last === undefined || last.status === 'running' || tookMs < longMs) return
  const { status, finished, total, correct, usd } = last
  const name = queryClient
    .getQueryData<readonly RunInfo[]>(door.runs.list.queryKey())
    ?.find(({ id }) => id === runId)?.name
  const how = status === 'done' ? 'is done' : `has ended: ${status}`
  const text = `${formatCount(finished)} of ${formatCount(total)} problems, ${formatCount(correct)} right, ${formatUsd(usd)}`
  window.desktop?.notify(`${name ?? 'A run'} ${how}`, text)
}

async function follow(runId: string): Promise<Progress | undefined> {
  for (;;) {
    try {
      const last = await readProgress(runId)
      if (last?.status !== 'running') return last
    } catch (error) {
      if (doorState() === 'open') {
        showFailure(error, `follow-${runId}`)
        return undefined
      }
      await doorOpens()
    }
  }
}

async function readProgress(runId: string): Promise<Progress | undefined> {
  let last: Progress | undefined
  const isNews = useRunProgress.getState().progressById[runId]?.status === 'running'
  for await (const progress of await client.runs.watch({ id: runId })) {
    last = progress
    useRunProgress.setState(({ progressById }) => ({ progressById: { ...progressById, [runId]: progress } }))
    if (progress.status === 'running') window.desktop?.setProgress(progress.finished / Math.max(1, progress.total))
  }
  if (isNews || last?.status !== 'running') await refreshRuns()
  return last
}

export async function refreshRuns(): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: door.runs.key() }),
    queryClient.invalidateQueries({ queryKey: door.designs.list.key() }),
    queryClient.invalidateQueries({ queryKey: door.compare.key() }),
    queryClient.invalidateQueries({ queryKey: door.runs.atGate.key() }),
  ])
}

/** A run that goes on in the engine is followed again after the page or the engine was restarted. */
export async function followRunsUnderWay(): Promise<RunInfo[]> {
  const runs = await client.runs.list()
  for (const { id, status } of runs) if (status === 'running') void followRun(id)
  return runs
}
