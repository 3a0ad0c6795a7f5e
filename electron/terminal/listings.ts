import type { DatasetSummary, ImportReport } from '../../shared/datasets-contract'
import { formatCount, formatMoment, formatNumberOf, formatShare, formatUsd } from '../../shared/format'
import { markOracle } from '../../shared/oracle-mark'
import { selectionWords } from '../../shared/problem-selection'
import type { RunSummary } from '../../shared/report'
import { titleOfRun } from '../../shared/run-name'
import type { RunInfo } from '../../shared/runs-contract'
import { oracleNote } from './comparison'
import { mappingWords } from './mapping-words'
import { formatTable } from './table'

export function formatDatasets(datasets: readonly DatasetSummary[]): string {
  if (datasets.length === 0) return 'There are no datasets yet; import one by “switchyard import FILE --name NAME”.'
  const rows = datasets.map(({ name, problems, withKey, models }) => [
    name,
    formatCount(problems),
    formatCount(withKey),
    models.map((covered) => `${covered.model} (${formatCount(covered.problems)})`).join(', ') || 'none',
  ])
  return formatTable(
    [
      { title: 'Dataset', align: 'left' },
      { title: 'Problems', align: 'right' },
      { title: 'With key', align: 'right' },
      { title: 'Recorded models', align: 'left' },
    ],
    rows,
  )
}

export function formatRuns(runs: readonly RunInfo[], summaries: readonly RunSummary[]): string {
  if (runs.length === 0) return 'There are no runs yet; start one by “switchyard run GRAPH --data DATASET”.'
  const rows = runs.map(({ id, dataset, status, finished, total, repeats, selection, startedAt, ...run }, at) => [
    id,
    markOracle(titleOfRun({ dataset, ...run }), summaries[at]),
    selection === null ? dataset : `${dataset}, ${selectionWords(selection)}`,
    statusWords(status, summaries[at]),
    `${formatCount(finished)} of ${formatCount(total)}${repeats === 1 ? '' : ` (${formatCount(repeats)} each)`}`,
    formatShare(summaries[at]?.accuracy ?? null),
    formatUsd(summaries[at]?.usd ?? null),
    formatUsd(summaries[at]?.billedUsd ?? null),
    formatMoment(startedAt),
  ])
  const table = formatTable(
    [
      { title: 'Run', align: 'left' },
      { title: 'Design', align: 'left' },
      { title: 'Dataset', align: 'left' },
      { title: 'Status', align: 'left' },
      { title: 'Problems', align: 'right' },
      { title: 'Right', align: 'right' },
      { title: 'Dollars', align: 'right' },
      { title: 'Billed', align: 'right' },
      { title: 'Started', align: 'left' },
    ],
    rows,
  )
  return table + oracleNote(summaries)
}

function statusWords(status: RunInfo['status'], summary: RunSummary | undefined): string {
  return summary === undefined || summary.failed === 0 ? status : `${status}, ${formatCount(summary.failed)} failed`
}

export function formatImport({
  dataset,
  rows,
  problems,
  outcomes,
  badRows,
  badAnswers,
  badFigures,
  unpriced,
  mapping,
}: ImportReport): string {
  const lines = [
    `Read ${formatNumberOf(rows, 'row')} into “${dataset.name}”, which now holds ${formatNumberOf(dataset.problems, 'problem')}.`,
    `Columns: ${mappingWords(mapping)}.`,
    `Problems: ${formatCount(problems.added)} added, ${formatCount(problems.same)} there already.`,
  ]
  if (outcomes.added + outcomes.same > 0) {
    lines.push(`Outcomes: ${formatCount(outcomes.added)} added, ${formatCount(outcomes.same)} there already.`)
  }
  if (dataset.withKey === 0) {
    lines.push('None has an answer key: only answers that were recorded with a grade can be right.')
  }
  if (badRows > 0) lines.push(`Bad rows: ${formatCount(badRows)}, left out; the rest is kept.`)
  if (badAnswers > 0) {
    lines.push(`Bad answers: ${formatCount(badAnswers)}, left out; their rows are kept for the other models.`)
  }
  if (unpriced.length > 0) {
    const models = unpriced.map((one) => `${one.model} (${formatNumberOf(one.outcomes, 'outcome')})`).join(', ')
    lines.push(`Dollars are unknown of ${models}: import the file again with --price or --flat-price to fill them in.`)
  }
  if (badFigures > 0) {
    lines.push(`Bad figures: ${formatCount(badFigures)}, left unknown; their answers are kept.`)
  }
  return lines.join('\n')
}
