import { create } from 'zustand'
import type { ResultLine } from '../../shared/results-contract'
import type { RunInfo } from '../../shared/runs-contract'
import { client } from '../api'
import { addLine, Lanes, type Played, type PlaySpeed } from './played'

export const usePlayed = create<{ played: Played | null }>(() => ({ played: null }))

const tickMs = 100
const page = 500

/**
 * Plays the stored results of a run from the first problem of its dataset on, as many at once as the run had, until all are shown
 * or it is stopped.
 */
export async function playRun(run: Pick<RunInfo, 'id' | 'concurrency'>, speed: PlaySpeed): Promise<void> {
  const traffic = { visits: {}, exits: {} }
  const played: Played = { runId: run.id, speed, finished: 0, correct: 0, failed: 0, usd: 0, traffic }
  let current: Played = { ...played }
  usePlayed.setState({ played: current })
  let nowMs = 0
  for await (const { line, endsMs } of inOrder(run)) {
    while (nowMs < endsMs) {
      await new Promise((resolve) => setTimeout(resolve, tickMs))
      // Another one was started meanwhile, or this one was stopped.
      if (usePlayed.getState().played !== current) return
      nowMs += tickMs * speed
      current = structuredClone(played)
      usePlayed.setState({ played: current })
    }
    addLine(played, line)
  }
  if (usePlayed.getState().played === current) stopPlaying()
}

/** The results of a run in the order in which their problems end. */
async function* inOrder({ id, concurrency }: Pick<RunInfo, 'id' | 'concurrency'>) {
  const lanes = new Lanes<ResultLine>(concurrency)
  for (let offset = 0; ; offset += page) {
    const { lines } = await client.results.find({ id, offset, limit: page })
    for (const line of lines) {
      const ended = lanes.take(line)
      if (ended !== undefined) yield ended
    }
    if (lines.length < page) break
  }
  for (let ended = lanes.next(); ended !== undefined; ended = lanes.next()) yield ended
}

export function stopPlaying(): void {
  usePlayed.setState({ played: null })
}
