import { setFlagsFromString } from 'node:v8'

/**
 * V8 watches its first collections: whatever is mostly found alive in them is from then on made among the old objects, which only a
 * whole collection clears, and keeps alive there what it points to. Depending on when the first ones happen to be, that are the
 * millions of small objects of a replay, and clearing the heap takes four times as long. To be called before anything runs.
 */
export function keepYoungObjectsYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring')
}
