import type { FileFormat } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { decodeText } from './decode-text'
import { CsvReader } from './read-csv'
import { JsonReader } from './read-json'
import { JsonlReader } from './read-jsonl'
import { defaultMaxRowBytes, type ReadRow, type RowReader } from './row'

const readers: Record<FileFormat, (maxRowBytes: number) => RowReader> = {
  jsonl: (maxRowBytes) => new JsonlReader(maxRowBytes),
  json: (maxRowBytes) => new JsonReader(maxRowBytes),
  csv: (maxRowBytes) => new CsvReader(maxRowBytes),
}

/**
 * The rows of a file in order, holding about one row in memory. A broken row is a row with a reason; what makes the
 * whole file unreadable is thrown (`DATA_ENCODING`, `DATA_FORMAT`, `DATA_COLUMNS`, `DATA_EMPTY`), possibly after rows were given out.
 */
export async function* readRows(
  source: AsyncIterable<Uint8Array>,
  format: FileFormat,
  options: { maxRowBytes?: number } = {},
): AsyncGenerator<ReadRow> {
  const reader = readers[format](options.maxRowBytes ?? defaultMaxRowBytes)
  let any = false
  for await (const text of decodeText(source)) {
    for (const row of reader.push(text)) {
      any = true
      yield row
    }
  }
  for (const row of reader.end()) {
    any = true
    yield row
  }
  if (!any) {
    throw new SwitchyardError('DATA_EMPTY', 'the file holds no rows', { hint: 'choose a file with at least one row' })
  }
}

/** The names of the columns in the first rows of a file, in the order in which they first appear. */
export async function readColumns(
  source: AsyncIterable<Uint8Array>,
  format: FileFormat,
  rows = 200,
): Promise<string[]> {
  const columns = new Set<string>()
  let seen = 0
  for await (const row of readRows(source, format)) {
    if ('values' in row) for (const name of Object.keys(row.values)) columns.add(name)
    seen++
    if (seen >= rows) break
  }
  return [...columns]
}
