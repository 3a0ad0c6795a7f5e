import type { Headroom } from '../../shared/connection'
import { longestWaitMs } from './retry-after'

/** One of a provider's limits, as far as its headers state it. */
interface Meter {
  left: number
  limit: number | null
  resetMs: number | null
}

/** What the rate-limit headers of either provider say; `null` where there are none. */
export function headroomOf(headers: Headers, now: number): Headroom | null {
  const anthropic = (what: string) =>
    meter(
      headers,
      (part) => `anthropic-ratelimit-${what}-${part}`,
      (text) => untilDate(text, now),
    )
  const openai = (what: string) => meter(headers, (part) => `x-ratelimit-${part}-${what}`, durationMs)
  const requests = [anthropic('requests'), openai('requests')].filter((one) => one !== null)
  const tokens = [anthropic('tokens'), anthropic('input-tokens'), anthropic('output-tokens'), openai('tokens')].filter(
    (one) => one !== null,
  )
  if (requests.length + tokens.length === 0) return null
  return {
    requestsLeft: least(requests),
    tokensLeft: least(tokens),
    resetMs: scarcest([...requests, ...tokens])?.resetMs ?? null,
  }
}

function meter(
  headers: Headers,
  nameOf: (part: string) => string,
  resetOf: (text: string) => number | null,
): Meter | null {
  const left = count(headers.get(nameOf('remaining')))
  if (left === null) return null
  const reset = headers.get(nameOf('reset'))
  return { left, limit: count(headers.get(nameOf('limit'))), resetMs: reset === null ? null : resetOf(reset) }
}

function least(meters: readonly Meter[]): number | null {
  return meters.length === 0 ? null : Math.min(...meters.map(({ left }) => left))
}

/** The limit of which the smallest part is left; of equal ones the one that takes longest to come back. */
function scarcest(meters: readonly Meter[]): Meter | undefined {
  const share = ({ left, limit }: Meter) => (limit === null || limit === 0 ? left : left / limit)
  return meters.toSorted((a, b) => share(a) - share(b) || (b.resetMs ?? 0) - (a.resetMs ?? 0))[0]
}

function count(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : null
}

function untilDate(text: string, now: number): number | null {
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.min(Math.max(date - now, 0), longestWaitMs)
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds of a duration such as `1m30s`, `8.64s` or `20ms`; `null` for anything else. */
export function durationMs(text: string): number | null {
  const compact = text.trim()
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(compact)) return null
  let sum = 0
  for (const [, amount, unit] of compact.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    sum += Number(amount) * (unitMs[unit ?? ''] ?? 0)
  }
  return Math.min(Math.round(sum), longestWaitMs)
}
