import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers'
import type { BatchingConnection } from '../../shared/batch'
import type { AnswerPiece, ModelCall, ModelConnection } from '../../shared/connection'
import type { StopSignal } from '../../shared/nodes/kind'
import { batchCalls } from '../engine/batch-calls'
import { Budget } from '../engine/budget'
import type { Clock } from '../engine/clock'
import { Gathering } from '../engine/gathering'
import { type CallLedger, LedgerWriter } from '../engine/ledger'
import { liveCalls } from '../engine/live-calls'
import { Pace, type PaceLimits, type PaceState } from '../engine/pace'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'
import { hashQuickly } from './bindings'

export const realClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  after: (ms, work) => {
    const timer = wait(work, ms)
    return () => clearTimeout(timer)
  },
  soon: (work) => void setImmediate(work),
}

/** One pace for each connection, whichever runs call it: the provider counts them together. */
export function livePaces(limitsOf: (connection: string) => PaceLimits | undefined) {
  const paces = new Map<string, Pace>()
  return {
    of: (connection: string): Pace => {
      const known = paces.get(connection)
      if (known !== undefined) return known
      const pace = new Pace(limitsOf(connection) ?? unlimited, realClock)
      paces.set(connection, pace)
      return pace
    },
    states: (): Record<string, PaceState> =>
      Object.fromEntries([...paces].map(([connection, pace]) => [connection, pace.state])),
    /** To be called when a connection's limits were changed. */
    forget: (connection: string): void => void paces.delete(connection),
  }
}
export type LivePaces = ReturnType<typeof livePaces>

const unlimited: PaceLimits = {
  concurrency: Number.POSITIVE_INFINITY,
  requestsPerMinute: null,
  tokensPerMinute: null,
}

export interface LiveRunOptions {
  store: Store
  run: Pick<RunRow, 'id' | 'datasetId' | 'capUsd' | 'delivery'>
  paces: LivePaces
  /** No call is sent any more; those under way are awaited, for they are paid. */
  stopping: StopSignal
  /** Calls under way are cut, whatever they cost. */
  cutting: StopSignal
  onPiece?: ((call: ModelCall, piece: AnswerPiece) => void) | undefined
  /** Told how many calls are with providers in batches. */
  onBatches?: (calls: number) => void
}

/** What the live calls of one run share: its rows in the ledger, its budget, and the stop. */
export function liveRun({ store, run, paces, stopping, cutting, onPiece, onBatches }: LiveRunOptions) {
  store.calls.markUnknown(run.id)
  const leftovers = store.calls.leftovers(run.id)
  const left = store.batches.left(run.id)
  const leftCalls = left.flatMap(({ calls }) => calls)
  const ledger: CallLedger = {
    write: (entries) => {
      try {
        store.calls.write(run.id, run.datasetId, entries)
      } catch (error) {
        throw store.explain(error)
      }
    },
    earlier: (ordinal) => leftovers.get(ordinal) ?? [],
  }
  const writer = new LedgerWriter(ledger, realClock)
  // What is set aside for calls that are with a provider is set aside again by whoever waits for them.
  const withProvider = leftCalls.reduce((sum, { reservedUsd }) => sum + (reservedUsd ?? 0), 0)
  const budget = new Budget(run.capUsd, Math.max(0, store.calls.spent(run.id).usd - withProvider))
  stopping.addEventListener('abort', () => budget.close(), { once: true })
  const shared = { ledger, writer, budget, clock: realClock, stopping, cutting, sha256: hashQuickly, onPiece }
  const gathering = run.delivery === 'batch' ? new Gathering(realClock) : undefined
  const engaged: { close(): Promise<void> }[] = []
  let callsOut = 0
  const onOut = (calls: number): void => {
    callsOut += calls
    onBatches?.(callsOut)
  }
  const lastSeqs = lastSeqsOf([...[...leftovers.values()].flat(), ...leftCalls])
  return {
    gathering,
    engage: (connection: BatchingConnection): ModelConnection => {
      const { name, batches: desk } = connection
      const made =
        gathering === undefined || desk === undefined
          ? liveCalls({ ...shared, runId: run.id, connection, pace: paces.of(name) })
          : batchCalls({
              ...shared,
              connection,
              desk,
              gathering,
              left: left.filter((batch) => batch.connection === name),
              onOut,
            })
      engaged.push(made)
      return made
    },
    /** Resolves once nothing of the run is sent or written any more; what is with providers stays there. */
    close: async (): Promise<void> => void (await Promise.all(engaged.map((calls) => calls.close()))),
    firstSeq: (ordinal: number): number => (lastSeqs.get(ordinal) ?? -1) + 1,
    /** Dollars spent so far. */
    spentUsd: (): number => budget.spent,
  }
}
export type LiveRun = ReturnType<typeof liveRun>

function lastSeqsOf(calls: readonly { ordinal: number; seq: number }[]): Map<number, number> {
  const last = new Map<number, number>()
  for (const { ordinal, seq } of calls) last.set(ordinal, Math.max(seq, last.get(ordinal) ?? -1))
  return last
}
