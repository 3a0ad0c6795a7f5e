import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts'
import type { Drawn } from './Scatter'
import { placeLabels } from './scale'

interface DotLabelsProps {
  drawn: readonly Drawn[]
  steps: readonly { x: number; y: number }[]
}

/** The names of the dots, where they touch neither each other nor the line. */
export function DotLabels({ drawn, steps }: DotLabelsProps) {
  const toX = useXAxisScale()
  const toY = useYAxisScale()
  const area = usePlotArea()
  if (toX === undefined || toY === undefined || area === undefined) return null
  const at = (x: number, y: number) => ({ x: toX(x) ?? 0, y: toY(y) ?? 0 })
  const dots = drawn.map(({ row, x, y, whisker }) => ({
    id: row.id,
    ...at(x, y),
    top: toY(y + whisker[1]) ?? 0,
    bottom: toY(y - whisker[0]) ?? 0,
    text: row.label,
  }))
  const corners = steps.map(({ x, y }) => at(x, y))
  const lines = corners.slice(1).map((corner, index) => {
    const before = corners[index] ?? corner
    return {
      left: Math.min(before.x, corner.x) - 1,
      right: Math.max(before.x, corner.x) + 1,
      top: Math.min(before.y, corner.y) - 1,
      bottom: Math.max(before.y, corner.y) + 1,
    }
  })
  const edges = { left: area.x, top: area.y - 20, right: area.x + area.width + 20, bottom: area.y + area.height }
  return placeLabels(dots, lines, edges).map(({ id, x, y, text }) => (
    <text key={id} x={x} y={y} fill="var(--ink)" fontWeight={500}>
      {text}
    </text>
  ))
}
