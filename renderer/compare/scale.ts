/** Ticks at 1, 2 and 5 times the powers of ten from at most the least value to at least the most. */
export function logTicks(least: number, most: number): number[] {
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(most)); power += 1) {
    for (const digit of [1, 2, 5]) ticks.push(Number((digit * 10 ** power).toPrecision(3)))
  }
  const first = ticks.findLastIndex((tick) => tick <= least * 0.92)
  const last = ticks.findIndex((tick) => tick >= most * 1.08)
  const spanned = ticks.slice(Math.max(0, first), last < 0 ? undefined : last + 1)
  // Over many decades only the powers of ten have room for their labels.
  return spanned.length <= 10 ? spanned : decades(least, most)
}

function decades(least: number, most: number): number[] {
  const first = Math.floor(Math.log10(least))
  const last = Math.ceil(Math.log10(most))
  return Array.from({ length: last - first + 1 }, (_, index) => Number((10 ** (first + index)).toPrecision(3)))
}

/** Evenly spaced ticks of a share: whole steps of 1, 2, 5, 10 or 20 points that hold both ends. */
export function shareTicks(least: number, most: number): number[] {
  const step = [0.01, 0.02, 0.05, 0.1].find((size) => (most - least) / size <= 6) ?? 0.2
  const first = Math.max(0, Math.floor(least / step))
  const last = Math.min(Math.round(1 / step), Math.ceil(most / step))
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toFixed(4)))
}

export interface Dot {
  id: string
  /** In pixels. */
  x: number
  y: number
  /** The ends of its whisker. */
  top: number
  bottom: number
  text: string
}

interface Rect {
  left: number
  top: number
  right: number
  bottom: number
}

export interface Label {
  id: string
  x: number
  y: number
  text: string
}

const textHeight = 16
const characterWidth = 6.7
const away = 9

/**
 * Gives each dot's label a place beside it where it touches no dot, no whisker, no line and no other label; lines are the
 * first thing given up. A label that has no place is left out: the table names it.
 */
export function placeLabels(dots: readonly Dot[], lines: readonly Rect[], area: Rect): Label[] {
  const whiskers = dots.map(({ x, top, bottom, y }) => ({
    left: x - 6,
    right: x + 6,
    top: Math.min(top, y - 6),
    bottom: Math.max(bottom, y + 6),
  }))
  const labels: Label[] = []
  const taken: Rect[] = []
  for (const dot of [...dots].sort((a, b) => a.y - b.y)) {
    const places = placesBeside(dot).filter(({ rect }) => isInside(rect, area))
    const isFree = ({ rect }: Place) => ![...whiskers, ...taken].some((other) => touch(rect, other))
    const place =
      places.find((candidate) => isFree(candidate) && !lines.some((line) => touch(candidate.rect, line))) ??
      places.find(isFree)
    if (place === undefined) continue
    taken.push(place.rect)
    labels.push({ id: dot.id, text: dot.text, x: place.rect.left, y: place.rect.top + textHeight - 4 })
  }
  return labels
}

interface Place {
  rect: Rect
}

function placesBeside({ x, y, top, bottom, text }: Dot): Place[] {
  const width = text.length * characterWidth
  const at = (left: number, up: number): Place => ({
    rect: { left, right: left + width, top: up, bottom: up + textHeight },
  })
  const above = Math.min(top, y - 6) - textHeight - 2
  const below = Math.max(bottom, y + 6) + 2
  const level = y - textHeight / 2
  return [
    at(x + away, level),
    at(x - away - width, level),
    at(x - width / 2, above),
    at(x - width / 2, below),
    at(x + away, above),
    at(x - away - width, above),
    at(x + away, below),
    at(x - away - width, below),
    at(x - width / 2, above - textHeight),
    at(x - width / 2, below + textHeight),
  ]
}

function touch(a: Rect, b: Rect): boolean {
  return a.left < b.right + 3 && b.left < a.right + 3 && a.top < b.bottom && b.top < a.bottom
}

function isInside(rect: Rect, area: Rect): boolean {
  return rect.left >= area.left && rect.right <= area.right && rect.top >= area.top && rect.bottom <= area.bottom
}
