/** The measures of a card, in canvas units. `NodeCard.module.css` draws by the same numbers. */
export const cardWidth = 196
export const headHeight = 62
export const portHeight = 20
export const footHeight = 27
const bottomGap = 8
/** The height at which edges enter: the middle of the title. */
export const entryY = 24

export interface Point {
  x: number
  y: number
}

export interface Box extends Point {
  width: number
  height: number
}

export function cardHeight(ports: number, hasFoot: boolean): number {
  return headHeight + ports * portHeight + (hasFoot ? footHeight + (ports > 0 ? 4 : 0) : ports > 0 ? bottomGap : 4)
}

/** The middle of a port's row, from the card's top. */
export function portY(index: number): number {
  return headHeight + index * portHeight + portHeight / 2
}

export function boxesTouch(a: Box, b: Box, gap = 0): boolean {
  return (
    a.x - gap < b.x + b.width && b.x - gap < a.x + a.width && a.y - gap < b.y + b.height && b.y - gap < a.y + a.height
  )
}

/** An edge's line: what to draw, and where it lies from 0 (its port) to 1 (its target). */
export interface EdgeLine {
  path: string
  pointAt: (share: number) => Point
}

const leastBend = 28
/** A target nearer than this to the right of its source is behind it, as far as drawing goes. */
const nearestAhead = 8

/** A curve to a target ahead; round the cards to one behind. The points lie on the right and the left edge of the boxes. */
export function drawEdge(source: Point, target: Point, from: Box, to: Box): EdgeLine {
  return target.x - source.x >= nearestAhead ? curveAhead(source, target) : wayBack(source, target, channelY(from, to))
}

const leastChannel = 24
const belowBy = 26

/** The height at which a line leads back: between two rows of cards where they are apart, else below both. */
function channelY(from: Box, to: Box): number {
  const gapBelow = to.y - (from.y + from.height)
  if (gapBelow >= leastChannel) return to.y - Math.min(gapBelow / 2, belowBy)
  const gapAbove = from.y - (to.y + to.height)
  if (gapAbove >= leastChannel) return from.y - Math.min(gapAbove / 2, belowBy)
  return Math.max(from.y + from.height, to.y + to.height) + belowBy
}

function curveAhead(source: Point, target: Point): EdgeLine {
  return curveBetween(source, target, Math.max(leastBend, (target.x - source.x) / 2))
}

/** A curve that leaves and arrives level. */
export function curveBetween(source: Point, target: Point, bend = (target.x - source.x) / 2): EdgeLine {
  const a = { x: source.x + bend, y: source.y }
  const b = { x: target.x - bend, y: target.y }
  return {
    path: `M${source.x},${source.y} C${a.x},${a.y} ${b.x},${b.y} ${target.x},${target.y}`,
    pointAt(t) {
      const s = 1 - t
      const along = (p: number, q: number, r: number, u: number) =>
        s * s * s * p + 3 * s * s * t * q + 3 * s * t * t * r + t * t * t * u
      return { x: along(source.x, a.x, b.x, target.x), y: along(source.y, a.y, b.y, target.y) }
    },
  }
}

const outBy = 18
const roundest = 12

function wayBack(source: Point, target: Point, channel: number): EdgeLine {
  const right = source.x + outBy
  const left = target.x - outBy
  const out = turn(source.y, channel)
  const back = turn(channel, target.y)
  const path = [
    `M${source.x},${source.y}`,
    `H${right - out.size}`,
    `Q${right},${source.y} ${right},${source.y + out.by}`,
    `V${channel - out.by}`,
    `Q${right},${channel} ${right - out.size},${channel}`,
    `H${left + back.size}`,
    `Q${left},${channel} ${left},${channel + back.by}`,
    `V${target.y - back.by}`,
    `Q${left},${target.y} ${left + back.size},${target.y}`,
    `H${target.x}`,
  ].join(' ')
  // Only the stretch along the channel has room for a chip.
  const start = right - roundest
  return { path, pointAt: (t) => ({ x: start + (left + roundest - start) * t, y: channel }) }
}

/** A rounded corner on the way from one height to another, smaller where they are near. */
function turn(from: number, to: number): { size: number; by: number } {
  const size = Math.min(roundest, Math.abs(to - from) / 2)
  return { size, by: Math.sign(to - from) * size }
}
