import { formatCount, formatShare } from '../format'
import type { EscalationEvidence } from '../router-evidence'
import { shareTicks } from './scale'
import { circle, line, path, type Scene, text } from './scene'

/** The rate of escalation in equal stretches of the dataset, with their intervals and the rate of all. */
export function rateScene({ title, overTime, rate }: EscalationEvidence, width: number): Scene {
  const [left, right, top, bottom] = [48, width - 14, 24, 196]
  const shares = overTime.flatMap(({ rate: { interval } }) => interval ?? [])
  const ticks = shareTicks(Math.min(...shares, rate.share ?? 0), Math.max(...shares, rate.share ?? 0.1))
  const [fromY, toY] = [ticks[0] ?? 0, ticks.at(-1) ?? 1]
  const y = (share: number): number => bottom - ((share - fromY) / (toY - fromY)) * (bottom - top)
  const x = (part: number): number => left + ((part + 0.5) / overTime.length) * (right - left)
  const points = overTime.flatMap(({ rate: { share } }, part) => (share === null ? [] : [{ x: x(part), y: y(share) }]))
  const [first, last] = [overTime[0], overTime.at(-1)]
  return {
    width,
    height: bottom + 44,
    label: `Escalation rate of ${title} in the order of the problems; ${formatShare(rate.share)} in all.`,
    marks: [
      ...ticks.flatMap((tick) => [
        line(left, y(tick), right, y(tick), { stroke: 'var(--line)' }),
        text(left - 8, y(tick) + 4, formatShare(tick, 0), { textAnchor: 'end' }),
      ]),
      line(left, y(rate.share ?? 0), right, y(rate.share ?? 0), { stroke: 'var(--ink-3)', strokeDasharray: '4 4' }),
      ...overTime.flatMap(({ rate: { interval } }, part) =>
        interval === null
          ? []
          : [line(x(part), y(interval[0]), x(part), y(interval[1]), { stroke: 'var(--line-strong)', strokeWidth: 2 })],
      ),
      path(points, { stroke: 'var(--accent)', strokeWidth: 1.5 }),
      ...points.map((point) => circle(point.x, point.y, 3.5, { fill: 'var(--accent)' })),
      text(left, top - 10, 'escalated'),
      text(left, bottom + 18, `problem ${formatCount((first?.from ?? 0) + 1)}`),
      text(right, bottom + 18, formatCount((last?.to ?? 0) + 1), { textAnchor: 'end' }),
      text(right, bottom + 36, 'in the order of the dataset', { textAnchor: 'end' }),
    ],
  }
}
