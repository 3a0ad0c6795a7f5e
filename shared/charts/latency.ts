import type { LatencySpread } from '../comparison'
import { formatDuration, formatNumberOf, formatShare } from '../format'
import { logPlace } from './scale'
import { cut, group, line, type Mark, path, type Scene, text } from './scene'

const rowHeight = 54
const left = 232
const right = 24
/** As many letters as stand left of the hills. */
const LONGEST = 34

/** How long problems took, one hill for each run on one logarithmic scale, with p50, p95 and the budget. */
export function latencyScene(spread: LatencySpread, names: ReadonlyMap<string, string>, width: number): Scene {
  const { edges, runs } = spread
  const from = edges[0] ?? 1
  const to = edges.at(-1) ?? 10
  const place = {
    from,
    to,
    toX: (ms: number) => left + clamp(logPlace(Math.max(ms, from), from, to)) * (width - left - right),
  }
  const bottom = 12 + runs.length * rowHeight
  const words = runs.map(
    (run) =>
      `${names.get(run.runId) ?? ''}: half within ${formatDuration(run.p50)}, 95 % within ${formatDuration(run.p95)}`,
  )
  return {
    width,
    height: bottom + 40,
    label: `How long problems took. ${words.join('; ')}`,
    marks: [
      ...ticks(from, to).flatMap((ms) => [
        line(place.toX(ms), 8, place.toX(ms), bottom, { stroke: 'var(--line)' }),
        text(place.toX(ms), bottom + 16, formatDuration(ms), { textAnchor: 'middle' }),
      ]),
      text(width - right, bottom + 34, 'time for one problem, log scale', { textAnchor: 'end' }),
      ...runs.map((run, at) => hill(run, names.get(run.runId) ?? '', 12 + (at + 1) * rowHeight, edges, place)),
    ],
  }
}

interface Place {
  from: number
  to: number
  toX: (ms: number) => number
}

function hill(
  run: LatencySpread['runs'][number],
  name: string,
  base: number,
  edges: readonly number[],
  { toX }: Place,
): Mark {
  const label = text(0, base - 20, cut(name, LONGEST), { fill: 'var(--ink)', fontWeight: 600 })
  const note = text(0, base - 4, noteOf(run), { fontSize: 11, ...(isOver(run) ? { fill: 'var(--bad)' } : {}) })
  const ground = line(left, base, toX(edges.at(-1) ?? 1), base, { stroke: 'var(--line-strong)' })
  if (run.counts === null) return group({}, [label, note, ground])
  const most = Math.max(1, ...run.counts)
  const isApart = toX(run.p95 ?? 0) - toX(run.p50 ?? 0) > 28
  const outline = run.counts.flatMap((count, at) => {
    const y = base - (count / most) * (rowHeight - 16)
    return [
      { x: toX(edges[at] ?? 1), y },
      { x: toX(edges[at + 1] ?? 1), y },
    ]
  })
  const shape = [{ x: toX(edges[0] ?? 1), y: base }, ...outline, { x: toX(edges.at(-1) ?? 1), y: base }]
  const quantile = (ms: number | null, words: string): Mark[] =>
    ms === null
      ? []
      : [
          line(toX(ms), base - rowHeight + 16, toX(ms), base, { stroke: 'var(--ink)', strokeWidth: 1.5 }),
          text(toX(ms) + 4, base - rowHeight + 25, words, { fontSize: 11, fill: 'var(--ink-2)' }),
        ]
  return group({}, [
    path(shape, { fill: 'var(--model)', fillOpacity: 0.22, stroke: 'var(--model)', strokeWidth: 1 }, true),
    ground,
    // Two words in one place can be read by nobody: the line tells, and so does the note.
    ...quantile(run.p50, isApart ? 'p50' : ''),
    ...quantile(run.p95, 'p95'),
    ...budget(run, base, toX),
    label,
    note,
  ])
}

function budget(
  { budgetMs, ...run }: LatencySpread['runs'][number],
  base: number,
  toX: (ms: number) => number,
): Mark[] {
  if (budgetMs === null) return []
  const colour = isOver({ budgetMs, ...run }) ? 'var(--bad)' : 'var(--good)'
  const x = toX(budgetMs)
  return [
    line(x, base - rowHeight + 6, x, base, { stroke: colour, strokeWidth: 2, strokeDasharray: '3 3' }),
    text(x - 4, base - rowHeight + 14, 'budget', { fontSize: 11, fill: colour, textAnchor: 'end' }),
  ]
}

function isOver({ budgetMs, p95 }: LatencySpread['runs'][number]): boolean {
  return budgetMs !== null && p95 !== null && p95 > budgetMs
}

function noteOf(run: LatencySpread['runs'][number]): string {
  if (run.counts === null) return 'some latencies are unknown'
  if (run.budgetMs === null) return `p50 ${formatDuration(run.p50)} · p95 ${formatDuration(run.p95)}`
  const total = run.counts.reduce((sum, count) => sum + count, 0)
  const share = total === 0 ? '' : ` (${formatShare((run.over ?? 0) / total)})`
  if (isOver(run))
    return `misses ${formatDuration(run.budgetMs)}: ${formatNumberOf(run.over ?? 0, 'problem')} over${share}`
  return `keeps ${formatDuration(run.budgetMs)} · p95 ${formatDuration(run.p95)}`
}

/** The times people think in, as many as have room. */
const times = [1, 10, 100, 1000, 10_000, 60_000, 600_000, 3_600_000, 36_000_000]
const moreTimes = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000, 120_000, 300_000, 600_000,
]

function ticks(from: number, to: number): number[] {
  const within = (some: readonly number[]): number[] => some.filter((ms) => ms >= from * 0.999 && ms <= to * 1.001)
  const many = within(moreTimes)
  return many.length <= 10 && many.length > 1 ? many : within(times)
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
