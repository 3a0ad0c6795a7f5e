import { create } from 'zustand'
import { writeGraph } from '../../shared/graph/write'
import type { PlayInput } from '../../shared/play-contract'
import { client, failureOf } from '../api'
import { currentDocument } from '../designs/session'
import { lineOfFailure } from '../shell/notice-store'
import { foldPlay, nothingPlayed, type PlaySeen } from './play-state'

/** How the next problem is played; kept while the window is open. */
export interface PlayWish {
  /** The id of a problem of the dataset, or null: what is typed. */
  problemId: string | null
  question: string
  answerKey: string
  speed: Speed
  capUsd: number | null
}

export type Speed = 'at once' | '10×' | 'as stated'
export const speeds: readonly Speed[] = ['at once', '10×', 'as stated']
const timesFaster: Record<Speed, number | null> = { 'at once': null, '10×': 10, 'as stated': 1 }

export const usePlayWish = create<PlayWish>(() => ({
  problemId: null,
  question: '',
  answerKey: '',
  speed: '10×',
  capUsd: 1,
}))

/** What is played now or was played last, and at which speed. */
export const usePlay = create<{ seen: PlaySeen; times: number; designId: string | null }>(() => ({
  seen: nothingPlayed,
  times: 1,
  designId: null,
}))

let stopping: AbortController | undefined

export async function playProblem(datasetId: string): Promise<void> {
  const open = currentDocument()
  if (open === undefined) return
  stopPlaying()
  const stop = new AbortController()
  stopping = stop
  const { speed, capUsd, ...wish } = usePlayWish.getState()
  const problem: PlayInput['problem'] =
    wish.problemId !== null
      ? { id: wish.problemId }
      : { question: wish.question, answerKey: wish.answerKey.trim() === '' ? null : wish.answerKey.trim() }
  usePlay.setState({ seen: { ...nothingPlayed, status: 'playing' }, times: timesFaster[speed] ?? 1, designId: open.id })
  const change = (next: (seen: PlaySeen) => PlaySeen) => {
    if (stopping === stop) usePlay.setState(({ seen }) => ({ seen: next(seen) }))
  }
  try {
    const input = {
      graph: writeGraph(open.store.getState().graph),
      datasetId,
      problem,
      speed: timesFaster[speed],
      capUsd,
    }
    for await (const event of await client.play.start(input, { signal: stop.signal })) {
      change((seen) => foldPlay(seen, event, performance.now()))
    }
    change((seen) => (seen.status === 'playing' ? { ...seen, status: 'stopped' } : seen))
  } catch (error) {
    const trouble = lineOfFailure(failureOf(error))
    change((seen) => (stop.signal.aborted ? { ...seen, status: 'stopped' } : { ...seen, status: 'broken', trouble }))
  }
}

/** Stops at once: nothing further is sent, and what is under way is cut. */
export function stopPlaying(): void {
  stopping?.abort()
  usePlay.setState(({ seen }) => ({ seen: seen.status === 'playing' ? { ...seen, status: 'stopped' } : seen }))
}
