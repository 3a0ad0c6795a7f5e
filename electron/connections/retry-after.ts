/** Longer waits are cut to this: a header must not be able to hold a run for ever. */
export const longestWaitMs = 60 * 60 * 1000

/** How long a provider asks to wait: `retry-after-ms`, or `retry-after` in seconds or as an HTTP date. `null`: it did not say. */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const precise = plainNumber(headers.get('retry-after-ms'))
  if (precise !== null) return bounded(precise)
  const text = headers.get('retry-after')
  if (text === null) return null
  const seconds = plainNumber(text)
  if (seconds !== null) return bounded(seconds * 1000)
  // Only what has a month's name is a date: `Date.parse` reads much else, such as “-5”, as one.
  const date = /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? null : bounded(date - now)
}

function plainNumber(text: string | null): number | null {
  if (text === null || !/^\s*\d+(\.\d+)?\s*$/.test(text)) return null
  return Number(text)
}

function bounded(ms: number): number {
  return Math.round(Math.min(Math.max(ms, 0), longestWaitMs))
}
