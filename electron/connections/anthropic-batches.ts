import { BATCH_SHARE, type BatchDesk } from '../../shared/batch'
import type { LiveReply } from '../../shared/connection'
import type { AnthropicModel } from './anthropic-models'
import { anthropicRequest, takeMessage } from './anthropic-wire'
import { readApiError, record } from './api-error'
import { countIn, notDone, readBatchResults, resultOf } from './batch-results'
import { checkBatchIds, SUBMIT_MS } from './batches'
import type { Link } from './exchange'
import { type Circumstances, fateOfError } from './fates'
import { fetchJson } from './fetch-json'
import type { KnownModels } from './known-models'
import { below } from './make-link'

/** Anthropic's Message Batches. */
export function anthropicBatches(link: Link, models: KnownModels<AnthropicModel>): BatchDesk {
  const at = (path: string) => below(link.baseUrl, `v1/messages/batches${path}`)
  return {
    most: { requests: 100_000, bytes: 250 * 1024 * 1024 },
    async submit(items, signal) {
      checkBatchIds(items)
      const requests = items.map(({ id, call }) => {
        const { stream: _stream, service_tier: _tier, ...params } = anthropicRequest(call, models.of(call.model))
        return { custom_id: id, params }
      })
      const fetched = await fetchJson(link, at(''), { post: { requests }, signal, timeoutMs: SUBMIT_MS })
      if (!fetched.ok) return fetched
      const id = record(fetched.json)?.id
      if (typeof id === 'string') return { ok: true, batchId: id }
      const message = `“${link.name}”: the batch was taken, but the reply does not name it`
      const failure = { reason: 'provider', message } as const
      return { ok: false, reply: { fate: 'unknown', failure, requestId: null, latencyMs: null, usage: null } }
    },
    async poll(batchId, signal) {
      const fetched = await fetchJson(link, at(`/${encodeURIComponent(batchId)}`), { signal })
      if (!fetched.ok) return fetched
      const batch = record(fetched.json) ?? {}
      const counts = record(batch.request_counts) ?? {}
      const through = ['succeeded', 'errored', 'canceled', 'expired'].map((name) => countIn(counts[name]))
      const expiresAt = Date.parse(String(batch.expires_at))
      return {
        ok: true,
        status: batch.processing_status === 'ended' ? 'ended' : 'working',
        through: through.reduce((sum, one) => sum + one, 0),
        expiresAt: Number.isNaN(expiresAt) ? null : expiresAt,
        message: null,
      }
    },
    // Not the address that the batch states for its results: what is asked for stays at the connection's own.
    results: (batchId, onResult, signal) =>
      readBatchResults(link, at(`/${encodeURIComponent(batchId)}/results`), readResult, onResult, signal),
    async cancel(batchId, signal) {
      const fetched = await fetchJson(link, at(`/${encodeURIComponent(batchId)}/cancel`), { post: {}, signal })
      return fetched.ok ? { ok: true } : fetched
    },
  }
}

function readResult(line: Readonly<Record<string, unknown>>, at: Circumstances): LiveReply {
  const result = record(line.result) ?? {}
  if (result.type === 'succeeded') {
    return resultOf(at, (tally) => {
      takeMessage(tally, result.message)
      tally.billedShare = BATCH_SHARE
    })
  }
  if (result.type !== 'errored') return notDone(at, result.type === 'expired' ? 'expired' : 'was cancelled')
  const fate = fateOfError(readApiError(null, result.error), at)
  // An errored request of a batch is not billed, whatever went wrong.
  if (fate.fate === 'unknown')
    return { fate: 'refused', why: 'overloaded', message: fate.failure.message, retryAfterMs: null }
  return fate
}
