export interface Point {
  x: number
  y: number
}

export interface Box extends Point {
  width: number
  height: number
}

export interface Line {
  /** The path of an SVG element. */
  path: string
  /** Halfway along it. */
  middle: Point
  box: Box
}

const leastBend = 28
const outBy = 18
const channelGap = 24

/** A curve from a card's right edge to the left edge of one ahead; round the cards to one behind. Heights are from the cards' tops. */
export function lineBetween(from: Box, portY: number, to: Box, entryY: number): Line {
  const source = { x: from.x + from.width, y: from.y + portY }
  const target = { x: to.x, y: to.y + entryY }
  return target.x > source.x ? ahead(source, target) : back(source, target, channelOf(from, to))
}

function ahead(source: Point, target: Point): Line {
  const bend = Math.max(leastBend, (target.x - source.x) / 2)
  const points = [`${n(source.x + bend)},${n(source.y)}`, `${n(target.x - bend)},${n(target.y)}`, at(target)]
  return {
    path: `M${at(source)} C${points.join(' ')}`,
    middle: { x: (source.x + target.x) / 2, y: (source.y + target.y) / 2 },
    box: around(source, target),
  }
}

/** The height at which a line leads back: between two rows of cards where there is room, else below both. */
function channelOf(from: Box, to: Box): number {
  const below = to.y - (from.y + from.height)
  if (below >= channelGap) return to.y - below / 2
  const above = from.y - (to.y + to.height)
  if (above >= channelGap) return from.y - above / 2
  return Math.max(from.y + from.height, to.y + to.height) + channelGap
}

function back(source: Point, target: Point, channel: number): Line {
  const right = { x: source.x + outBy, y: channel }
  const left = { x: target.x - outBy, y: channel }
  const corners = [source, { x: right.x, y: source.y }, right, left, { x: left.x, y: target.y }, target]
  return {
    path: rounded(corners),
    middle: { x: (left.x + right.x) / 2, y: channel },
    box: corners.map((corner) => around(corner, corner)).reduce(joined),
  }
}

const roundest = 12

/** The stretches between the corners, each corner rounded as far as the shorter of its stretches allows. */
function rounded(corners: readonly Point[]): string {
  const parts = corners.map((corner, index) => {
    const [before, after] = [corners[index - 1], corners[index + 1]]
    if (before === undefined) return `M${at(corner)}`
    if (after === undefined) return `L${at(corner)}`
    const size = Math.min(roundest, distance(before, corner) / 2, distance(corner, after) / 2)
    return `L${at(towards(corner, before, size))} Q${at(corner)} ${at(towards(corner, after, size))}`
  })
  return parts.join(' ')
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function towards(from: Point, to: Point, by: number): Point {
  const share = by === 0 ? 0 : by / distance(from, to)
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

function around(a: Point, b: Point): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
}

function joined(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  const [right, bottom] = [Math.max(a.x + a.width, b.x + b.width), Math.max(a.y + a.height, b.y + b.height)]
  return { x, y, width: right - x, height: bottom - y }
}

const at = ({ x, y }: Point) => `${n(x)},${n(y)}`

/** A number as short as a picture needs it. */
export function n(value: number): string {
  return String(Math.round(value * 100) / 100)
}
