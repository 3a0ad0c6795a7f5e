/** A column of a table; any cell of it may be null. */
export interface Column {
  name: string
  type: 'STRING' | 'DOUBLE' | 'INT32' | 'BOOLEAN'
}

const GROUP = 10_000

/** A Parquet file of flat rows, compressed by Snappy, in pieces of 10,000 rows; its table of contents comes last. */
export async function* writeParquet(
  columns: readonly Column[],
  rows: Iterable<Readonly<Record<string, unknown>>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { ByteWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer')
  const bytes = new ByteWriter()
  const empty = columns.map(({ name, type }) => ({ name, type, data: [] }))
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaFromColumnData({ columnData: empty }),
    createdBy: 'Switchyard',
  })
  let waiting: Readonly<Record<string, unknown>>[] = []
  const flush = async (): Promise<void> => {
    const columnData = columns.map(({ name, type }) => ({ name, type, data: waiting.map((row) => row[name] ?? null) }))
    waiting = []
    await writer.write({ columnData, rowGroupSize: GROUP })
  }
  const take = (): Uint8Array<ArrayBuffer> => {
    const piece = bytes.getBytes().slice()
    // What has been taken need not be held; where it stands in the file is counted apart.
    bytes.index = 0
    return piece
  }
  for (const row of rows) {
    if (waiting.push(row) < GROUP) continue
    await flush()
    yield take()
  }
  if (waiting.length > 0) await flush()
  await writer.finish()
  yield take()
}
