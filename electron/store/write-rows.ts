import { atomicSoon } from './atomic'
import { bulkInsert, type Value } from './bulk'
import { rollupDropper } from './drop-rollup'
import type { Db } from './open'

/** Rows of the tables that many others point to, each with its id first. */
export interface NewRows {
  quotes: Value[][]
  sites: Value[][]
  steps: Value[][]
}

/** What is stored of some finished problems of a run, as values in the order of their columns, one row after another. */
export interface RunRows {
  runId: string
  /** Whatever the others point to that may not be there yet. */
  interned: NewRows
  results: Value[]
  /** Of the ledger. */
  calls: Value[]
  /** What lasting caches keep. */
  cached: Value[]
  /** Simulated answers, and the models that gave them. */
  outcomes: Value[]
  models: Value[]
}

/** Writes rows that others point to where they are not there yet; to be called in a transaction, before those. */
export function newRowsWriter(db: Db): (rows: NewRows) => void {
  const isThere = 'on conflict (id) do nothing'
  const quotes = bulkInsert(db, 'quotes (id, body, source, version)', 4, isThere)
  const sites = bulkInsert(db, 'call_sites (id, node_id, role, connection, model, quote_id)', 6, isThere)
  const steps = bulkInsert(db, 'step_texts (id, node_id, port, why)', 4, isThere)
  return (rows) => {
    quotes(rows.quotes.flat())
    sites(rows.sites.flat())
    steps(rows.steps.flat())
  }
}

export const OUTCOME_COLUMNS = `dataset_id, problem_id, model, request, sample, source, answer, confidence, mean_logprob, input_tokens,
    output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, usd, latency_ms`

/**
 * Writes results with all that belongs to them, all or none. The disk is not waited for: live calls are in the ledger before, so a
 * result that a power cut takes is walked again on the answers that were paid.
 */
export function runRowsWriter(db: Db): (rows: RunRows) => void {
  const writeNew = newRowsWriter(db)
  const results = bulkInsert(
    db,
    `results (run_id, ordinal, problem_id, verdict, graded_by, answer, confidence, failure, usd, billed_usd, saved_usd,
       latency_ms, escalated, steps, remembered, calls)`,
    16,
  )
  const calls = bulkInsert(
    db,
    `calls (run_id, ordinal, seq, site_id, source, state, sample, input_tokens, output_tokens, cache_read_tokens,
       cache_write_tokens, reasoning_tokens, usd, billed_usd, latency_ms, answer, confidence, mean_logprob, failure)`,
    19,
  )
  const cachedColumns = 'namespace, key, answer, confidence, score, usd, written_at'
  const cached = bulkInsert(db, `cache_entries (${cachedColumns})`, 7, 'replace')
  // The same simulated answer is kept once.
  const outcomes = bulkInsert(db, `outcomes (${OUTCOME_COLUMNS})`, 16, 'on conflict do nothing')
  const models = bulkInsert(db, 'own_outcomes (dataset_id, model)', 2, 'on conflict do nothing')
  const dropRollup = rollupDropper(db)
  return atomicSoon(db, (rows: RunRows) => {
    writeNew(rows.interned)
    models(rows.models)
    outcomes(rows.outcomes)
    results(rows.results)
    calls(rows.calls)
    cached(rows.cached)
    dropRollup(rows.runId)
  })
}
