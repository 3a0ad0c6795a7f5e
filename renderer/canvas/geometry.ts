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

/** A curve to a target ahead; a way round below both cards to one behind. `floor` is the lower of their bottom edges. */
export function drawEdge(source: Point, target: Point, floor: number): EdgeLine {
  return target.x - source.x >= nearestAhead ? curveAhead(source, target) : wayBack(source, target, floor)
}

function curveAhead(source: Point, target: Point): EdgeLine {
  const bend = Math.max(leastBend, (target.x - source.x) / 2)
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
const belowBy = 26
const corner = 12

function wayBack(source: Point, target: Point, floor: number): EdgeLine {
  const right = source.x + outBy
  const left = target.x - outBy
  const bottom = floor + belowBy
  const path = [
    `M${source.x},${source.y}`,
    `H${right - corner}`,
    `Q${right},${source.y} ${right},${source.y + corner}`,
    `V${bottom - corner}`,
    `Q${right},${bottom} ${right - corner},${bottom}`,
    `H${left + corner}`,
    `Q${left},${bottom} ${left},${bottom - corner}`,
    `V${target.y + corner}`,
    `Q${left},${target.y} ${left + corner},${target.y}`,
    `H${target.x}`,
  ].join(' ')
  // Only the stretch below the cards has room for a chip.
  return { path, pointAt: (t) => ({ x: right - corner + (left - right + 2 * corner) * t, y: bottom }) }
}
