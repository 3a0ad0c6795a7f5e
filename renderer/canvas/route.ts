import { type Box, boxesTouch, curveBetween, drawEdge, type EdgeLine, type Point } from './geometry'

/** A stretch that an edge already runs along, so that the next one keeps beside it. */
interface Lane {
  y: number
  left: number
  right: number
}

export interface RouteRequest {
  source: Point
  target: Point
  from: Box
  to: Box
}

/** How far an edge keeps from the cards that it goes round, and edges in one gap from each other. */
const clearance = 13
const laneGap = 8
const lanesTried = 4
/** Over what width an edge turns into its lane. */
const turnWidth = 44

/**
 * Lines for edges, one after the other. One that would run behind cards goes round them, along a free lane above or below;
 * where there is none it is drawn straight, as it would be without them.
 */
export function routeEdges(requests: readonly RouteRequest[], cards: readonly Box[]): EdgeLine[] {
  const lanes: Lane[] = []
  return requests.map((request) => {
    const direct = drawEdge(request.source, request.target, request.from, request.to)
    const left = request.source.x + turnWidth
    const right = request.target.x - turnWidth
    if (right - left < turnWidth) return direct
    const between = cards.filter(
      (card) =>
        card !== request.from &&
        card !== request.to &&
        card.x < right + turnWidth &&
        card.x + card.width > left - turnWidth,
    )
    if (!runsInto(direct, between)) return direct
    for (const y of laneHeights(request, between)) {
      const lane = { y, left, right }
      if (lanes.some((other) => areOneLane(lane, other))) continue
      const line = alongLane(request, lane)
      if (runsInto(line, between)) continue
      lanes.push(lane)
      return line
    }
    return direct
  })
}

/** Just above and below each card that is in the way, the least detour first. */
function laneHeights({ source, target }: RouteRequest, cards: readonly Box[]): number[] {
  const heights = cards.flatMap(({ y, height }) =>
    Array.from({ length: lanesTried }, (_, index) => clearance + index * laneGap).flatMap((by) => [
      y - by,
      y + height + by,
    ]),
  )
  const detour = (y: number) => Math.abs(y - source.y) + Math.abs(y - target.y)
  return [...new Set(heights)].sort((a, b) => detour(a) - detour(b))
}

function areOneLane(a: Lane, b: Lane): boolean {
  return Math.abs(a.y - b.y) < laneGap && a.left < b.right && b.left < a.right
}

function alongLane({ source, target }: RouteRequest, { y, left, right }: Lane): EdgeLine {
  const enter = curveBetween(source, { x: left, y })
  const leave = curveBetween({ x: right, y }, target)
  const turn = 0.2
  return {
    path: `${enter.path} H${right} ${leave.path.replace(/^M\S+ /, '')}`,
    pointAt(share) {
      if (share < turn) return enter.pointAt(share / turn)
      if (share > 1 - turn) return leave.pointAt((share - 1 + turn) / turn)
      return { x: left + ((right - left) * (share - turn)) / (1 - 2 * turn), y }
    },
  }
}

const samples = 48

function runsInto(line: EdgeLine, cards: readonly Box[]): boolean {
  if (cards.length === 0) return false
  for (let index = 1; index < samples; index += 1) {
    const { x, y } = line.pointAt(index / samples)
    if (cards.some((card) => boxesTouch({ x, y, width: 0, height: 0 }, card, 4))) return true
  }
  return false
}
