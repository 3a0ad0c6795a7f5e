import { wilsonInterval } from '../evidence/interval'
import { formatCount, formatNumberOf, formatShare } from '../format'
import type { Calibration } from '../router-evidence'
import { shareTicks } from './scale'
import { circle, line, type Mark, path, rect, type Scene, text } from './scene'

const left = 48
const right = 14
const top = 38

interface Plot {
  bottom: number
  toX: (share: number) => number
  toY: (share: number) => number
}

function plotOf(width: number, bottom: number, fromY = 0, toY = 1): Plot {
  return {
    bottom,
    toX: (share) => left + share * (width - left - right),
    toY: (share) => bottom - ((share - fromY) / (toY - fromY)) * (bottom - top),
  }
}

function frame({ bottom, toX, toY }: Plot, yTicks: readonly number[], x: string, y: string): Mark[] {
  const quarters = [0, 0.25, 0.5, 0.75, 1]
  return [
    ...yTicks.flatMap((tick) => [
      line(toX(0), toY(tick), toX(1), toY(tick), { stroke: 'var(--line)' }),
      text(left - 8, toY(tick) + 4, formatShare(tick, 0), { textAnchor: 'end' }),
    ]),
    ...quarters.map((tick) =>
      text(toX(tick), bottom + 16, formatShare(tick, 0), { textAnchor: tick === 1 ? 'end' : 'middle' }),
    ),
    text(left, top - 22, y),
    text(toX(1), bottom + 34, x, { textAnchor: 'end' }),
  ]
}

/** The reliability diagram: what was right of each tenth of confidence, with its interval, and how many answers it held. */
export function reliabilityScene({ title, bins, repeats, ece }: Calibration, width: number): Scene {
  const bottom = 236
  const plot = plotOf(width, bottom)
  const { toX, toY } = plot
  const most = Math.max(1, ...bins.map(({ answers }) => answers))
  const base = bottom + 96
  const words = bins.flatMap(({ from, to, answers, accuracy }) =>
    answers === 0
      ? []
      : [
          `${formatShare(from, 0)} to ${formatShare(to, 0)}: ${formatShare(accuracy)} of ${formatNumberOf(answers, 'answer')} right`,
        ],
  )
  return {
    width,
    height: base + 20,
    label: `Reliability of the confidence of ${title}. ${words.join('; ')}`,
    marks: [
      ...frame(plot, [0, 0.25, 0.5, 0.75, 1], 'stated confidence', 'right answers'),
      line(toX(0), toY(0), toX(1), toY(1), { stroke: 'var(--line-strong)', strokeDasharray: '4 4' }),
      ...bins.flatMap((bin) => binMarks(bin, repeats, plot)),
      ...bins.map(({ from, to, answers }) => {
        const height = (answers / most) * 34
        return rect(toX(from) + 1, base - height, toX(to) - toX(from) - 2, height, { fill: 'var(--line-strong)' })
      }),
      ...bins.flatMap(({ from, to, answers }) =>
        answers === 0
          ? []
          : [
              text((toX(from) + toX(to)) / 2, base - (answers / most) * 34 - 4, formatCount(answers), {
                textAnchor: 'middle',
                fontSize: 10,
              }),
            ],
      ),
      text(left, base + 15, 'answers in each tenth'),
      text(toX(1), base + 15, ece === null ? '' : `calibration error ${(ece * 100).toFixed(1)} points`, {
        textAnchor: 'end',
      }),
    ],
  }
}

function binMarks(
  { answers, correct, accuracy, confidence }: Calibration['bins'][number],
  repeats: number,
  { toX, toY }: Plot,
): Mark[] {
  if (accuracy === null || confidence === null) return []
  const [low, high] = wilsonInterval(correct / repeats, answers / repeats) ?? [accuracy, accuracy]
  const x = toX(confidence)
  return [
    line(x, toY(confidence), x, toY(accuracy), { stroke: 'var(--warn)', strokeWidth: 1, strokeDasharray: '2 2' }),
    line(x, toY(low), x, toY(high), { stroke: 'var(--accent)', strokeWidth: 2 }),
    circle(x, toY(accuracy), 4.5, { fill: 'var(--accent)', stroke: 'var(--surface)', strokeWidth: 1.5 }),
  ]
}

/** What can be had by accepting only the surest answers: accuracy against the share that is accepted. */
export function coverageScene({ title, coverage }: Calibration, width: number): Scene {
  const bottom = 236
  const shares = coverage.map(({ accuracy }) => accuracy)
  const ticks = shareTicks(Math.min(...shares, 0.99), Math.max(...shares, 0.01))
  const plot = plotOf(width, bottom, ticks[0] ?? 0, ticks.at(-1) ?? 1)
  const last = coverage.at(-1)
  const steps = coverage.map((point) => ({ x: plot.toX(point.coverage), y: plot.toY(point.accuracy) }))
  const marked = apart(coverage, plot.toX)
  const end = last === undefined ? '' : `${formatShare(last.accuracy)} right of all that state one`
  return {
    width,
    height: bottom + 44,
    label: `Accuracy of ${title} when only its surest answers are accepted; ${end}.`,
    marks: [
      ...frame(plot, ticks, 'answers accepted, surest first', 'right answers'),
      path(steps, { stroke: 'var(--accent)', strokeWidth: 2, strokeLinejoin: 'round' }),
      ...marked.flatMap((point) => {
        const [x, y] = [plot.toX(point.coverage), plot.toY(point.accuracy)]
        return [
          circle(x, y, 3.5, { fill: 'var(--accent)' }),
          // The curve falls to the right, so it is below what stands right of a point, except at its end.
          point === last
            ? text(x - 6, Math.min(y + 15, bottom - 4), thresholdWords(point), { textAnchor: 'end', fontSize: 10 })
            : text(x + 4, y - 7, thresholdWords(point), { fontSize: 10 }),
        ]
      }),
    ],
  }
}

function thresholdWords({ threshold }: Calibration['coverage'][number]): string {
  return `≥ ${threshold.toFixed(2)}`
}

/** Some of the points, the last among them, so far apart that what is written at them does not touch. */
function apart(coverage: Calibration['coverage'], toX: (share: number) => number): Calibration['coverage'] {
  const kept: Calibration['coverage'] = []
  for (const point of coverage.toReversed()) {
    const before = kept.at(-1)
    if (before === undefined || toX(before.coverage) - toX(point.coverage) >= 56) kept.push(point)
  }
  return kept
}
