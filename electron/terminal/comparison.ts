import { billedLine } from '../../shared/billed'
import { type CompareRow, compareRows, failedWords, missWords, wordsOfRow } from '../../shared/compare-rows'
import type { Comparison } from '../../shared/comparison'
import { pairedOn } from '../../shared/evidence/paired-words'
import { formatPercentile } from '../../shared/evidence/timed'
import {
  formatCount,
  formatHalfWidth,
  formatNumberOf,
  formatPerCorrect,
  formatShare,
  formatUsd,
  sentence,
} from '../../shared/format'
import { perThousand } from '../../shared/money-unit'
import { anyOracle, markOracle, oracleWords } from '../../shared/oracle-mark'
import { repeatNote } from '../../shared/repeat-words'
import type { RunSummary } from '../../shared/report'
import { type Column, formatTable } from './table'

const columns: readonly Column[] = [
  { title: 'Run', align: 'left' },
  { title: 'Design', align: 'left' },
  { title: 'Right', align: 'right' },
  { title: '95 %', align: 'right' },
  { title: 'Correct', align: 'right' },
  { title: 'Dollars', align: 'right' },
  { title: 'Per correct', align: 'right' },
  { title: 'p50', align: 'right' },
  { title: 'p95', align: 'right' },
  { title: 'Escalated', align: 'right' },
  { title: 'Failed', align: 'right' },
]

/** The comparison as a table for people; `--json` is for programs. */
export function formatComparison(runs: readonly RunSummary[]): string {
  const rows = runs.map((run) => [
    run.id,
    markOracle(run.graph, run),
    formatShare(run.accuracy),
    formatHalfWidth(run.accuracyInterval),
    `${formatCount(run.correct)} of ${formatCount(run.walks)}`,
    formatUsd(run.usd),
    formatPerCorrect(run.usdPerCorrect, run.accuracy),
    formatPercentile(run, 'p50'),
    formatPercentile(run, 'p95'),
    run.escalationRate === null ? '–' : formatShare(run.escalationRate),
    formatCount(run.failed),
  ])
  const billed = billedLine(runs)
  return formatTable(columns, rows) + repeatNotes(runs) + (billed === '' ? '' : `\n\n${billed}`) + oracleNote(runs)
}

/** Under a table, a line for each run that walked its problems several times; nothing where none did. */
function repeatNotes(runs: readonly RunSummary[]): string {
  const lines = runs.flatMap((run) => {
    const note = repeatNote(run)
    return note === null ? [] : [`${run.graph} (${run.id}): ${note}`]
  })
  return lines.length === 0 ? '' : `\n\n${lines.join('\n')}`
}

/** The line under a table that says what the mark means; nothing where no row has it. */
export function oracleNote(runs: readonly RunSummary[]): string {
  return anyOracle(runs) ? `\n\n${oracleWords}` : ''
}

/** A sentence or two for each run against the baseline; nothing where there is but one run. */
export function formatPairs(comparison: Comparison): string[] {
  const rows = compareRows(comparison)
  const baseline = rows.find(({ isBaseline }) => isBaseline)
  if (baseline === undefined || rows.length < 2) return []
  const lines = rows.flatMap((row) => {
    const words = wordsOfRow(row, rows, perThousand)
    if (words === undefined) return []
    const notes = [failedWords(row), missWords(row)].flatMap((note) => (note === null ? [] : [`  ${sentence(note)}.`]))
    return [`${nameAmong(row, rows)}: ${words.headline}`, `  ${words.detail}`, ...notes]
  })
  const slow = missWords(baseline)
  const failed = failedWords(baseline)
  const [pair] = comparison.pairs
  const on = pair === undefined ? formatNumberOf(comparison.common, 'problem') : pairedOn(pair)
  const name = nameAmong(baseline, rows)
  const head = `Against ${name}, paired on ${on}${slow === null ? '' : ` (${slow})`}:`
  return ['', head, '', ...(failed === null ? [] : [`${name}: ${failed}.`]), ...lines]
}

/** Runs of one design look alike in the table but for their ids. */
function nameAmong({ id, graph, label }: CompareRow, rows: readonly CompareRow[]): string {
  const isAlone = rows.every((other) => other.id === id || other.graph !== graph)
  return isAlone ? label : `${label}, run ${id}`
}
