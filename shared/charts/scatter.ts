import { formatCount, formatShare, formatUsd } from '../format'
import { placeLabels } from './place-labels'
import { logPlace, logTicks, shareTicks } from './scale'
import { circle, cut, group, line, type Mark, path, type Scene, text } from './scene'

export interface ScatterDot {
  id: string
  label: string
  accuracy: number
  interval: readonly [number, number]
  /** Dollars, above 0: a logarithmic scale has no place for none. */
  usd: number
  /** No other beats it in both. */
  isBest: boolean
  /** It misses its own latency budget. */
  isTooSlow: boolean
  /** It is what everything is compared with. */
  isBaseline: boolean
  /** It is the one that is looked at. */
  isFocus: boolean
}

/** A longer name finds no place in the picture; pointing at its dot shows it in full. */
const LONGEST = 36

interface Frame {
  left: number
  right: number
  top: number
  bottom: number
  toX: (usd: number) => number
  toY: (share: number) => number
}

/** Accuracy against dollars on a logarithmic scale; the line joins the designs that no other beats. */
export function scatterScene(
  dots: readonly ScatterDot[],
  { width, height, axis }: { width: number; height: number; axis: string },
): Scene {
  const xTicks = logTicks(Math.min(...dots.map(({ usd }) => usd)), Math.max(...dots.map(({ usd }) => usd)))
  const yTicks = shareTicks(
    Math.min(...dots.map(({ interval }) => interval[0])),
    Math.max(...dots.map(({ interval }) => interval[1])),
  )
  const frame = frameOf(width, height, xTicks, yTicks)
  const steps = frontierSteps(dots, frame)
  // What is no choice must not hide one that is.
  const drawn = dots.toSorted((a, b) => Number(b.isTooSlow) - Number(a.isTooSlow))
  const words = dots.map(({ label, accuracy, usd }) => `${label}: ${formatShare(accuracy)} at ${formatUsd(usd)}`)
  return {
    width,
    height,
    label: `Right answers against ${axis}. ${words.join('; ')}`,
    marks: [
      ...axes(frame, xTicks, yTicks, axis),
      ...frontier(steps, frame),
      ...drawn.map((dot) => whisker(dot, frame)),
      ...drawn.map((dot) => dotMark(dot, frame)),
      ...labels(dots, steps, frame),
    ],
  }
}

function frameOf(width: number, height: number, xTicks: readonly number[], yTicks: readonly number[]): Frame {
  const [left, right, top, bottom] = [56, width - 20, 30, height - 46]
  const [fromX, toX] = [xTicks[0] ?? 0.1, xTicks.at(-1) ?? 1]
  const [fromY, toY] = [yTicks[0] ?? 0, yTicks.at(-1) ?? 1]
  return {
    left,
    right,
    top,
    bottom,
    toX: (usd) => left + logPlace(usd, fromX, toX) * (right - left),
    toY: (share) => bottom - ((share - fromY) / (toY - fromY)) * (bottom - top),
  }
}

function axes(frame: Frame, xTicks: readonly number[], yTicks: readonly number[], axis: string): Mark[] {
  const { left, right, top, bottom, toX, toY } = frame
  const grid = { stroke: 'var(--line)' }
  return [
    ...xTicks.flatMap((tick) => [
      line(toX(tick), top, toX(tick), bottom, grid),
      text(toX(tick), bottom + 17, tickWords(tick), { textAnchor: 'middle' }),
    ]),
    ...yTicks.flatMap((tick) => [
      line(left, toY(tick), right, toY(tick), grid),
      text(left - 9, toY(tick) + 4, formatShare(tick, 0), { textAnchor: 'end' }),
    ]),
    text(left, top - 14, 'right answers'),
    text(right, bottom + 37, `${axis}, log scale`, { textAnchor: 'end' }),
  ]
}

function tickWords(usd: number): string {
  if (usd >= 1) return `$${formatCount(usd)}`
  return usd >= 0.01 ? `$${usd.toFixed(2)}` : `$${usd}`
}

/** The steps of the frontier: the best accuracy that each sum buys. */
function frontierSteps(dots: readonly ScatterDot[], { right, toX, toY }: Frame): { x: number; y: number }[] {
  const best = dots.filter(({ isBest }) => isBest).sort((a, b) => a.usd - b.usd)
  const steps = best.flatMap(({ usd, accuracy }, at) => {
    const before = best[at - 1]
    const here = { x: toX(usd), y: toY(accuracy) }
    return before === undefined ? [here] : [{ x: here.x, y: toY(before.accuracy) }, here]
  })
  const last = steps.at(-1)
  return last === undefined ? [] : [...steps, { x: right, y: last.y }]
}

function frontier(steps: readonly { x: number; y: number }[], { bottom }: Frame): Mark[] {
  const [first, last] = [steps[0], steps.at(-1)]
  if (first === undefined || last === undefined) return []
  const area = [{ x: first.x, y: bottom }, ...steps, { x: last.x, y: bottom }]
  return [
    path(area, { fill: 'var(--accent)', fillOpacity: 0.06 }, true),
    path(steps, { stroke: 'var(--accent)', strokeWidth: 2, strokeLinejoin: 'round' }),
  ]
}

function colourOf({ isBest, isTooSlow }: ScatterDot): string {
  if (isTooSlow) return 'var(--bad)'
  return isBest ? 'var(--accent)' : 'var(--ink-3)'
}

function whisker(dot: ScatterDot, { toX, toY }: Frame): Mark {
  const x = toX(dot.usd)
  const stroke = { stroke: colourOf(dot), strokeWidth: 2 }
  return line(x, toY(dot.interval[0]), x, toY(dot.interval[1]), stroke)
}

function dotMark(dot: ScatterDot, { toX, toY }: Frame): Mark {
  const [x, y] = [toX(dot.usd), toY(dot.accuracy)]
  const colour = colourOf(dot)
  const shape = dot.isTooSlow
    ? [
        circle(x, y, 5.5, { fill: 'var(--surface)', stroke: colour, strokeWidth: 1.5 }),
        line(x - 8, y + 8, x + 8, y - 8, { stroke: colour, strokeWidth: 1.5 }),
      ]
    : [circle(x, y, 5.5, { fill: colour, stroke: 'var(--surface)', strokeWidth: 1.5 })]
  const ring = dot.isFocus ? [circle(x, y, 10, { fill: 'none', stroke: 'var(--focus)', strokeWidth: 2 })] : []
  // A wider circle that nobody sees is easier to point at.
  const target = circle(x, y, 14, { fill: 'var(--surface)', fillOpacity: 0 })
  return group({ 'data-id': dot.id }, [...ring, ...shape, target])
}

function labels(dots: readonly ScatterDot[], steps: readonly { x: number; y: number }[], frame: Frame): Mark[] {
  const { left, right, top, bottom, toX, toY } = frame
  const spots = dots.map((dot) => ({
    id: dot.id,
    x: toX(dot.usd),
    y: toY(dot.accuracy),
    top: Math.min(toY(dot.interval[1]), toY(dot.accuracy) - (dot.isFocus ? 10 : 0)),
    bottom: Math.max(toY(dot.interval[0]), toY(dot.accuracy) + (dot.isFocus ? 10 : 0)),
    text: labelOf(dot),
    isFirst: dot.isFocus || dot.isBaseline,
  }))
  const lines = steps.slice(1).map((step, at) => {
    const before = steps[at] ?? step
    return {
      left: Math.min(before.x, step.x) - 1,
      right: Math.max(before.x, step.x) + 1,
      top: Math.min(before.y, step.y) - 1,
      bottom: Math.max(before.y, step.y) + 1,
    }
  })
  const area = { left, top: top - 20, right: right + 16, bottom }
  return placeLabels(spots, lines, area).map(({ id, x, y, text: words }) => {
    const dot = dots.find((one) => one.id === id)
    const weight = dot?.isFocus || dot?.isBaseline ? 600 : 400
    return text(x, y, words, { fill: 'var(--ink)', fontWeight: weight, 'data-id': id })
  })
}

function labelOf({ label, isTooSlow, isBaseline }: ScatterDot): string {
  const notes = [isTooSlow ? 'too slow' : '', isBaseline ? 'baseline' : ''].filter(Boolean).join(', ')
  const name = cut(label, LONGEST)
  return notes === '' ? name : `${name} (${notes})`
}
