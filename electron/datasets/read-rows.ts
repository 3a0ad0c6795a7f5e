import type { FileFormat } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { decodeText } from './decode-text'
import { unpacked } from './gunzip'
import { CsvReader } from './read-csv'
import { JsonReader } from './read-json'
import { JsonlReader } from './read-jsonl'
import { readParquet } from './read-parquet'
import { defaultMaxRowBytes, type ReadRow, type RowReader } from './row'

type TextFormat = Exclude<FileFormat, 'parquet'>

export interface ReadOptions {
  maxRowBytes?: number
  /** Of a JSON document: the names that lead to the list of its rows. */
  rowsIn?: readonly string[] | undefined
}

const readers: Record<TextFormat, (maxRowBytes: number, options: ReadOptions) => RowReader> = {
  jsonl: (maxRowBytes) => new JsonlReader(maxRowBytes),
  json: (maxRowBytes, { rowsIn }) => new JsonReader(maxRowBytes, rowsIn),
  csv: (maxRowBytes) => new CsvReader(maxRowBytes),
}

/**
 * The rows of a file in order, unpacked if it is packed by gzip. Of a text file about one row is held in memory. A broken row is a
 * row with a reason; what makes the whole file unreadable is thrown (`DATA_ENCODING`, `DATA_FORMAT`, `DATA_COLUMNS`,
 * `DATA_EMPTY`), possibly after rows were given out.
 */
export async function* readRows(
  source: AsyncIterable<Uint8Array>,
  format: FileFormat,
  options: ReadOptions = {},
): AsyncGenerator<ReadRow> {
  const { maxRowBytes = defaultMaxRowBytes } = options
  const bytes = unpacked(source)
  let any = false
  for await (const row of format === 'parquet'
    ? readParquet(bytes, maxRowBytes)
    : readText(bytes, readers[format](maxRowBytes, options))) {
    any = true
    yield row
  }
  if (!any) {
    throw new SwitchyardError('DATA_EMPTY', 'the file holds no rows', { hint: 'choose a file with at least one row' })
  }
}

async function* readText(source: AsyncIterable<Uint8Array>, reader: RowReader): AsyncGenerator<ReadRow> {
  for await (const text of decodeText(source)) yield* reader.push(text)
  yield* reader.end()
}
