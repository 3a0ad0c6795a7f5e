/** A column of a table; any cell of it may be null. */
export interface Column {
  name: string
  type: 'STRING' | 'DOUBLE' | 'INT32' | 'BOOLEAN'
}

const GROUP = 10_000

/** A Parquet file of flat rows, compressed by Snappy. Held whole: its table of contents is at its end. */
export async function writeParquet(
  columns: readonly Column[],
  rows: Iterable<Readonly<Record<string, unknown>>>,
): Promise<Uint8Array> {
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
  for (const row of rows) if (waiting.push(row) === GROUP) await flush()
  if (waiting.length > 0) await flush()
  await writer.finish()
  return bytes.getBytes()
}
