import { addCost } from '../../shared/ledger/price'
import type { Traffic } from '../../shared/report'
import type { ResultLine } from '../../shared/results-contract'

/** How fast a finished run is played again: as many times as fast as its problems took. */
export const playSpeeds = [10, 100, 1000] as const
export type PlaySpeed = (typeof playSpeeds)[number]

/** A problem that a playback shows, at this time of the run in milliseconds. */
interface Shown<T> {
  line: T
  endsMs: number
}

/** The time of problems of which that is not known. */
const usualMs = 1000

/**
 * Problems one after the other in so many lanes at once, as a run with that concurrency walks them: whichever lane is free takes
 * the next one, for as long as it took. Gives them in the order in which they end.
 */
export class Lanes<T extends { latencyMs: number | null }> {
  private readonly underWay: Shown<T>[] = []

  constructor(private readonly width: number) {}

  /** Takes the next problem; gives the one whose lane it gets, or nothing as long as a lane is free. */
  take(line: T): Shown<T> | undefined {
    const ended = this.underWay.length < this.width ? undefined : this.next()
    const endsMs = (ended?.endsMs ?? 0) + (line.latencyMs ?? usualMs)
    const at = this.underWay.findIndex((other) => other.endsMs > endsMs)
    this.underWay.splice(at < 0 ? this.underWay.length : at, 0, { line, endsMs })
    return ended
  }

  /** The next one to end, where no more come. */
  next(): Shown<T> | undefined {
    return this.underWay.shift()
  }
}

/** What of a finished run has been played so far. */
export interface Played {
  runId: string
  speed: PlaySpeed
  finished: number
  correct: number
  failed: number
  usd: number | null
  traffic: Traffic
}

export function addLine(
  played: Played,
  { verdict, usd, places }: Pick<ResultLine, 'verdict' | 'usd' | 'places'>,
): void {
  played.finished += 1
  if (verdict === 'correct') played.correct += 1
  if (verdict === 'failed') played.failed += 1
  played.usd = addCost(played.usd, usd)
  const { visits, exits } = played.traffic
  for (const [node, port] of places) {
    visits[node] = (visits[node] ?? 0) + 1
    if (port !== null) exits[`${node}.${port}`] = (exits[`${node}.${port}`] ?? 0) + 1
  }
}
