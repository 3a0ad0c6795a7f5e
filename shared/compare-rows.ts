import type { ScatterDot } from './charts/scatter'
import type { ComparedRun, Comparison, Paired } from './comparison'
import { type CsvCell, csvLine } from './csv'
import { describePair, type PairWords, testWords } from './evidence/paired-words'
import { formatCount, formatDuration, formatNumberOf } from './format'
import { inUnit, type MoneyUnit } from './money-unit'
import { markOracle } from './oracle-mark'

/** One compared run: its figures, the name it goes by here, and how it stands against the baseline. */
export interface CompareRow extends ComparedRun {
  /** Unlike that of every other row. */
  label: string
  /** Of one walk of it, on average. */
  usdPerProblem: number | null
  isBest: boolean
  isBaseline: boolean
  /** Undefined for the baseline itself. */
  pair: Paired | undefined
}

/**
 * Rows from the cheapest on, unknown costs last. A run goes by the name that it was given, or else by its design's; runs of
 * one design are told apart by version, and what is still alike by a number.
 */
export function compareRows({ runs, frontier, baselineId, pairs }: Comparison): CompareRow[] {
  const labels = labelRuns(runs)
  const rows = runs.map((run, at) => ({
    ...run,
    label: markOracle(labels[at] ?? run.graph, run),
    usdPerProblem: run.usd === null || run.walks === 0 ? null : run.usd / run.walks,
    isBest: frontier.includes(run.id),
    isBaseline: run.id === baselineId,
    pair: pairs.find(({ runId }) => runId === run.id),
  }))
  const cost = ({ usdPerProblem }: CompareRow) => usdPerProblem ?? Number.POSITIVE_INFINITY
  return rows.sort((a, b) => cost(a) - cost(b) || a.label.localeCompare(b.label))
}

function labelRuns(runs: readonly ComparedRun[]): string[] {
  const sameDesign = (run: ComparedRun) => runs.filter(({ graph }) => graph === run.graph)
  const counted = new Map<string, number>()
  return runs.map((run) => {
    const alike = sameDesign(run)
    const versions = new Set(alike.map(({ version }) => version))
    const isTold = alike.length > 1 && versions.size > 1 && run.version !== null
    const design = isTold ? `${run.graph} v${run.version}` : run.graph
    const label = run.name ?? design
    const count = (counted.get(label) ?? 0) + 1
    counted.set(label, count)
    return count === 1 ? label : `${label} (${count})`
  })
}

/** The dots of those that have a place: at a known cost above 0 and over at least one problem. */
export function scatterDots(rows: readonly CompareRow[], unit: MoneyUnit, focusId: string | null): ScatterDot[] {
  return rows.flatMap((row) => {
    const { id, label, accuracy, accuracyInterval: interval, isBest, isBaseline } = row
    const usd = inUnit(row.usdPerProblem, unit)
    if (usd === null || usd <= 0 || accuracy === null || interval === null) return []
    const isTooSlow = row.keepsLatency === false
    return [{ id, label, accuracy, interval, usd, isBest, isBaseline, isFocus: id === focusId, isTooSlow }]
  })
}

/** Why a row has no dot. */
export function whyNotDrawn({ usd, problems }: CompareRow): string {
  if (problems === 0) return 'it has no problem in common with the others'
  return usd === null ? 'what it cost is unknown' : 'it cost nothing, which has no place on this scale'
}

/** `misses its budget of 5 s` for a design that does. */
export function missWords({ keepsLatency, latencyBudgetMs, latencyMs }: ComparedRun): string | null {
  if (keepsLatency !== false) return null
  return `too slow: p95 ${formatDuration(latencyMs.p95)} misses its budget of ${formatDuration(latencyBudgetMs)}`
}

/** A failed problem is often a gap in the data rather than a fault of the design; either way it is in the figures. */
export function failedWords({ failed, walks, repeated }: ComparedRun): string | null {
  if (failed === 0) return null
  return `${formatCount(failed)} of its ${formatNumberOf(walks, repeated === null ? 'problem' : 'walk')} failed, and count as not right`
}

/** The row against the baseline in words; undefined for the baseline itself. */
export function wordsOfRow(row: CompareRow, rows: readonly CompareRow[], unit: MoneyUnit): PairWords | undefined {
  const baseline = rows.find(({ isBaseline }) => isBaseline)
  if (row.pair === undefined || baseline === undefined) return undefined
  return describePair(row.pair, { baselineUsd: baseline.usdPerProblem, unit, comparisons: rows.length - 1 })
}

const columns: readonly [string, (row: CompareRow) => CsvCell][] = [
  ['design', ({ label }) => label],
  ['version', ({ version }) => version],
  ['dataset', ({ dataset }) => dataset],
  ['mode', ({ mode }) => mode],
  ['seed', ({ seed }) => seed],
  ['problems', ({ problems }) => problems],
  ['walks', ({ walks }) => walks],
  ['correct', ({ correct }) => correct],
  ['accuracy', ({ accuracy }) => accuracy],
  ['accuracy_low', ({ accuracyInterval }) => accuracyInterval?.[0] ?? null],
  ['accuracy_high', ({ accuracyInterval }) => accuracyInterval?.[1] ?? null],
  ['usd', ({ usd }) => usd],
  ['billed_usd_whole_run', ({ billedUsd }) => billedUsd],
  ['usd_per_1000', ({ usdPerProblem }) => (usdPerProblem === null ? null : usdPerProblem * 1000)],
  ['usd_per_correct', ({ usdPerCorrect }) => usdPerCorrect],
  ['latency_p50_ms', ({ latencyMs }) => latencyMs.p50],
  ['latency_p95_ms', ({ latencyMs }) => latencyMs.p95],
  ['latency_budget_ms', ({ latencyBudgetMs }) => latencyBudgetMs],
  ['keeps_latency_budget', ({ keepsLatency }) => keepsLatency],
  ['escalation_rate', ({ escalationRate }) => escalationRate],
  ['failed', ({ failed }) => failed],
  ['uses_answer_key', ({ oracle }) => oracle],
  ['is_baseline', ({ isBaseline }) => isBaseline],
  ['only_here_right', ({ pair }) => pair?.onlyRun],
  ['only_baseline_right', ({ pair }) => pair?.onlyBaseline],
  ['accuracy_test', ({ pair }) => (pair === undefined ? undefined : testWords[pair.test])],
  ['accuracy_p_holm', ({ pair }) => pair?.pAccuracy],
  ['accuracy_difference', ({ pair }) => pair?.accuracy.difference],
  ['accuracy_difference_low', ({ pair }) => pair?.accuracy.interval?.[0]],
  ['accuracy_difference_high', ({ pair }) => pair?.accuracy.interval?.[1]],
  ['usd_difference_per_problem', ({ pair }) => pair?.usdPerProblem.difference],
  ['usd_difference_low', ({ pair }) => pair?.usdPerProblem.interval?.[0]],
  ['usd_difference_high', ({ pair }) => pair?.usdPerProblem.interval?.[1]],
  ['run', ({ id }) => id],
]

/** The table as CSV; what is unknown is left empty. */
export function writeCsv(rows: readonly CompareRow[]): string {
  const lines = rows.map((row) => csvLine(columns.map(([, read]) => read(row))))
  return [csvLine(columns.map(([name]) => name)), ...lines].join('')
}
