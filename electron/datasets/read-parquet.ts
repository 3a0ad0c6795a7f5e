import { SwitchyardError } from '../../shared/errors'
import type { RowGroup } from './parquet-messages'
import { PARQUET_DEADLINE_MS, startParquetThread } from './parquet-thread'
import { isTooLarge, type ReadRow, tooLarge, valuesFrom } from './row'

const MEBIBYTE = 1024 * 1024
/** A Parquet file is read from its end, so it is held whole; so is one of its row groups, unpacked. */
export const parquetLimit = 512 * MEBIBYTE
/** Few at first: whoever looks at the beginning must not wait for a whole row group. */
const FIRST_ROWS = 256

/** The rows of a Parquet file; a row's line is its number. Throws `DATA_FORMAT` where the file is broken or too large. */
export async function* readParquet(
  source: AsyncIterable<Uint8Array>,
  maxRowBytes: number,
  { limit = parquetLimit, deadlineMs = PARQUET_DEADLINE_MS } = {},
): AsyncGenerator<ReadRow> {
  const bytes = await wholeFile(source, limit)
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  const thread = startParquetThread(file, deadlineMs)
  try {
    let line = 0
    for (const [rowStart, rowEnd] of slicesOf(await thread.groups(), limit)) {
      for (const row of await thread.rows(rowStart, rowEnd)) {
        line += 1
        yield toRow(row, line, maxRowBytes)
      }
    }
  } finally {
    await thread.end()
  }
}

async function wholeFile(source: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of source) {
    length += piece.length
    if (length > limit) throw tooLargeFile('the Parquet file is', limit)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function tooLargeFile(what: string, limit: number): SwitchyardError {
  return new SwitchyardError('DATA_FORMAT', `${what} larger than ${limit / MEBIBYTE} MiB, the most that is read`, {
    hint: 'split it, or convert it to JSONL, which is read at any size',
  })
}

/** From which row to which: the first few, then whole row groups. */
function* slicesOf(groups: readonly RowGroup[], limit: number): Generator<[number, number]> {
  let start = 0
  for (const { rows, bytes } of groups) {
    if (bytes > limit) throw tooLargeFile('a row group of the Parquet file is', limit)
    const end = start + rows
    const first = start === 0 ? Math.min(FIRST_ROWS, end) : start
    if (first > start) yield [start, first]
    if (end > first) yield [first, end]
    start = end
  }
}

function toRow(row: Record<string, unknown>, line: number, maxRowBytes: number): ReadRow {
  const values = valuesFrom(Object.entries(row).map(([name, value]) => [name, plainValue(value)]))
  return isTooLarge(JSON.stringify(values), maxRowBytes) ? tooLarge(line, maxRowBytes) : { line, values }
}

/** What JSON could hold: long whole numbers stay exact, as text; what is not a number is unknown. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value === undefined || Number.isNaN(value)) return null
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (ArrayBuffer.isView(value)) return plainBytes(value)
  if (Array.isArray(value)) return value.map(plainValue)
  if (typeof value !== 'object' || value === null) return value
  return valuesFrom(Object.entries(value).map(([name, inner]) => [name, plainValue(inner)]))
}

function plainBytes(view: ArrayBufferView): string {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('hex')
}
