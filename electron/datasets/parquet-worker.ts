// The thread in which Parquet is unpacked: a damaged file can keep the library busy for ever, and a thread can be killed.
import { parentPort, workerData } from 'node:worker_threads'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import type { FromParquet, RowGroup, ToParquet } from './parquet-messages.ts'

const file = workerData as ArrayBuffer
const tell = (message: FromParquet): void => parentPort?.postMessage(message)

async function answer(work: () => FromParquet | Promise<FromParquet>): Promise<void> {
  try {
    tell(await work())
  } catch (error) {
    tell({ kind: 'broken', because: error instanceof Error ? error.message : String(error) })
  }
}

void answer(() => {
  const groups = parquetMetadata(file).row_groups.map(
    ({ num_rows, total_byte_size }): RowGroup => ({ rows: Number(num_rows), bytes: Number(total_byte_size) }),
  )
  return { kind: 'groups', groups }
})
parentPort?.on('message', ({ rowStart, rowEnd }: ToParquet) => {
  void answer(async () => ({ kind: 'rows', rows: await parquetReadObjects({ file, compressors, rowStart, rowEnd }) }))
})
