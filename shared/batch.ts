import { z } from 'zod'
import type { LiveConnection, LiveReply, ModelCall } from './connection'
import type { StopSignal } from './nodes/kind'

/** How the calls of a run reach a provider: each by itself at once, or many together, to be done within a day. */
export const deliverySchema = z.enum(['live', 'batch'])
export type Delivery = z.infer<typeof deliverySchema>

/** One call of a batch, under a name of ours by which its result is found again: letters, digits, `_` and `-`, at most 64. */
export interface BatchItem {
  id: string
  call: ModelCall
}

type Unsuccessful = Exclude<LiveReply, { fate: 'done' }>

export type BatchSubmission =
  | { ok: true; batchId: string }
  /** `reply` says whether it may be submitted again: after `unknown` the batch may be there. */
  | { ok: false; reply: Unsuccessful }

export type BatchProgress =
  | {
      ok: true
      /** `ended`: results can be fetched, of whatever was done in time. `rejected`: nothing was done and nothing is billed. */
      status: 'working' | 'ended' | 'rejected'
      /** Requests that are through, however they ended. */
      through: number | null
      /** Milliseconds since 1970, after which what is not through expires; `null`: not said. */
      expiresAt: number | null
      /** Why it was rejected. */
      message: string | null
    }
  | { ok: false; reply: Unsuccessful }

/** What came of one call. Expired and cancelled ones are `refused`: they were not done and are not billed. */
export interface BatchResult {
  id: string
  reply: LiveReply
}

export type BatchReading = { ok: true } | { ok: false; reply: Unsuccessful }

/** A provider's way to do many independent calls within a day at half the price. A batch outlives this program: keep its id. */
export interface BatchDesk {
  /** The most that one batch may hold. */
  readonly most: { requests: number; bytes: number }
  /** Sends one batch exactly once. Throws a SwitchyardError where an id is not one, or twice there. */
  submit(items: readonly BatchItem[], signal?: StopSignal): Promise<BatchSubmission>
  poll(batchId: string, signal?: StopSignal): Promise<BatchProgress>
  /** Gives each result as it is read, in the provider's order; an id that never comes has no result. */
  results(batchId: string, onResult: (result: BatchResult) => void, signal?: StopSignal): Promise<BatchReading>
  /** Asks to stop what is not begun; what is through stays, and is billed. */
  cancel(batchId: string, signal?: StopSignal): Promise<BatchReading>
}

/** A live connection, with its batches where its provider does them. */
export interface BatchingConnection extends LiveConnection {
  readonly batches?: BatchDesk
}

/** Of the list price: what both providers bill for a batch. */
export const BATCH_SHARE = 0.5
