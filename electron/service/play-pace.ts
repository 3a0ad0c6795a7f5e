import { setTimeout as wait } from 'node:timers/promises'
import type { PlayEvent } from '../../shared/play-contract'

/** Nobody waits longer than this for one step of a made-up answer. */
const LONGEST_MS = 60_000

/** Lets events come as far apart as they state, so many times faster; at once where `speed` is null. */
export async function* paced(
  events: AsyncIterable<PlayEvent>,
  speed: number | null,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent> {
  let now = 0
  for await (const event of events) {
    const at = 'atMs' in event ? event.atMs : null
    if (speed !== null && at !== null && at > now) {
      const ms = Math.min(LONGEST_MS, (at - now) / speed)
      await wait(ms, undefined, { signal }).catch(() => undefined)
      now = at
    }
    if (signal.aborted) return
    yield event
  }
}
