import { type Box, boxesTouch, type EdgeLine, type Point } from './geometry'

export interface ChipRequest {
  id: string
  line: EdgeLine
  /** From the fullest to the shortest wording; the first that fits is taken. */
  wordings: readonly string[]
}

export interface Chip extends Point {
  text: string
}

const characterWidth = 6.4
const padding = 14
const chipHeight = 18
const gap = 3
const shares = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.12, 0.88]
/** Off the line, above or below: first choice where a chip would hide most of the line, last where the line is long. */
const lifts = [-17, 17, -26, 26, -38, 38]
const mostHidden = 0.6

/**
 * Finds each chip a place on its edge, or just beside it, where it covers neither a card nor another chip. An edge that has
 * no such place gets no chip: its figures are still in its name for screen readers and in its tooltip. `middle` of the chip.
 */
export function placeChips(requests: readonly ChipRequest[], cards: readonly Box[]): Map<string, Chip> {
  const placed = new Map<string, Chip>()
  const taken: Box[] = []
  for (const request of requests) {
    const found = findPlace(request, cards, taken)
    if (found === undefined) continue
    placed.set(request.id, found)
    taken.push(boxAround(found, found.text))
  }
  return placed
}

function findPlace(request: ChipRequest, cards: readonly Box[], taken: readonly Box[]): Chip | undefined {
  const start = request.line.pointAt(0)
  const end = request.line.pointAt(1)
  const length = Math.hypot(end.x - start.x, end.y - start.y)
  for (const text of request.wordings) {
    const isShort = boxAround(start, text).width > length * mostHidden
    for (const lift of isShort ? [...lifts, 0] : [0, ...lifts]) {
      for (const share of shares) {
        const on = request.line.pointAt(share)
        const at = { x: on.x, y: on.y + lift }
        const box = boxAround(at, text)
        const isFree =
          !cards.some((card) => boxesTouch(box, card, gap)) && !taken.some((chip) => boxesTouch(box, chip, gap))
        if (isFree) return { ...at, text }
      }
    }
  }
  return undefined
}

function boxAround(middle: Point, text: string): Box {
  const width = text.length * characterWidth + padding
  return { x: middle.x - width / 2, y: middle.y - chipHeight / 2, width, height: chipHeight }
}
