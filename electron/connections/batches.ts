import type { BatchItem } from '../../shared/batch'
import { SwitchyardError } from '../../shared/errors'

export function checkBatchIds(items: readonly BatchItem[]): void {
  const seen = new Set<string>()
  for (const { id } of items) {
    const why = /^[\w-]{1,64}$/.test(id) ? (seen.has(id) ? 'is there twice' : undefined) : 'is not one'
    if (why !== undefined) {
      throw new SwitchyardError('USAGE', `the batch’s id “${id.slice(0, 80)}” ${why}`, {
        hint: 'give each call an id of its own, of at most 64 letters, digits, _ or -',
      })
    }
    seen.add(id)
  }
}

export const SUBMIT_MS = 10 * 60_000
export const RESULTS_MS = 60 * 60_000
export const RESULTS_BYTES = 2 * 1024 ** 3
