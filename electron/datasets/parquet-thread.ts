import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { SwitchyardError } from '../../shared/errors'
import type { FromParquet, RowGroup } from './parquet-messages'

/** Beside the built entries, above a chunk of theirs, or the source itself in the unit tests. */
const places = ['parquet-worker.cjs', '../parquet-worker.cjs', 'parquet-worker.ts']

/** Longer than any healthy row group takes. */
export const PARQUET_DEADLINE_MS = 60_000

export interface ParquetThread {
  groups(): Promise<RowGroup[]>
  rows(rowStart: number, rowEnd: number): Promise<Record<string, unknown>[]>
  end(): Promise<void>
}

/** Unpacks a file in a thread of its own, which is killed when it does not answer in time. The bytes move there. */
export function startParquetThread(file: ArrayBuffer, deadlineMs: number): ParquetThread {
  const program = places.map((place) => join(import.meta.dirname, place)).find((place) => existsSync(place))
  if (program === undefined) throw broken('its reader is not there')
  const worker = new Worker(program, { workerData: file, transferList: [file], env: {}, argv: [], execArgv: [] })

  const told: (FromParquet | SwitchyardError)[] = []
  let wake: () => void = () => {}
  const hear = (what: FromParquet | SwitchyardError): void => {
    told.push(what)
    wake()
  }
  worker.on('message', (message: FromParquet) => hear(message))
  worker.on('error', (error) => hear(broken(error.message)))
  worker.on('exit', () => hear(broken('its reader ended')))

  async function next(): Promise<FromParquet> {
    if (told.length === 0) {
      await new Promise<void>((woken) => {
        const late = setTimeout(() => hear(broken(`it is not read after ${deadlineMs / 1000} s`)), deadlineMs)
        wake = () => {
          clearTimeout(late)
          woken()
        }
      })
    }
    const [first] = told.splice(0, 1)
    if (first === undefined || first instanceof SwitchyardError) throw first ?? broken('its reader said nothing')
    return first
  }

  return {
    async groups() {
      const message = await next()
      if (message.kind === 'groups') return message.groups
      throw broken(message.kind === 'broken' ? message.because : 'its reader lost count')
    },
    async rows(rowStart, rowEnd) {
      worker.postMessage({ rowStart, rowEnd })
      const message = await next()
      if (message.kind === 'rows') return message.rows
      throw broken(message.kind === 'broken' ? message.because : 'its reader lost count')
    },
    end: async () => void (await worker.terminate()),
  }
}

function broken(because: string): SwitchyardError {
  return new SwitchyardError('DATA_FORMAT', `the Parquet file cannot be read: ${because}`, {
    hint: 'write it again, or convert it to JSONL',
  })
}
