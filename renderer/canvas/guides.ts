import type { Box } from './geometry'

/** A line that shows what is in line with what, in canvas units. */
export interface Guide {
  x1: number
  y1: number
  x2: number
  y2: number
}

export interface Snap {
  /** How far what is dragged has to move to be in line. */
  dx: number
  dy: number
  guides: readonly Guide[]
}

const free: Snap = { dx: 0, dy: 0, guides: [] }

/** Whether a dragged box is nearly in line with others, by its edges or its middle: the nearest in each direction counts. */
export function snapTo(box: Box, others: readonly Box[], reach: number): Snap {
  const across = nearest(stopsX(box), others, stopsX, reach)
  const down = nearest(stopsY(box), others, stopsY, reach)
  if (across === undefined && down === undefined) return free
  const dx = across?.by ?? 0
  const dy = down?.by ?? 0
  const moved = { ...box, x: box.x + dx, y: box.y + dy }
  const guides: Guide[] = []
  if (across !== undefined) {
    const [top, bottom] = extent([moved, across.other], ({ y, height }) => [y, y + height])
    guides.push({ x1: across.at, y1: top, x2: across.at, y2: bottom })
  }
  if (down !== undefined) {
    const [left, right] = extent([moved, down.other], ({ x, width }) => [x, x + width])
    guides.push({ x1: left, y1: down.at, x2: right, y2: down.at })
  }
  return { dx, dy, guides }
}

type Stops = readonly [number, number, number]

const stopsX = ({ x, width }: Box): Stops => [x, x + width / 2, x + width]
/** Cards are of many heights: the top, which is where edges enter, the middle and the foot. */
const stopsY = ({ y, height }: Box): Stops => [y, y + height / 2, y + height]

interface Nearest {
  by: number
  /** Where the line lies. */
  at: number
  other: Box
}

/** Like stops only: an edge is in line with the same edge, a middle with a middle. */
function nearest(mine: Stops, others: readonly Box[], stops: (box: Box) => Stops, reach: number): Nearest | undefined {
  let best: Nearest | undefined
  for (const other of others) {
    for (const [index, at] of stops(other).entries()) {
      const by = at - (mine[index] ?? 0)
      if (Math.abs(by) <= reach && (best === undefined || Math.abs(by) < Math.abs(best.by))) best = { by, at, other }
    }
  }
  return best
}

function extent(boxes: readonly Box[], ends: (box: Box) => readonly [number, number]): [number, number] {
  const all = boxes.flatMap(ends)
  return [Math.min(...all) - 8, Math.max(...all) + 8]
}

/** The box round all of these. */
export function boxRound(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const right = Math.max(...boxes.map((box) => box.x + box.width))
  const bottom = Math.max(...boxes.map((box) => box.y + box.height))
  return { x, y, width: right - x, height: bottom - y }
}
