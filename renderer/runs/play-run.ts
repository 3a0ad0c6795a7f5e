import { create } from 'zustand'
import { client } from '../api'
import { addLine, type Played, type PlaySpeed } from './played'

export const usePlayed = create<{ played: Played | null }>(() => ({ played: null }))

const tickMs = 100
const page = 500
/** A problem whose time is not known takes so long. */
const usualMs = 1000

/** Plays the stored results of a run in the order of its dataset, one problem after the other, until all are shown or it is stopped. */
export async function playRun(runId: string, speed: PlaySpeed): Promise<void> {
  const played: Played = {
    runId,
    speed,
    finished: 0,
    correct: 0,
    failed: 0,
    usd: 0,
    traffic: { visits: {}, exits: {} },
  }
  const mine = { ...played }
  usePlayed.setState({ played: mine })
  let current: Played = mine
  // Time that the problems shown so far would have taken.
  let owedMs = 0
  for (let offset = 0; ; offset += page) {
    const { lines } = await client.results.find({ id: runId, offset, limit: page })
    for (const line of lines) {
      while (owedMs > 0) {
        await new Promise((resolve) => setTimeout(resolve, tickMs))
        // Another one was started meanwhile, or this one was stopped.
        if (usePlayed.getState().played !== current) return
        owedMs -= tickMs * speed
        current = { ...played, traffic: { ...played.traffic } }
        usePlayed.setState({ played: current })
      }
      addLine(played, line)
      owedMs += line.latencyMs ?? usualMs
    }
    if (lines.length < page) break
  }
  if (usePlayed.getState().played === current) stopPlaying()
}

export function stopPlaying(): void {
  usePlayed.setState({ played: null })
}
