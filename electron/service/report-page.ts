import { billedLine } from '../../shared/billed'
import { latencyScene } from '../../shared/charts/latency'
import { scatterScene } from '../../shared/charts/scatter'
import { escapeXml, svgElement } from '../../shared/charts/svg-text'
import {
  type CompareRow,
  compareRows,
  failedWords,
  missWords,
  scatterDots,
  whyNotDrawn,
  wordsOfRow,
} from '../../shared/compare-rows'
import type { Comparison, GroupRow, LatencySpread } from '../../shared/comparison'
import { netValue } from '../../shared/evidence/net-value'
import { doubtOf, LEVEL, testWords } from '../../shared/evidence/paired-words'
import {
  formatCount,
  formatDuration,
  formatHalfWidth,
  formatNumberOf,
  formatPerCorrect,
  formatPoints,
  formatSetUsd,
  formatShare,
  formatSignedUsd,
  formatUsd,
} from '../../shared/format'
import { axisWords, formatInUnit, inUnit, type MoneyUnit, titleOf } from '../../shared/money-unit'
import { anyOracle, oracleWords } from '../../shared/oracle-mark'
import { passWords, steadyWords } from '../../shared/repeat-words'
import { reportPolicy, reportStyle } from './report-style'

export interface ReportContent {
  comparison: Comparison
  byCategory: readonly GroupRow[]
  byDifficulty: readonly GroupRow[]
  latency: LatencySpread
  money: MoneyUnit
  valuePerCorrect: number | null
  /** Milliseconds since 1970. */
  at: number
}

const WIDTH = 1070

/** A comparison as one HTML page: no script, nothing from elsewhere, light or dark with the reader's system. */
export function reportPage(content: ReportContent): string {
  const rows = compareRows(content.comparison)
  const title = `${rows.map(({ label }) => label).join(', ')} compared`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${reportPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
${[
  head(content, rows),
  picture(content, rows),
  verdicts(content, rows),
  matrix(content, rows),
  groups('category', content.byCategory, rows),
  groups('difficulty', content.byDifficulty, rows),
  latencies(content, rows),
  methods(content, rows),
].join('\n')}
</main>
</body>
</html>
`
}

function card(title: string, about: string, inside: string): string {
  return `<section class="card"><h2>${escapeXml(title)}</h2>\n<p class="quiet">${escapeXml(about)}</p>\n${inside}</section>`
}

function head({ comparison: { common, note } }: ReportContent, rows: readonly CompareRow[]): string {
  const datasets = [...new Set(rows.map(({ dataset }) => dataset))].join(', ')
  const modes = [...new Set(rows.map(({ mode }) => mode))].join(', ')
  const seeds = [...new Set(rows.map(({ seed }) => seed))].join(', ')
  const over = `${formatNumberOf(rows.length, 'run')} over the same ${formatNumberOf(common, 'problem')} of ${datasets}; answers ${modes}, seed ${seeds}.`
  const warning = note === null ? '' : `\n<p class="note">${escapeXml(note)}</p>`
  return `<h1>What a dollar buys</h1>\n<p class="quiet">${escapeXml(over)}</p>${warning}`
}

function picture({ money }: ReportContent, rows: readonly CompareRow[]): string {
  const dots = scatterDots(rows, money, null)
  const left = rows
    .filter(({ id }) => !dots.some((dot) => dot.id === id))
    .map((row) => `<p class="quiet">${escapeXml(`${row.label} is not drawn: ${whyNotDrawn(row)}.`)}</p>`)
  const chart =
    dots.length === 0 ? '' : svgElement(scatterScene(dots, { width: WIDTH, height: 420, axis: axisWords(money) }))
  const about = 'Each dot is a run; whiskers are 95 % intervals; the line joins the designs that no other beats.'
  return card('Right answers against dollars', about, [chart, ...left].join('\n'))
}

function verdicts(content: ReportContent, rows: readonly CompareRow[]): string {
  const baseline = rows.find(({ isBaseline }) => isBaseline)
  if (baseline === undefined || rows.length < 2) return ''
  const callouts = rows.flatMap((row) => {
    const words = wordsOfRow(row, rows, content.money)
    if (words === undefined) return []
    const miss = missWords(row)
    const failed = failedWords(row)
    const lines = [
      words.detail,
      worth(row, content),
      failed === null ? '' : `${failed}.`,
      miss === null ? '' : `Struck out: ${miss}.`,
    ].filter(Boolean)
    const paragraphs = lines.map((line) => `<p>${escapeXml(line)}</p>`).join('')
    return `<div class="callout ${miss === null ? words.tone : 'slow'}"><h3>${escapeXml(`${row.label}: ${words.headline}`)}</h3>${paragraphs}</div>`
  })
  const repeats = rows.some(({ pair }) => pair !== undefined && pair.test !== 'mcnemar')
  const how = repeats ? ', each by the share of its walks that are right' : ''
  return card(`Against ${baseline.label}`, `Problem by problem, on the same problems${how}.`, callouts.join('\n'))
}

function worth({ pair }: CompareRow, { valuePerCorrect, money }: ReportContent): string {
  if (valuePerCorrect === null || pair === undefined) return ''
  const { usdPerProblem: net } = netValue(pair.accuracy.difference, pair.usdPerProblem.difference, valuePerCorrect)
  if (net === null) return ''
  const words = doubtOf(pair)
  const doubt = words === null ? '' : ` ${words}`
  return `At ${formatSetUsd(valuePerCorrect)} a right answer and ${formatCount(money.monthlyProblems)} problems a month it is worth ${formatUsd(Math.abs(net) * money.monthlyProblems)} ${net < 0 ? 'less' : 'more'} a month.${doubt}`
}

function table(titles: readonly string[], lines: readonly string[]): string {
  const headCells = titles.map((title) => `<th scope="col">${escapeXml(title)}</th>`).join('')
  return `<table><thead><tr>${headCells}</tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table>`
}

function matrix({ money }: ReportContent, rows: readonly CompareRow[]): string {
  const titles = [
    'Design',
    'Right',
    titleOf(money),
    '$ per correct',
    'p50',
    'p95',
    'Escalated',
    'Failed',
    'Points to baseline',
    `${titleOf(money)} to baseline`,
  ]
  const lines = rows.map((row) => {
    const miss = missWords(row)
    const name = miss === null ? escapeXml(row.label) : `<s>${escapeXml(row.label)}</s>`
    const version =
      row.version === null || row.label.includes(` v${row.version}`) ? '' : ` <small>v${row.version}</small>`
    const steady =
      row.repeated === null
        ? ''
        : `<br><small>${escapeXml(steadyWords(row.repeated))}<br>${escapeXml(passWords(row.repeated))}</small>`
    const slow = miss === null ? '' : `<br><small class="miss">${escapeXml(miss)}</small>`
    const cells = [
      `${formatShare(row.accuracy)} <small>${formatHalfWidth(row.accuracyInterval)}</small>`,
      escapeXml(formatInUnit(row.usdPerProblem, money)),
      escapeXml(formatPerCorrect(row.usdPerCorrect, row.accuracy)),
      formatDuration(row.latencyMs.p50),
      formatDuration(row.latencyMs.p95),
      row.escalationRate === null ? '–' : formatShare(row.escalationRate),
      formatCount(row.failed),
      against(row, 'accuracy', formatPoints),
      against(row, 'usdPerProblem', (usd) => formatSignedUsd(inUnit(usd, money) ?? 0)),
    ]
    const best = row.isBest ? ' <small title="no other beats it in both">●</small>' : ''
    return `<tr${row.isBaseline ? ' class="baseline"' : ''}><th scope="row">${name}${version}${best}${steady}${slow}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
  })
  const billed = billedLine(rows)
  const foot = billed === '' ? '' : `\n<p class="quiet">${escapeXml(billed)}</p>`
  return card('All figures', '± and [ ] are 95 % intervals; ● marks what no other beats.', table(titles, lines) + foot)
}

function against(row: CompareRow, of: 'accuracy' | 'usdPerProblem', write: (difference: number) => string): string {
  if (row.pair === undefined) return row.isBaseline ? '<small>baseline</small>' : '–'
  const { difference, interval } = row.pair[of]
  if (difference === null) return '–'
  const range =
    interval === null ? '' : ` <small>[${escapeXml(write(interval[0]))}, ${escapeXml(write(interval[1]))}]</small>`
  return escapeXml(write(difference)) + range
}

function groups(by: string, of: readonly GroupRow[], rows: readonly CompareRow[]): string {
  if (of.every(({ name }) => name === null)) return ''
  const titles = [by === 'category' ? 'Category' : 'Difficulty', 'Problems', ...rows.map(({ label }) => label)]
  const lines = of.map(({ name, problems, cells }) => {
    const figures = rows.map((row) => {
      const cell = cells.find(({ runId }) => runId === row.id)
      if (cell === undefined) return '<td>–</td>'
      const told = cell.p !== null && cell.p < LEVEL
      const points =
        cell.difference === null ? '' : ` <small>${formatPoints(cell.difference)}${told ? ' *' : ''}</small>`
      return `<td>${formatShare(cell.accuracy)}${points}</td>`
    })
    return `<tr><th scope="row">${escapeXml(name ?? 'none')}</th><td>${formatCount(problems)}</td>${figures.join('')}</tr>`
  })
  const about = 'Right answers, and points to the baseline; * where that is more than chance, corrected over all cells.'
  return card(`By ${by}`, about, table(titles, lines))
}

function latencies({ latency }: ReportContent, rows: readonly CompareRow[]): string {
  if (latency.edges.length < 2) return ''
  const names = new Map(rows.map(({ id, label }) => [id, label]))
  const runs = rows.flatMap(({ id }) => latency.runs.filter(({ runId }) => runId === id))
  const scene = latencyScene({ edges: latency.edges, runs }, names, WIDTH)
  return card('How long they take', 'Each hill is the problems of one run by the time they took.', svgElement(scene))
}

const methodsOfProblems = [
  'Right: share of all problems, failed ones included, with Wilson’s 95 % interval.',
  'exact McNemar test on the problems of which only one is right',
  'Connor’s formula',
] as const

function methodsOfRepeats(rows: readonly CompareRow[]) {
  const tests = new Set(rows.flatMap(({ pair }) => (pair === undefined ? [] : [testWords[pair.test]])))
  return [
    'Right: share of all walks, failed ones included; the walks of a problem are alike, so its 95 % interval is Wilson’s for as many walks as would tell as much if each were of a problem of its own. pass@k and pass^k: the chance that of k walks of a problem one is right, and that all are, without bias.',
    `each problem by the share of its walks that are right; ${[...tests].join(', ') || testWords.signFlip} on the differences`,
    'a normal approximation',
  ] as const
}

function methods({ at }: ReportContent, rows: readonly CompareRow[]): string {
  const oracle = anyOracle(rows) ? ` ${oracleWords}.` : ''
  const comparisons = rows.length > 2 ? `, corrected by Holm’s method for ${rows.length - 1} comparisons` : ''
  const repeats = rows.some(({ repeated }) => repeated !== null)
  const [right, test, needed] = repeats ? methodsOfRepeats(rows) : methodsOfProblems
  const words = `${right} Against the baseline: ${test}${comparisons}; 95 % intervals by paired bootstrap over problems (2,000 replicates), each for itself. “More problems needed”: ${needed}, two-sided 5 %, power 80 %. p50 and p95 by nearest rank.${oracle}`
  const runs = rows.map(
    ({ label, id, startedAt }) => `${label} is run ${id} of ${new Date(startedAt).toISOString().slice(0, 10)}`,
  )
  return `<footer><p>${escapeXml(words)}</p><p>${escapeXml(`${runs.join('; ')}. Made by Switchyard on ${new Date(at).toISOString().slice(0, 10)}.`)}</p></footer>`
}
