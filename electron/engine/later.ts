import { formatDuration } from '../../shared/format'

/** Connections take no longer wait than this from a provider; it may have asked for days. */
const LONGEST_TOLD_MS = 3_600_000

/** What to do where a provider wants to be left alone for so long that a run does not wait. */
export function laterHint(waitMs: number): string {
  if (waitMs >= LONGEST_TOLD_MS) return 'it asks for an hour or more: go on with the run later'
  return `go on with the run in ${formatDuration(waitMs)}`
}
