/** Every figure that a person reads is written here, in the window and in the terminal, so that the same figure looks the same everywhere. */

/** What stands where a figure cannot be known. */
export const unknown = 'unknown'

/** A whole number with its thousands set apart. By hand: the first use of `Intl` costs a short command a tenth of its time. */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** `1 problem`, `2 problems`. */
export function formatNumberOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

/** What a run says whose problems wait for people. */
export function batchWords(calls: number): string {
  return `waiting for ${formatNumberOf(calls, 'call')} in batches`
}

export function waitingWords(waiting: number): string {
  return `waiting for ${formatNumberOf(waiting, 'review')}`
}

/**
 * Dollars with as many digits as mean something: cents from $1 on, three significant digits below. A cost smaller than a
 * millionth of a dollar is only said to be smaller.
 */
export function formatUsd(usd: number | null): string {
  if (usd === null) return unknown
  const size = Math.abs(usd)
  const sign = usd < 0 ? '−' : ''
  if (size === 0) return '$0'
  if (size < 1e-6) return `${sign}<$0.000001`
  if (size >= 1000) return `${sign}$${formatCount(size)}`
  if (size >= 0.995) return `${sign}$${size.toFixed(2)}`
  const digits = 2 - Math.floor(Math.log10(size))
  // Rounding may carry into the next place: 0.0999996 is 0.1000, not 0.10000.
  const rounded = Number(size.toPrecision(3))
  return `${sign}$${rounded.toFixed(rounded >= 10 ** (3 - digits) ? digits - 1 : digits)}`
}

/** Dollars that somebody set, without digits that nobody gave: `$3`, `$0.30`, `$0.075`. */
export function formatSetUsd(usd: number): string {
  if (Number.isInteger(usd)) return `$${formatCount(usd)}`
  const exact = String(Number(usd.toPrecision(6)))
  return `$${exact.includes('e') ? exact : exact.replace(/\.(\d)$/, '.$10')}`
}

/** Dollars per million tokens, as price lists write them. */
export function formatRate(perMillion: number | null): string {
  return perMillion === null ? unknown : formatSetUsd(perMillion)
}

/** Dollars per correct answer: undefined, not unknown, where none was correct. */
export function formatPerCorrect(usdPerCorrect: number | null, accuracy: number | null): string {
  return accuracy === 0 ? 'none right' : formatUsd(usdPerCorrect)
}

/** A share (0 to 1) in percent with one decimal: `89.1 %`. */
export function formatShare(share: number | null, decimals = 1): string {
  return share === null ? unknown : `${(share * 100).toFixed(decimals)} %`
}

/** The share of traffic on an edge: whole percents, and never 0 or 100 where it is only near. */
export function formatTrafficShare(part: number, all: number): string {
  if (all === 0 || part === 0) return '0 %'
  const percent = (part / all) * 100
  if (percent < 1) return '<1 %'
  if (percent > 99 && part < all) return '>99 %'
  return `${Math.round(percent)} %`
}

/** Half the width of an interval in points, `±0.6`; at 0 and 100 % its bounds, `0.0–32.9`. */
export function formatHalfWidth(interval: readonly [number, number] | null): string {
  if (interval === null) return ''
  const [low, high] = interval
  // At the edge it is not symmetric, and a ± would reach beyond what can be.
  if (low <= 0 || high >= 1) return `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}`
  return `±${(((high - low) / 2) * 100).toFixed(1)}`
}

/** A difference of shares in points, always with its sign: `+2.3`, `−0.5`, `0.0`. */
export function formatPoints(difference: number): string {
  const points = (Math.abs(difference) * 100).toFixed(1)
  if (points === '0.0') return points
  return `${difference < 0 ? '−' : '+'}${points}`
}

/** A difference of dollars, always with its sign: `+$0.12`, `−$0.12`, `$0`. */
export function formatSignedUsd(usd: number): string {
  return usd > 0 ? `+${formatUsd(usd)}` : formatUsd(usd)
}

/** `0.8 s`, `41 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return unknown
  if (ms < 1) return '0 s'
  if (ms < 100) return `${Math.round(ms)} ms`
  const seconds = ms / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const rounded = Math.round(seconds)
  if (rounded < 60) return `${rounded} s`
  if (rounded < 3600) return joinUnits(Math.floor(rounded / 60), 'min', rounded % 60, 's')
  const minutes = Math.round(seconds / 60)
  return joinUnits(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
}

/** A time that somebody set, without digits that nobody measured: `5 s`, not `5.0 s`. */
export function formatBudget(ms: number): string {
  return formatDuration(ms).replace(/\.0(?= s$)/, '')
}

function joinUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`
}

const byteUnits = ['bytes', 'KB', 'MB', 'GB', 'TB']

/** `812 bytes`, `4.2 MB`: in thousands, as the makers of disks count. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 || value >= 99.95 ? formatCount(value) : value.toFixed(1)} ${byteUnits[power]}`
}

/** A moment as this machine writes it, without seconds. */
export function formatMoment(at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

/** What a check or an error says, as a sentence begins: messages are written to stand after a file's name too. */
export function sentence(text: string): string {
  // A file's name is written as it is.
  if (/^\S*[./\\_]\S/.test(text)) return text
  return text.charAt(0).toUpperCase() + text.slice(1)
}
