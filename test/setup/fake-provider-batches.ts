import type { Answer, Asked } from './fake-provider-wires.ts'
import { wholeOf } from './fake-provider-wires.ts'

interface FakeBatch {
  id: string
  /** Polls until it has ended. */
  left: number
  requests: { custom_id: string; params: Record<string, unknown> }[]
}

/** How a batch goes: after how many polls it has ended, and what becomes of some of its requests by their ids, or by `msgbatch_1 id`. */
export interface BatchPlan {
  polls: number
  fates: Readonly<Record<string, 'errored' | 'expired' | 'canceled'>>
}

type AnswerTo = (params: Record<string, unknown>) => { asked: Asked; answer: Answer }
type Enter = (asked: Asked, answer: Answer | null) => void

/** Anthropic's Message Batches, as far as a client sees them. Results come in the reverse order. */
export class FakeBatches {
  private readonly batches = new Map<string, FakeBatch>()
  private readonly plan: BatchPlan
  private readonly answerTo: AnswerTo
  private readonly enter: Enter

  constructor(plan: BatchPlan, answerTo: AnswerTo, enter: Enter) {
    this.plan = plan
    this.answerTo = answerTo
    this.enter = enter
  }

  /** The reply to a request of batches; a text is a file of lines. `undefined`: none such. */
  reply(method: string, path: string, body: string): object | string | undefined {
    if (method === 'POST' && path === '') return this.create(JSON.parse(body).requests)
    const [, id = '', what] = /^\/([^/]+)(?:\/(results|cancel))?$/.exec(path) ?? []
    const batch = this.batches.get(id)
    if (batch === undefined) return undefined
    if (what === 'cancel') batch.left = 0
    if (what === 'results')
      return batch.requests
        .toReversed()
        .map((one) => this.lineOf(id, one))
        .join('')
    if (method === 'GET') batch.left -= 1
    return this.describe(batch)
  }

  private create(requests: FakeBatch['requests']): object {
    const batch = { id: `msgbatch_${this.batches.size + 1}`, left: this.plan.polls, requests }
    this.batches.set(batch.id, batch)
    for (const { custom_id, params } of requests) {
      const { asked, answer } = this.answerTo(params)
      this.enter(asked, this.fateOf(batch.id, custom_id) === undefined ? answer : null)
    }
    return this.describe(batch)
  }

  private describe({ id, left, requests }: FakeBatch): object {
    const ended = left <= 0
    const counts = {
      processing: ended ? 0 : requests.length,
      succeeded: ended ? requests.length : 0,
      errored: 0,
      canceled: 0,
      expired: 0,
    }
    return {
      id,
      type: 'message_batch',
      processing_status: ended ? 'ended' : 'in_progress',
      request_counts: counts,
      expires_at: '2026-01-02T00:00:00Z',
      results_url: 'https://elsewhere.invalid/results',
    }
  }

  private fateOf(batch: string, id: string) {
    return this.plan.fates[`${batch} ${id}`] ?? this.plan.fates[id]
  }

  private lineOf(batch: string, { custom_id, params }: FakeBatch['requests'][number]): string {
    const fate = this.fateOf(batch, custom_id)
    const error = { type: 'error', error: { type: 'api_error', message: 'broke' } }
    const { asked, answer } = this.answerTo(params)
    const result = fate === undefined ? { type: 'succeeded', message: wholeOf(asked, answer) } : { type: fate, error }
    return `${JSON.stringify({ custom_id, result })}\n`
  }
}
