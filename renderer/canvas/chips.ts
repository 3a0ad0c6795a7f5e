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
/** Just off the line, above or below: first choice where a chip would hide most of the line, second where the line is long. */
const nearLifts = [-17, 17]
/** So far off that a chip may seem another edge's: only where not even the shortest wording fits nearer. */
const farLifts = [-26, 26, -38, 38]
const mostHidden = 0.6

/** How much larger than life chips are drawn, so that they can be read on a canvas that is zoomed out: in few steps, as each moves them. */
export function chipScale(zoom: number): number {
  return Math.min(1.6, Math.max(1, Math.round((0.86 / zoom) * 5) / 5))
}

/** Chips with their places, and what these were found for. */
export interface PlacedChips {
  chips: ReadonlyMap<string, Chip>
  requests: ReadonlyMap<string, ChipRequest>
  cards: readonly Box[]
  scale: number
}

/**
 * Finds each chip a place on its edge, or just beside it, where it covers neither a card nor another chip, and no other edge
 * if that can be had; the point is its middle. An edge with no such place gets no chip: its name for screen readers still
 * says the figures. Given what was placed `before`, chips stay where they are for as long as their words are as long and
 * their edge and the cards are where they were: a run that streams changes figures ten times a second, and their lengths seldom.
 */
export function placeChips(
  requests: readonly ChipRequest[],
  cards: readonly Box[],
  scale = 1,
  before?: PlacedChips,
): PlacedChips {
  const isAsBefore = before?.scale === scale && areSame(before.cards, cards)
  const kept = new Map<string, Chip | undefined>()
  if (isAsBefore) {
    for (const request of requests) {
      const known = before.requests.get(request.id)
      if (known === undefined || !isAsLong(known, request)) continue
      const chip = before.chips.get(request.id)
      const wording = chip === undefined ? -1 : known.wordings.indexOf(chip.text)
      kept.set(request.id, chip && { ...chip, text: request.wordings[wording] ?? chip.text })
    }
  }
  const chips = kept.size === requests.length ? withoutAbsent(kept) : placeScaled(requests, cards, scale, kept)
  return { chips, requests: new Map(requests.map((request) => [request.id, request])), cards, scale }
}

function areSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at])
}

function isAsLong(a: ChipRequest, b: ChipRequest): boolean {
  return a.line === b.line && a.wordings.every((text, at) => text.length === b.wordings[at]?.length)
}

function withoutAbsent(kept: ReadonlyMap<string, Chip | undefined>): Map<string, Chip> {
  return new Map([...kept].flatMap(([id, chip]) => (chip === undefined ? [] : [[id, chip] as const])))
}

/** A chip drawn larger among cards is a chip of the usual size among cards drawn smaller. */
function placeScaled(
  requests: readonly ChipRequest[],
  cards: readonly Box[],
  scale: number,
  kept: ReadonlyMap<string, Chip | undefined>,
): Map<string, Chip> {
  const shrink = ({ x, y, text }: Chip): Chip => ({ x: x / scale, y: y / scale, text })
  const placed = placeUnscaled(
    requests.map((request) => ({ ...request, line: shrinkLine(request.line, scale) })),
    cards.map(({ x, y, width, height }) => ({
      x: x / scale,
      y: y / scale,
      width: width / scale,
      height: height / scale,
    })),
    new Map([...kept].map(([id, chip]) => [id, chip && shrink(chip)])),
  )
  for (const [id, { x, y, text }] of placed) placed.set(id, { x: x * scale, y: y * scale, text })
  return placed
}

function shrinkLine({ path, pointAt }: EdgeLine, scale: number): EdgeLine {
  return {
    path,
    pointAt(share) {
      const { x, y } = pointAt(share)
      return { x: x / scale, y: y / scale }
    },
  }
}

function placeUnscaled(
  requests: readonly ChipRequest[],
  cards: readonly Box[],
  kept: ReadonlyMap<string, Chip | undefined>,
): Map<string, Chip> {
  const placed = withoutAbsent(kept)
  const taken = [...placed.values()].map((chip) => boxAround(chip, chip.text))
  const samples = requests.map(({ line }) => sampleLine(line))
  const cells = sortIntoCells(samples)
  for (const [index, request] of requests.entries()) {
    if (kept.has(request.id)) continue
    // Only what lies near the line can be in the way: a large graph has many thousand points.
    const near = grow(boxAroundAll(samples[index] ?? []), reach)
    const found = findPlace(request, {
      cards: cards.filter((card) => boxesTouch(card, near)),
      chips: taken.filter((chip) => boxesTouch(chip, near)),
      points: pointsIn(cells, near, index),
    })
    if (found === undefined) continue
    placed.set(request.id, found)
    taken.push(boxAround(found, found.text))
  }
  return placed
}

const cellSize = 200

interface LinePoint extends Point {
  /** The place of its line in the list. */
  line: number
}

function sortIntoCells(samples: readonly (readonly Point[])[]): Map<string, LinePoint[]> {
  const cells = new Map<string, LinePoint[]>()
  for (const [line, along] of samples.entries()) {
    for (const { x, y } of along) {
      const key = `${Math.floor(x / cellSize)} ${Math.floor(y / cellSize)}`
      const known = cells.get(key)
      if (known === undefined) cells.set(key, [{ x, y, line }])
      else known.push({ x, y, line })
    }
  }
  return cells
}

/** The points in a box that belong to other lines. A line that crosses everything is not worth a search of everything. */
function pointsIn(cells: ReadonlyMap<string, readonly LinePoint[]>, box: Box, line: number): Point[] {
  const found: Point[] = []
  const left = Math.floor(box.x / cellSize)
  const top = Math.floor(box.y / cellSize)
  const right = Math.min(left + mostCells, Math.floor((box.x + box.width) / cellSize))
  const bottom = Math.min(top + mostCells, Math.floor((box.y + box.height) / cellSize))
  for (let column = left; column <= right; column += 1) {
    for (let row = top; row <= bottom; row += 1) {
      for (const point of cells.get(`${column} ${row}`) ?? []) {
        if (point.line !== line && isWithin(point, box)) found.push(point)
      }
    }
  }
  return found
}

const mostCells = 24

/** How far from its line a chip may reach: the highest lift and half of a long wording. */
const reach = 80
const stretches = 24

function sampleLine(line: EdgeLine): Point[] {
  return Array.from({ length: stretches + 1 }, (_, index) => line.pointAt(index / stretches))
}

interface InTheWay {
  cards: readonly Box[]
  chips: readonly Box[]
  /** Points of other edges' lines. */
  points: readonly Point[]
}

function findPlace(request: ChipRequest, { cards, chips, points }: InTheWay): Chip | undefined {
  const start = request.line.pointAt(0)
  const end = request.line.pointAt(1)
  const length = Math.hypot(end.x - start.x, end.y - start.y)
  const tries = [false, true].flatMap((isFar) => request.wordings.map((text) => ({ text, isFar })))
  for (const { text, isFar } of tries) {
    const isShort = boxAround(start, text).width > length * mostHidden
    const near = isShort ? [...nearLifts, 0] : [0, ...nearLifts]
    const places = placesAlong(request.line, isFar ? farLifts : near)
    const free = places.filter((at) => {
      const box = boxAround(at, text)
      return ![...cards, ...chips].some((other) => boxesTouch(box, other, gap))
    })
    const found = free.find((at) => !points.some((point) => isWithin(point, boxAround(at, text)))) ?? free[0]
    if (found !== undefined) return { ...found, text }
  }
  return undefined
}

function placesAlong(line: EdgeLine, liftsInOrder: readonly number[]): Point[] {
  return liftsInOrder.flatMap((lift) =>
    shares.map((share) => {
      const { x, y } = line.pointAt(share)
      return { x, y: y + lift }
    }),
  )
}

function isWithin({ x, y }: Point, box: Box): boolean {
  return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height
}

function boxAroundAll(points: readonly Point[]): Box {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

function grow({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}

function boxAround(middle: Point, text: string): Box {
  const width = text.length * characterWidth + padding
  return { x: middle.x - width / 2, y: middle.y - chipHeight / 2, width, height: chipHeight }
}
