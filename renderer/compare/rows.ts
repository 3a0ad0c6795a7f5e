import { type CsvCell, csvLine } from '../../shared/csv'
import { markOracle } from '../../shared/oracle-mark'
import type { RunSummary } from '../../shared/report'

/** One compared run: its figures and the name it goes by here. */
export interface CompareRow extends RunSummary {
  label: string
  usdPerThousand: number | null
  isBest: boolean
}

/** Rows from the cheapest on, unknown costs last. Runs of the same design get a number behind their name. */
export function compareRows(runs: readonly RunSummary[], frontier: readonly string[]): CompareRow[] {
  const counted = new Map<string, number>()
  const rows = runs.map((run) => {
    const count = (counted.get(run.graph) ?? 0) + 1
    counted.set(run.graph, count)
    return {
      ...run,
      label: markOracle(count === 1 ? run.graph : `${run.graph} (${count})`, run),
      usdPerThousand: run.usd === null || run.problems === 0 ? null : (run.usd / run.problems) * 1000,
      isBest: frontier.includes(run.id),
    }
  })
  const cost = ({ usdPerThousand }: CompareRow) => usdPerThousand ?? Number.POSITIVE_INFINITY
  return rows.sort((a, b) => cost(a) - cost(b) || a.label.localeCompare(b.label))
}

const columns: readonly [string, (row: CompareRow) => CsvCell][] = [
  ['design', ({ label }) => label],
  ['dataset', ({ dataset }) => dataset],
  ['mode', ({ mode }) => mode],
  ['problems', ({ problems }) => problems],
  ['correct', ({ correct }) => correct],
  ['accuracy', ({ accuracy }) => accuracy],
  ['accuracy_low', ({ accuracyInterval }) => accuracyInterval?.[0] ?? null],
  ['accuracy_high', ({ accuracyInterval }) => accuracyInterval?.[1] ?? null],
  ['usd', ({ usd }) => usd],
  ['usd_per_1000', ({ usdPerThousand }) => usdPerThousand],
  ['usd_per_correct', ({ usdPerCorrect }) => usdPerCorrect],
  ['latency_p50_ms', ({ latencyMs }) => latencyMs.p50],
  ['latency_p95_ms', ({ latencyMs }) => latencyMs.p95],
  ['escalation_rate', ({ escalationRate }) => escalationRate],
  ['failed', ({ failed }) => failed],
  ['uses_answer_key', ({ oracle }) => oracle],
  ['run', ({ id }) => id],
]

/** The table as CSV; what is unknown is left empty. */
export function writeCsv(rows: readonly CompareRow[]): string {
  const lines = rows.map((row) => csvLine(columns.map(([, read]) => read(row))))
  return [csvLine(columns.map(([name]) => name)), ...lines].join('')
}
