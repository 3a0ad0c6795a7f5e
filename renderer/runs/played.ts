import { addCost } from '../../shared/ledger/price'
import type { Traffic } from '../../shared/report'
import type { ResultLine } from '../../shared/results-contract'

/** How fast a finished run is played again: as many times as fast as its problems took. */
export const playSpeeds = [10, 100, 1000] as const
export type PlaySpeed = (typeof playSpeeds)[number]

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
