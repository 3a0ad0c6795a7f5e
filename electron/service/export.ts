import { csvLine } from '../../shared/csv'
import type { RunSummary } from '../../shared/report'
import type { ResultWithProblem } from '../store/results'
import type { Store } from '../store/store'

const PAGE = 1000

const columns = [
  'ordinal',
  'problemId',
  'question',
  'answerKey',
  'answer',
  'verdict',
  'failure',
  'usd',
  'latencyMs',
  'escalated',
  'path',
] as const

/** The results of a run as CSV or as one JSON document, in pieces. Formulas in cells are made harmless for spreadsheets. */
export function* exportRun({ results }: Store, summary: RunSummary, format: 'csv' | 'json'): Generator<string> {
  const rows = allResults((offset) => results.page(summary.id, offset, PAGE))
  if (format === 'csv') {
    yield csvLine(columns)
    for (const row of rows) yield csvLine(columns.map((column) => (column === 'path' ? pathOf(row) : row[column])))
    return
  }
  yield `{"run": ${JSON.stringify(summary)},\n"results": [`
  let before = '\n'
  for (const row of rows) {
    yield before + JSON.stringify(row)
    before = ',\n'
  }
  yield '\n]}\n'
}

function* allResults(page: (offset: number) => ResultWithProblem[]): Generator<ResultWithProblem> {
  for (let offset = 0; ; offset += PAGE) {
    const rows = page(offset)
    yield* rows
    if (rows.length < PAGE) return
  }
}

/** `entry.problem > gate.escalate > … > answer`. */
function pathOf({ steps }: ResultWithProblem): string {
  return steps.map(([node, port]) => (port === null ? node : `${node}.${port}`)).join(' > ')
}
