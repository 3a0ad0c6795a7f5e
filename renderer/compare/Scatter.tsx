import {
  CartesianGrid,
  Scatter as Dots,
  ErrorBar,
  ResponsiveContainer,
  ScatterChart,
  type ScatterShapeProps,
  Tooltip,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts'
import { formatCount, formatHalfWidth, formatShare, formatUsd } from '../../shared/format'
import styles from './ComparePage.module.css'
import { DotLabels } from './DotLabels'
import { DotTooltip } from './DotTooltip'
import type { CompareRow } from './rows'
import { logTicks, shareTicks } from './scale'

export interface Drawn {
  row: CompareRow
  x: number
  y: number
  /** How far the whisker reaches below and above. */
  whisker: [number, number]
}

/** Accuracy against dollars per 1,000 problems, on a logarithmic scale; the line joins the designs that no other beats. */
export function Scatter({ rows }: { rows: readonly CompareRow[] }) {
  const drawn = rows.flatMap(drawRow)
  const left = rows.filter((row) => !drawn.some((dot) => dot.row === row))
  return (
    <>
      {drawn.length > 0 ? (
        <>
          <Chart drawn={drawn} />
          <p className={styles.legend}>
            Each dot is a design; whiskers are 95 % intervals; the line joins the designs that no other beats in both.
          </p>
        </>
      ) : (
        <p className={styles.empty}>
          {rows.some(({ usd }) => usd === null) ? 'What these runs cost is not known' : 'These runs cost nothing'}, so
          there is no dollar axis to draw them on.
        </p>
      )}
      {left.map((row) => (
        <p key={row.id} className={styles.legend}>
          <b>{row.label}</b> is not drawn: {reasonOf(row)}. Right: {formatShare(row.accuracy)}{' '}
          {formatHalfWidth(row.accuracyInterval)}.
        </p>
      ))}
    </>
  )
}

function drawRow(row: CompareRow): Drawn[] {
  const { usdPerThousand: x, accuracy: y, accuracyInterval } = row
  if (x === null || x <= 0 || y === null || accuracyInterval === null) return []
  return [{ row, x, y, whisker: [y - accuracyInterval[0], accuracyInterval[1] - y] }]
}

function reasonOf({ usd, problems }: CompareRow): string {
  if (problems === 0) return 'it has no problems in common with the others'
  return usd === null ? 'what it cost is unknown' : 'it cost nothing, which has no place on this scale'
}

/** The steps of the frontier: the best accuracy that each sum buys. */
export function stepsOf(drawn: readonly Drawn[], end: number): { x: number; y: number }[] {
  const best = drawn.filter(({ row }) => row.isBest).sort((a, b) => a.x - b.x)
  const steps = best.flatMap(({ x, y }, index) => {
    const before = best[index - 1]
    return before === undefined
      ? [{ x, y }]
      : [
          { x, y: before.y },
          { x, y },
        ]
  })
  const last = best.at(-1)
  return last === undefined ? [] : [...steps, { x: end, y: last.y }]
}

const axis = { stroke: 'var(--line)', tick: { fill: 'var(--ink-3)' }, tickLine: false }

function Chart({ drawn }: { drawn: readonly Drawn[] }) {
  const xs = drawn.map(({ x }) => x)
  const xTicks = logTicks(Math.min(...xs), Math.max(...xs))
  const yTicks = shareTicks(
    Math.min(...drawn.map(({ y, whisker }) => y - whisker[0])),
    Math.max(...drawn.map(({ y, whisker }) => y + whisker[1])),
  )
  const end = xTicks.at(-1) ?? 1
  const steps = stepsOf(drawn, end)
  const words = drawn.map(({ row, x, y }) => `${row.label}: ${formatShare(y)} at ${formatUsd(x)}`).join('; ')
  return (
    <div className={styles.chart} role="img" aria-label={`Accuracy against dollars per 1,000 problems. ${words}`}>
      <ResponsiveContainer width="100%" height="100%">
        <ScatterChart margin={{ top: 24, right: 24, bottom: 24, left: 4 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" strokeOpacity={0.7} />
          <XAxis
            type="number"
            dataKey="x"
            scale="log"
            domain={[xTicks[0] ?? 0.1, end]}
            ticks={xTicks}
            interval={0}
            tickFormatter={formatTick}
            label={{
              value: 'dollars per 1,000 problems, log scale',
              position: 'insideBottomRight',
              offset: -14,
              fill: 'var(--ink-3)',
            }}
            {...axis}
          />
          <YAxis
            type="number"
            dataKey="y"
            domain={[yTicks[0] ?? 0, yTicks.at(-1) ?? 1]}
            ticks={yTicks}
            interval={0}
            width={52}
            tickFormatter={(share: number) => formatShare(share, 0)}
            label={{ value: 'right answers', position: 'top', offset: 12, dx: 14, fill: 'var(--ink-3)' }}
            {...axis}
          />
          <Tooltip content={DotTooltip} cursor={false} isAnimationActive={false} />
          <Dots
            data={steps}
            line={{ stroke: 'var(--accent)', strokeWidth: 2 }}
            shape={() => <g />}
            isAnimationActive={false}
            tooltipType="none"
            legendType="none"
          />
          <Dots data={[...drawn]} shape={Dot} isAnimationActive={false}>
            <ErrorBar
              dataKey="whisker"
              direction="y"
              width={0}
              strokeWidth={2}
              stroke="var(--ink-3)"
              isAnimationActive={false}
            />
          </Dots>
          <ZIndexLayer zIndex={2000}>
            <DotLabels drawn={drawn} steps={steps} />
          </ZIndexLayer>
        </ScatterChart>
      </ResponsiveContainer>
    </div>
  )
}

function formatTick(usd: number): string {
  return usd >= 1 ? `$${formatCount(usd)}` : `$${usd}`
}

function Dot({ cx, cy, payload }: ScatterShapeProps) {
  const { row } = payload as Drawn
  const fill = row.isBest ? 'var(--accent)' : 'var(--ink-3)'
  return <circle cx={cx} cy={cy} r={5.5} fill={fill} stroke="var(--surface)" strokeWidth={1.5} />
}
