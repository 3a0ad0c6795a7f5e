import type { BatchReading, BatchResult } from '../../shared/batch'
import type { LiveReply } from '../../shared/connection'
import type { StopSignal } from '../../shared/nodes/kind'
import { parsed, record } from './api-error'
import { RESULTS_BYTES, RESULTS_MS } from './batches'
import { doneReply, type Link } from './exchange'
import { type Circumstances, fateOfFault } from './fates'
import { fetchOk } from './fetch-json'
import { readLines } from './read-lines'
import { newTally, type Tally } from './tally'
import type { TransportError } from './transport-fault'

/** Reads one line of a file of results: whose it is and what came of it. */
export type ReadResult = (line: Readonly<Record<string, unknown>>, at: Circumstances) => LiveReply

/** Reads a file of results line by line, so that its length does not matter. */
export async function readBatchResults(
  link: Link,
  url: URL,
  read: ReadResult,
  onResult: (result: BatchResult) => void,
  signal: StopSignal | undefined,
): Promise<BatchReading> {
  const question = { signal, timeoutMs: RESULTS_MS, maxBytes: RESULTS_BYTES }
  const fetched = await fetchOk(link, url, question, async (response, at) => {
    try {
      for await (const line of readLines(response, link.limits.maxBytes)) {
        const fields = record(parsed(line))
        if (fields === undefined) return fateOfFault({ kind: 'cut', message: 'a line of the results is not JSON' }, at)
        if (typeof fields.custom_id === 'string') onResult({ id: fields.custom_id, reply: read(fields, at) })
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error as TransportError
      return fateOfFault({ kind: 'too-long', message: error.message }, at)
    }
    return undefined
  })
  if (!fetched.ok) return { ok: false, reply: fetched.reply }
  return fetched.value === undefined ? { ok: true } : { ok: false, reply: fetched.value }
}

/** A result that ended properly, as `take` reads it from its message. */
export function resultOf(at: Circumstances, take: (tally: Tally) => void): LiveReply {
  const tally = newTally()
  try {
    take(tally)
  } catch {
    // A reply that says that it failed, and not what of it is billed.
    tally.end = null
  }
  if (tally.end === null) return fateOfFault({ kind: 'cut', message: 'a result of the batch is no model’s reply' }, at)
  return doneReply(tally, { ...at, requestId: tally.requestId })
}

export function notDone(at: Circumstances, why: string): LiveReply {
  return {
    fate: 'refused',
    why: 'overloaded',
    message: `“${at.name}”: the request ${why} in its batch`,
    retryAfterMs: null,
  }
}

export function countIn(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0
}
