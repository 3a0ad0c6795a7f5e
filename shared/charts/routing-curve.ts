import { formatShare, formatUsd } from '../format'
import { axisWords, type MoneyUnit, problemsOf } from '../money-unit'
import type { RoutingCurve } from '../routing-curve'
import { curveHeadline } from '../routing-curve-words'
import { shareTicks, ticksFromZero } from './scale'
import { circle, line, type Mark, path, type Scene, text } from './scene'

const left = 48
const right = 16
const top = 38
const bottom = 276
const height = bottom + 44

/** Keeps words readable where a line passes behind them. */
const halo = { stroke: 'var(--surface)', strokeWidth: 4, paintOrder: 'stroke', strokeLinejoin: 'round' }

interface Plot {
  toX: (value: number) => number
  toY: (accuracy: number) => number
}

/** Right answers against the share of problems that the strong model gets, beside a random order and a perfect router. */
export function routingScene(curve: RoutingCurve, width: number): Scene {
  const { points, perfect, weak, strong } = curve
  const yTicks = accuracyTicks(curve)
  const plot = plotOf(width, 1, yTicks)
  const { toX, toY } = plot
  return {
    width,
    height,
    label: `Right answers against the share of problems for ${strong.model}. ${curveHeadline(curve)}`,
    marks: [
      ...rows(yTicks, width, plot),
      ...[0, 0.25, 0.5, 0.75, 1].map((tick) => below(toX(tick), formatShare(tick, 0), tick === 1)),
      text(toX(1), bottom + 36, 'problems that the strong model gets', { textAnchor: 'end' }),
      ...perfectLine(perfect, width, plot),
      ...chance({ x: toX(0), y: toY(weak.accuracy ?? 0) }, { x: toX(1), y: toY(strong.accuracy ?? 0) }),
      route(points.map(({ share, accuracy }) => ({ x: toX(share), y: toY(accuracy) }))),
      ...crossing(curve, 0.8, plot),
      ...crossing(curve, 0.5, plot),
      ...end(toX(0), toY(weak.accuracy ?? 0), 'weak', 'start'),
      ...end(toX(1), toY(strong.accuracy ?? 0), 'strong', 'end'),
      ...(perfect.share === null || perfect.accuracy === null
        ? []
        : [dot(toX(perfect.share), toY(perfect.accuracy), 'var(--good)')]),
    ],
  }
}

/** The same against dollars; undefined where some are unknown. */
export function routingCostScene(curve: RoutingCurve, width: number, unit: MoneyUnit): Scene | undefined {
  const { points, perfect, weak, strong } = curve
  const priced = points.flatMap(({ usdPerProblem: usd, accuracy }) => (usd === null ? [] : [{ usd, accuracy }]))
  const last = priced.at(-1)
  if (weak.usdPerProblem === null || strong.usdPerProblem === null || last === undefined) return undefined
  const problems = problemsOf(unit)
  const most = Math.max(...priced.map(({ usd }) => usd), strong.usdPerProblem, perfect.usdPerProblem ?? 0)
  if (most <= 0) return undefined
  const xTicks = ticksFromZero(most * problems)
  const yTicks = accuracyTicks(curve)
  const plot = plotOf(width, xTicks.at(-1) ?? 1, yTicks)
  const { toY } = plot
  const toX = (usd: number): number => plot.toX(usd * problems)
  const [from, to] = [
    { x: toX(weak.usdPerProblem), y: toY(weak.accuracy ?? 0) },
    { x: toX(strong.usdPerProblem), y: toY(strong.accuracy ?? 0) },
  ]
  return {
    width,
    height,
    label: `Right answers against dollars per problem: ${weak.model} ${formatShare(weak.accuracy)} at ${formatUsd(weak.usdPerProblem)}, ${strong.model} ${formatShare(strong.accuracy)} at ${formatUsd(strong.usdPerProblem)}`,
    marks: [
      ...rows(yTicks, width, plot),
      ...xTicks.map((tick, at) => below(plot.toX(tick), tick === 0 ? '$0' : formatUsd(tick), at === xTicks.length - 1)),
      text(width - right, bottom + 36, axisWords(unit), { textAnchor: 'end' }),
      ...perfectLine(perfect, width, plot),
      // Mixing the two at random asks one of them for each problem.
      ...chance(from, to),
      route(priced.map(({ usd, accuracy }) => ({ x: toX(usd), y: toY(accuracy) }))),
      ...end(from.x, from.y, 'weak', 'start'),
      ...end(to.x, to.y, 'strong', 'end'),
      ...(curve.paysBoth ? [dot(toX(last.usd), toY(last.accuracy), 'var(--accent)')] : []),
      ...(perfect.usdPerProblem === null || perfect.accuracy === null
        ? []
        : [dot(toX(perfect.usdPerProblem), toY(perfect.accuracy), 'var(--good)')]),
    ],
  }
}

function accuracyTicks({ points, perfect }: RoutingCurve): number[] {
  const shares = [...points.map(({ accuracy }) => accuracy), perfect.accuracy ?? 0]
  const [least, most] = [Math.min(...shares), Math.max(...shares)]
  const ticks = shareTicks(least, most)
  return ticks.length > 1 ? ticks : shareTicks(Math.max(0, least - 0.02), Math.min(1, most + 0.02))
}

function plotOf(width: number, mostX: number, yTicks: readonly number[]): Plot {
  const [fromY, toY] = [yTicks[0] ?? 0, yTicks.at(-1) ?? 1]
  return {
    toX: (value) => left + (value / mostX) * (width - left - right),
    toY: (accuracy) => bottom - ((accuracy - fromY) / (toY - fromY)) * (bottom - top),
  }
}

function rows(yTicks: readonly number[], width: number, { toY }: Plot): Mark[] {
  return [
    ...yTicks.flatMap((tick) => [
      line(left, toY(tick), width - right, toY(tick), { stroke: 'var(--line)' }),
      text(left - 8, toY(tick) + 4, formatShare(tick, 0), { textAnchor: 'end' }),
    ]),
    text(left, top - 22, 'right answers'),
  ]
}

function below(x: number, words: string, isLast: boolean): Mark {
  return text(x, bottom + 17, words, { textAnchor: isLast ? 'end' : 'middle' })
}

function perfectLine({ accuracy }: RoutingCurve['perfect'], width: number, { toY }: Plot): Mark[] {
  if (accuracy === null) return []
  const y = toY(accuracy)
  return [
    line(left, y, width - right, y, { stroke: 'var(--good)', strokeDasharray: '2 4' }),
    text(width - right, y - 6, `perfect router ${formatShare(accuracy)}`, {
      textAnchor: 'end',
      fill: 'var(--good)',
      fontSize: 11,
    }),
  ]
}

interface Place {
  x: number
  y: number
}

/** What a random order comes to on average. */
function chance(from: Place, to: Place): Mark[] {
  return [
    line(from.x, from.y, to.x, to.y, { stroke: 'var(--ink-3)', strokeDasharray: '4 4' }),
    text(from.x + (to.x - from.x) * 0.72 + 4, from.y + (to.y - from.y) * 0.72 + 18, 'random', { fontSize: 11 }),
  ]
}

function route(places: readonly Place[]): Mark {
  return path(places, { stroke: 'var(--accent)', strokeWidth: 2, strokeLinejoin: 'round' })
}

/** Where the curve first recovers so much of the gap; each in a row of its own, as two may be near each other. */
function crossing(curve: RoutingCurve, gap: 0.5 | 0.8, { toX, toY }: Plot): Mark[] {
  const [share, row] = gap === 0.5 ? [curve.cpt50, 0] : [curve.cpt80, 1]
  const point = share === null ? undefined : curve.points.find((one) => one.share >= share - 1e-12)
  if (share === null || point === undefined) return []
  const [x, y] = [toX(share), toY(point.accuracy)]
  return [
    line(x, y, x, bottom, { stroke: 'var(--accent)', strokeDasharray: '1 3' }),
    dot(x, y, 'var(--accent)'),
    text(share > 0.75 ? x - 5 : x + 5, bottom - 7 - row * 15, `CPT(${gap * 100}) ${formatShare(share)}`, {
      textAnchor: share > 0.75 ? 'end' : 'start',
      fontSize: 11,
      fill: 'var(--ink-2)',
      ...halo,
    }),
  ]
}

function end(x: number, y: number, words: string, side: 'start' | 'end'): Mark[] {
  const away = side === 'start' ? 8 : -8
  return [
    dot(x, y, 'var(--ink-2)'),
    text(x + away, y + 18, words, { textAnchor: side, fill: 'var(--ink)', fontWeight: 600, ...halo }),
  ]
}

function dot(x: number, y: number, fill: string): Mark {
  return circle(x, y, 4.5, { fill, stroke: 'var(--surface)', strokeWidth: 1.5 })
}
