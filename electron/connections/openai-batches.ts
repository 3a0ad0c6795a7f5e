import { randomUUID } from 'node:crypto'
import { BATCH_SHARE, type BatchDesk, type BatchItem } from '../../shared/batch'
import type { LiveReply, ModelCall } from '../../shared/connection'
import { readApiError, record } from './api-error'
import { countIn, notDone, readBatchResults, resultOf } from './batch-results'
import { checkBatchIds, SUBMIT_MS } from './batches'
import type { Link } from './exchange'
import { type Circumstances, fateOfError } from './fates'
import { fetchJson } from './fetch-json'
import { below } from './make-link'
import type { Tally } from './tally'

/** How calls of one of OpenAI's APIs stand in a batch. */
export interface BatchWire {
  endpoint: '/v1/responses' | '/v1/chat/completions'
  requestOf: (call: ModelCall) => object
  take: (tally: Tally, body: unknown) => void
}

/** OpenAI's Batches: a file of requests goes up, files of results and errors come down. */
export function openaiBatches(link: Link, wire: BatchWire): BatchDesk {
  const at = (path: string) => below(link.baseUrl, path)
  const batch = (id: string, more = '') => at(`batches/${encodeURIComponent(id)}${more}`)
  return {
    most: { requests: 50_000, bytes: 200 * 1024 * 1024 },
    async submit(items, signal) {
      checkBatchIds(items)
      const uploaded = await fetchJson(link, at('files'), {
        upload: uploadOf(items, wire),
        signal,
        timeoutMs: SUBMIT_MS,
      })
      // A file without a batch costs nothing: nothing is unknown yet.
      if (!uploaded.ok) return { ok: false, reply: unsent(uploaded.reply, link.name) }
      const post = { input_file_id: record(uploaded.json)?.id, endpoint: wire.endpoint, completion_window: '24h' }
      const made = await fetchJson(link, at('batches'), { post, signal })
      if (!made.ok) return made
      const id = record(made.json)?.id
      if (typeof id === 'string') return { ok: true, batchId: id }
      const failure = {
        reason: 'provider',
        message: `“${link.name}”: the batch was taken, but the reply does not name it`,
      } as const
      return { ok: false, reply: { fate: 'unknown', failure, requestId: null, latencyMs: null, usage: null } }
    },
    async poll(batchId, signal) {
      const fetched = await fetchJson(link, batch(batchId), { signal })
      if (!fetched.ok) return fetched
      const state = record(fetched.json) ?? {}
      const counts = record(state.request_counts)
      const through = counts === undefined ? null : countIn(counts.completed) + countIn(counts.failed)
      return {
        ok: true,
        status: statusOf(state),
        through,
        expiresAt: typeof state.expires_at === 'number' ? state.expires_at * 1000 : null,
        message: rejection(state),
      }
    },
    async results(batchId, onResult, signal) {
      const fetched = await fetchJson(link, batch(batchId), { signal })
      if (!fetched.ok) return fetched
      const state = record(fetched.json) ?? {}
      for (const file of [state.output_file_id, state.error_file_id]) {
        if (typeof file !== 'string') continue
        const url = at(`files/${encodeURIComponent(file)}/content`)
        const read = await readBatchResults(link, url, (line, where) => readResult(line, where, wire), onResult, signal)
        if (!read.ok) return read
      }
      return { ok: true }
    },
    async cancel(batchId, signal) {
      const fetched = await fetchJson(link, batch(batchId, '/cancel'), { post: {}, signal })
      return fetched.ok ? { ok: true } : fetched
    },
  }
}

function uploadOf(items: readonly BatchItem[], { endpoint, requestOf }: BatchWire): { type: string; text: string } {
  const lines = items.map(({ id, call }) =>
    JSON.stringify({ custom_id: id, method: 'POST', url: endpoint, body: requestOf(call) }),
  )
  const mark = `switchyard-${randomUUID()}`
  const part = (head: string, body: string) => `--${mark}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
  const text = [
    part('name="purpose"', 'batch'),
    part('name="file"; filename="batch.jsonl"\r\nContent-Type: application/jsonl', `${lines.join('\n')}\n`),
    `--${mark}--\r\n`,
  ]
  return { type: `multipart/form-data; boundary=${mark}`, text: text.join('') }
}

function unsent(reply: Exclude<LiveReply, { fate: 'done' }>, name: string): Exclude<LiveReply, { fate: 'done' }> {
  if (reply.fate !== 'unknown') return reply
  const message = `${reply.failure.message}; the batch of “${name}” was not begun`
  return { fate: 'refused', why: 'unreachable', message, retryAfterMs: null }
}

function statusOf({ status, output_file_id, error_file_id }: Readonly<Record<string, unknown>>) {
  if (status === 'failed') return 'rejected'
  const over = status === 'completed' || status === 'expired' || status === 'cancelled'
  if (!over) return 'working'
  return output_file_id == null && error_file_id == null && status !== 'completed' ? 'rejected' : 'ended'
}

function rejection(state: Readonly<Record<string, unknown>>): string | null {
  const errors = record(state.errors)?.data
  const first = record(Array.isArray(errors) ? errors[0] : undefined)?.message
  if (typeof first === 'string') return first.slice(0, 300)
  return statusOf(state) === 'rejected' ? `the batch is ${String(state.status)}, and no request was done` : null
}

function readResult(line: Readonly<Record<string, unknown>>, at: Circumstances, wire: BatchWire): LiveReply {
  const error = record(line.error)
  if (error !== undefined) {
    return notDone(at, error.code === 'batch_expired' ? 'expired' : 'was not done')
  }
  const response = record(line.response) ?? {}
  const status = typeof response.status_code === 'number' ? response.status_code : null
  if (status !== null && status >= 400) return fateOfError(readApiError(status, response.body), at)
  return resultOf(at, (tally) => {
    wire.take(tally, response.body)
    tally.billedShare = BATCH_SHARE
  })
}
