import { readNumber } from './read-number'

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 }
const part = /^\s*([\d.,_ ]*\d)\s*(ms|s|min|h)(?![a-z])/i

/** Milliseconds of what is typed: a bare number, or numbers with their units such as `2 s` and `1 min 30 s`. */
export function readDuration(text: string): number {
  if (!/[a-z]/i.test(text)) return readNumber(text)
  let sum = 0
  for (let rest = text; rest.trim() !== ''; ) {
    const [whole = '', number = '', unit = ''] = part.exec(rest) ?? []
    if (whole === '') return Number.NaN
    sum += readNumber(number) * (units[unit.toLowerCase()] ?? Number.NaN)
    rest = rest.slice(whole.length)
  }
  // A tenth of a second is 100 ms, not 100.00000000000001.
  return Math.round(sum * 1000) / 1000
}
