import { create } from 'zustand'
import { formatCount, formatNumberOf, formatUsd, sentence } from '../../shared/format'
import type { RunMode } from '../../shared/report'
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
    showProgress()
  })
  followed.set(runId, end)
  return end
}

/** In the taskbar: of all runs that are under way, or nothing. */
function showProgress(): void {
  const running = Object.values(useRunProgress.getState().progressById).filter(
    ({ runId, status }) => status === 'running' && followed.has(runId),
  )
  const sum = (what: 'finished' | 'total') => running.reduce((before, progress) => before + progress[what], 0)
  window.desktop?.setProgress(running.length === 0 ? null : sum('finished') / Math.max(1, sum('total')))
}

/** A run shorter than this is not left alone. */
const longMs = 10_000

/** How a run ended, for whoever looks at something else; one that its user stopped needs no telling. */
const endWords: Partial<Record<Progress['status'], string>> = {
  done: 'is done',
  paused: 'is paused',
  interrupted: 'was interrupted',
  failed: 'has failed',
}

function notifyOfEnd(runId: string, tookMs: number): void {
  const last = useRunProgress.getState().progressById[runId]
  const how = last === undefined ? undefined : endWords[last.status]
  if (last === undefined || how === undefined || tookMs < longMs) return
  const info = queryClient.getQueryData<readonly RunInfo[]>(door.runs.list.queryKey())?.find(({ id }) => id === runId)
  window.desktop?.notify(`${info?.name ?? 'A run'} ${how}`, describeEnd(last, info?.mode))
}

/** `500 of 500 problems, 431 right, 2 failed, $1.20 billed`; where it stopped short, why. */
function describeEnd({ finished, total, correct, failed, usd, billedUsd, failure }: Progress, mode?: RunMode): string {
  const isFree = mode === 'simulated' || mode === 'recorded'
  const figures = [
    `${formatCount(finished)} of ${formatNumberOf(total, 'problem')}`,
    `${formatCount(correct)} right`,
    ...(failed === 0 ? [] : [`${formatCount(failed)} failed`]),
    isFree ? `${formatUsd(usd)} at list price` : `${formatUsd(billedUsd)} billed`,
  ].join(', ')
  return failure === null ? figures : `${figures}. ${sentence(failure)}`
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
    showProgress()
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
