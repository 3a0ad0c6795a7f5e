import { lineOf, SwitchyardError } from '../../shared/errors'
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
  limit = parquetLimit,
): AsyncGenerator<ReadRow> {
  const bytes = await wholeFile(source, limit)
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  const { parquetMetadata, parquetReadObjects } = await import('hyparquet')
  const { compressors } = await import('hyparquet-compressors')
  const metadata = await orBroken(() => parquetMetadata(file))
  let line = 0
  for (const [rowStart, rowEnd] of slicesOf(metadata.row_groups, limit)) {
    const rows = await orBroken(() => parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd }))
    for (const row of rows) {
      line += 1
      yield toRow(row, line, maxRowBytes)
    }
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
function* slicesOf(
  groups: readonly { num_rows: bigint; total_byte_size: bigint }[],
  limit: number,
): Generator<[number, number]> {
  let start = 0
  for (const { num_rows, total_byte_size } of groups) {
    if (total_byte_size > limit) throw tooLargeFile('a row group of the Parquet file is', limit)
    const end = start + Number(num_rows)
    const first = start === 0 ? Math.min(FIRST_ROWS, end) : start
    if (first > start) yield [start, first]
    if (end > first) yield [first, end]
    start = end
  }
}

async function orBroken<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    throw new SwitchyardError('DATA_FORMAT', `the Parquet file cannot be read: ${lineOf(cause)}`, {
      hint: 'write it again, or convert it to JSONL',
      cause,
    })
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
