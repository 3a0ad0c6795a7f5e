import type { RunColumns } from './run-columns'

/** Counts up with the layout below; what is of another one is read from the results again. */
const VERSION = 1
const HEADER_WORDS = 6

/** How a column is told: by its own values, as nothing but 0, or as the list price. */
const OWN = 0
const NOTHING = 1
const LIST_PRICE = 2

/**
 * The columns of a run as bytes, to be kept with it: 18 a result where all was billed or saved alike and the problems are the
 * dataset's first, up to 38 else. Little-endian, as every processor is that the program runs on. A header of six words
 * (version, results, how billed and saved dollars and the places are told, 0), then the columns, the widest values first.
 */
export function packColumns(columns: RunColumns): Uint8Array {
  const { ordinals, verdicts, usd, billedUsd, savedUsd, latencyMs, escalated } = columns
  const [billed, saved] = [howTold(billedUsd, usd), howTold(savedUsd, usd)]
  const places = ordinals.every((ordinal, row) => ordinal === row) ? NOTHING : OWN
  const parts = [
    Uint32Array.of(VERSION, ordinals.length, billed, saved, places, 0),
    usd,
    latencyMs,
    ...(billed === OWN ? [billedUsd] : []),
    ...(saved === OWN ? [savedUsd] : []),
    ...(places === OWN ? [ordinals] : []),
    verdicts,
    escalated,
  ]
  const packed = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const { buffer, byteOffset, byteLength } of parts) {
    packed.set(new Uint8Array(buffer, byteOffset, byteLength), at)
    at += byteLength
  }
  return packed
}

/** The columns in bytes that `packColumns` made, as views of them; `undefined` where these are of another layout. */
export function unpackColumns(packed: Uint8Array): RunColumns | undefined {
  // Eight-byte values can be looked at in place only where they begin at a multiple of eight.
  const { buffer, byteOffset, byteLength } = packed.byteOffset % 8 === 0 ? packed : packed.slice()
  if (byteLength < HEADER_WORDS * 4) return undefined
  const [version, count = 0, billed, saved, places] = new Uint32Array(buffer, byteOffset, HEADER_WORDS)
  if (version !== VERSION) return undefined
  let at = HEADER_WORDS * 4
  const place = (width: number): number => {
    at += width * count
    return byteOffset + at - width * count
  }
  const widths = 18 + (billed === OWN ? 8 : 0) + (saved === OWN ? 8 : 0) + (places === OWN ? 4 : 0)
  if (byteLength !== at + widths * count) return undefined
  const usd = new Float64Array(buffer, place(8), count)
  const latencyMs = new Float64Array(buffer, place(8), count)
  const dollars = (told: number | undefined): Float64Array => {
    if (told === OWN) return new Float64Array(buffer, place(8), count)
    return told === LIST_PRICE ? usd : new Float64Array(count)
  }
  const [billedUsd, savedUsd] = [dollars(billed), dollars(saved)]
  const ordinals =
    places === OWN ? new Uint32Array(buffer, place(4), count) : Uint32Array.from({ length: count }, (_, row) => row)
  const verdicts = new Uint8Array(buffer, place(1), count)
  const escalated = new Uint8Array(buffer, place(1), count)
  return { ordinals, verdicts, usd, billedUsd, savedUsd, latencyMs, escalated }
}

function howTold(column: Float64Array, usd: Float64Array): number {
  if (column.every((dollars) => dollars === 0)) return NOTHING
  return column.every((dollars, row) => Object.is(dollars, usd[row])) ? LIST_PRICE : OWN
}
