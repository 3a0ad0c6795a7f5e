import { csvLine } from '../../shared/csv'
import type { Exported, ExportFormat } from '../../shared/export-format'
import type { RunSummary, Step } from '../../shared/report'
import { type Column, writeParquet } from '../datasets/write-parquet'
import type { Store } from '../store/store'

const text = (name: string): Column => ({ name, type: 'STRING' })
const number = (name: string): Column => ({ name, type: 'DOUBLE' })
const whole = (name: string): Column => ({ name, type: 'INT32' })
const yesNo = (name: string): Column => ({ name, type: 'BOOLEAN' })

const columnsOf: Readonly<Record<Exported, readonly Column[]>> = {
  results: [
    ...['ordinal', 'repeat'].map(whole),
    ...['problemId', 'category', 'difficulty', 'question', 'answerKey', 'answer', 'verdict'].map(text),
    ...['gradedBy', 'graderVerdict', 'correctionNote', 'failure'].map(text),
    ...['confidence', 'usd', 'billedUsd', 'savedUsd', 'latencyMs'].map(number),
    yesNo('escalated'),
    text('path'),
  ],
  calls: [
    ...['ordinal', 'repeat'].map(whole),
    text('problemId'),
    ...['seq', 'retiredAttempt'].map(whole),
    ...['node', 'role', 'connection', 'model', 'source', 'state'].map(text),
    whole('sample'),
    ...['inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWriteTokens', 'reasoningTokens'].map(number),
    ...['usd', 'billedUsd', 'reservedUsd', 'latencyMs'].map(number),
    text('answer'),
    ...['confidence', 'meanLogprob'].map(number),
    ...['failure', 'requestId', 'requestHash'].map(text),
    number('sentAt'),
  ],
}

export type ExportedValue = string | number | boolean | null | undefined
export type FlatRow = Record<string, ExportedValue | Step[]>

/**
 * The results or the calls of a run, in pieces. CSV makes formulas harmless for spreadsheets; JSON is one document with the run's
 * figures; JSON and JSONL have the steps with their whys, the others the path alone. Parquet comes by 10,000 rows.
 */
export async function* exportRun(
  store: Store,
  summary: RunSummary,
  { what, format }: { what: Exported; format: ExportFormat },
): AsyncGenerator<string | Uint8Array> {
  const columns = columnsOf[what]
  const rows = what === 'results' ? resultRows(store, summary.id) : store.exportRows.calls(summary.id)
  if (format === 'parquet') return yield* writeParquet(columns, rows)
  if (format === 'csv') {
    yield csvLine(columns.map(({ name }) => name))
    for (const row of rows) yield csvLine(columns.map(({ name }) => row[name] as ExportedValue))
    return
  }
  if (format === 'jsonl') {
    for (const row of rows) yield `${JSON.stringify(withoutPath(row))}\n`
    return
  }
  yield `{"run": ${JSON.stringify(summary)},\n"${what}": [`
  let before = '\n'
  for (const row of rows) {
    yield before + JSON.stringify(withoutPath(row))
    before = ',\n'
  }
  yield '\n]}\n'
}

function* resultRows({ exportRows }: Store, runId: string): Generator<FlatRow> {
  for (const { row, steps } of exportRows.results(runId))
    yield { ...row, escalated: row.escalated === 1, path: pathOf(steps), steps }
}

function withoutPath({ path: _path, ...row }: FlatRow): FlatRow {
  return row
}

/** `entry.problem > gate.escalate > … > answer`. */
function pathOf(steps: readonly Step[]): string {
  return steps.map(([node, port]) => (port === null ? node : `${node}.${port}`)).join(' > ')
}
