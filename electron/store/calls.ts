import type { CallSource, ModelFailure } from '../../shared/connection'
import type { EarlierCall, LedgerEntry, Settlement } from '../../shared/ledger/entries'
import type { Price, Usage } from '../../shared/ledger/price'
import type { AnsweredFrom } from '../../shared/report'
import { atomic } from './atomic'
import type { BatchesTable } from './batches'
import { bulkInsert, type Value } from './bulk'
import type { InternedRows } from './interned'
import type { Db } from './open'
import type { OutcomesTable } from './outcomes'
import { newRowsWriter } from './write-rows'

interface RawCall extends Omit<EarlierCall, 'usage' | 'failure' | 'quote'> {
  inputTokens: number | null
  outputTokens: number | null
  cacheReadTokens: number | null
  cacheWriteTokens: number | null
  reasoningTokens: number | null
  failure: string | null
  price: string | null
  source: string | null
  version: string | null
}

const FATE_UNKNOWN = 'provider: its program ended while it was under way; it may have been billed and is not sent again'

export function callsTable(db: Db, interned: InternedRows, outcomes: OutcomesTable, batches: BatchesTable) {
  const insertIntents = bulkInsert(
    db,
    'calls (run_id, ordinal, seq, site_id, source, state, sample, request, reserved_usd, sent_at)',
    10,
  )
  const writeNew = newRowsWriter(db)
  const settle = db.prepare(
    `update calls set state = ?, input_tokens = ?, output_tokens = ?, cache_read_tokens = ?, cache_write_tokens = ?,
       reasoning_tokens = ?, usd = ?, billed_usd = ?, latency_ms = ?, answer = ?, confidence = ?, mean_logprob = ?, failure = ?,
       request_id = ?
     where run_id = ? and ordinal = ? and seq = ?`,
  )
  const withdraw = db.prepare('delete from calls where run_id = ? and ordinal = ? and seq = ?')
  const lose = db.prepare(
    `update calls set state = 'unknown', usd = reserved_usd, billed_usd = reserved_usd, failure = ? where run_id = ? and state = 'sent'
       and not exists (select 1 from batched_calls o where o.run_id = calls.run_id and o.ordinal = calls.ordinal and o.seq = calls.seq)`,
  )
  const leftovers = db.prepare<[string], RawCall>(
    `select c.ordinal, c.seq, c.request, c.state, c.usd, c.billed_usd as billedUsd, c.latency_ms as latencyMs, c.answer,
       c.confidence, c.mean_logprob as meanLogprob, c.failure, c.request_id as requestId, c.input_tokens as inputTokens,
       c.output_tokens as outputTokens, c.cache_read_tokens as cacheReadTokens, c.cache_write_tokens as cacheWriteTokens,
       c.reasoning_tokens as reasoningTokens, p.body as price, p.source, p.version
     from calls c join call_sites s on s.id = c.site_id left join quotes p on p.id = s.quote_id
     where c.run_id = ? and c.source = 'live' and c.state <> 'sent'
       and not exists (select 1 from results r where r.run_id = c.run_id and r.ordinal = c.ordinal)
     order by c.ordinal, c.seq`,
  )
  const spent = db.prepare<[{ runId: string }], { usd: number | null; unknown: number }>(
    `select sum(coalesce(billed_usd, reserved_usd, 0)) as usd, count(*) filter (where state = 'unknown') as unknown
     from (select billed_usd, reserved_usd, state from calls where run_id = @runId and source = 'live'
       union all select billed_usd, reserved_usd, state from retired_calls where run_id = @runId)`,
  )

  // Calls that have no price are unknown, and so is their sum; those under way or of unknown fate count at what was set aside.
  const billed = db
    .prepare<[{ runId: string }], number | null>(
      `select case when count(*) filter (where billed_usd is null and (state in ('done', 'failed') or reserved_usd is null)) = 0
           then total(coalesce(billed_usd, reserved_usd)) end
       from (select billed_usd, reserved_usd, state from calls where run_id = @runId and source = 'live'
         union all select billed_usd, reserved_usd, state from retired_calls where run_id = @runId)`,
    )
    .pluck()

  const sources = db.prepare<[string], { source: CallSource; calls: number }>(
    'select source, count(*) as calls from every_call where run_id = ? group by source',
  )

  function intents(runId: string, entries: readonly LedgerEntry[]): Value[] {
    const values: Value[] = []
    for (const entry of entries) {
      if (entry.type !== 'intend') continue
      const { ordinal, seq, sample, request, reservedUsd, sentAt } = entry.intent
      values.push(
        runId,
        ordinal,
        seq,
        interned.siteId(entry.intent),
        'live',
        'sent',
        sample,
        request,
        reservedUsd,
        sentAt,
      )
    }
    return values
  }

  function settleAll(runId: string, datasetId: number, entries: readonly LedgerEntry[]): void {
    const answered: Settlement[] = []
    for (const entry of entries) {
      if (entry.type !== 'settle') continue
      const { settlement } = entry
      settleOne(runId, settlement)
      if (settlement.state === 'done' && settlement.answer !== null) answered.push(settlement)
    }
    outcomes.append(datasetId, answered)
  }

  function writeRest(runId: string, entry: LedgerEntry): void {
    if (entry.type === 'withdraw') {
      withdraw.run(runId, entry.ordinal, entry.seq)
      batches.part(runId, entry.ordinal, entry.seq)
    } else if (entry.type === 'batched') batches.add(runId, entry.batch, entry.at, entry.calls)
    else if (entry.type === 'collected') batches.collect(runId, entry.batch, entry.at, entry.notDone)
  }

  /** Values by position: this is done for every live call. */
  function settleOne(runId: string, settlement: Settlement): void {
    const { ordinal, seq, state, usage, usd, billedUsd, latencyMs, answer, confidence, meanLogprob, requestId } =
      settlement
    const { inputTokens, outputTokens, cacheReadTokens = null, cacheWriteTokens = null, reasoningTokens = null } = usage
    const failure = settlement.failure === null ? null : `${settlement.failure.reason}: ${settlement.failure.message}`
    // biome-ignore format: one row, in the order of the statement
    settle.run(state, inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens, usd, billedUsd, latencyMs, answer, confidence, meanLogprob, failure, requestId, runId, ordinal, seq)
  }

  // No two entries of one transaction are of the same call: whoever writes one waits for it. So kinds may go in together.
  const writeAll = atomic(db, (runId: string, datasetId: number, entries: readonly LedgerEntry[]) => {
    const values = intents(runId, entries)
    const sites = interned.unstored()
    writeNew(sites)
    insertIntents(values)
    settleAll(runId, datasetId, entries)
    for (const entry of entries) writeRest(runId, entry)
    return sites
  })

  return {
    /** Writes rows of live calls, and the outcomes of those that were answered, all or none. */
    write: (runId: string, datasetId: number, entries: readonly LedgerEntry[]): void => {
      interned.stored(writeAll(runId, datasetId, entries))
    },
    /** Calls that were under way when their program ended, and in no batch: nobody knows what came of them. They count at what was reserved. */
    markUnknown: (runId: string): number => lose.run(FATE_UNKNOWN, runId).changes,
    /** The live calls of problems that are not finished, by problem. */
    leftovers: (runId: string): Map<number, EarlierCall[]> => {
      const byOrdinal = new Map<number, EarlierCall[]>()
      for (const raw of leftovers.iterate(runId)) {
        const calls = byOrdinal.get(raw.ordinal)
        if (calls === undefined) byOrdinal.set(raw.ordinal, [readCall(raw)])
        else calls.push(readCall(raw))
      }
      return byOrdinal
    },
    /** How many answers came from where. */
    sources: (runId: string): AnsweredFrom =>
      Object.fromEntries(sources.all(runId).map(({ source, calls }) => [source, calls])),
    /** What a run was billed in all, by its ledger; `null` where the price of a call is not known. */
    billed: (runId: string): number | null => billed.get({ runId }) ?? null,
    /** Dollars billed or, where that is not known, reserved; and how many calls' fates are unknown. */
    spent: (runId: string): { usd: number; unknown: number } => {
      const row = spent.get({ runId })
      return { usd: row?.usd ?? 0, unknown: row?.unknown ?? 0 }
    },
  }
}
export type CallsTable = ReturnType<typeof callsTable>

function readCall(raw: RawCall): EarlierCall {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens, ...rest } = raw
  const { failure, price, source, version, ...call } = rest
  const usage: Usage = {
    inputTokens,
    outputTokens,
    ...(cacheReadTokens === null ? {} : { cacheReadTokens }),
    ...(cacheWriteTokens === null ? {} : { cacheWriteTokens }),
    ...(reasoningTokens === null ? {} : { reasoningTokens }),
  }
  const quote =
    price === null ? null : { price: JSON.parse(price) as Price, source: source ?? '', version: version ?? '' }
  return { ...call, usage, quote, failure: failure === null ? null : readFailure(failure) }
}

/** `timeout: no answer within 5 s`, as it was stored. */
export function readFailure(text: string): ModelFailure {
  const colon = text.indexOf(': ')
  return { reason: text.slice(0, colon) as ModelFailure['reason'], message: text.slice(colon + 2) }
}
