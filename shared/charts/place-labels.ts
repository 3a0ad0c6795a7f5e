export interface Dot {
  id: string
  /** In pixels. */
  x: number
  y: number
  /** The ends of its whisker. */
  top: number
  bottom: number
  text: string
  /** It is given its place before the others. */
  isFirst?: boolean
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
const characterWidth = 6.4
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
  const first = ({ isFirst }: Dot): number => (isFirst === true ? 0 : 1)
  for (const dot of [...dots].sort((a, b) => first(a) - first(b) || a.y - b.y)) {
    const places = placesBeside(dot, area).filter(({ rect }) => isInside(rect, area))
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

function placesBeside({ x, y, top, bottom, text }: Dot, area: Rect): Place[] {
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
    // As far to the right as the picture goes, still over or under the dot.
    ...(area.right - width < x ? [at(area.right - width, above), at(area.right - width, below)] : []),
    at(x + away, above),
    at(x - away - width, above),
    at(x + away, below),
    at(x - away - width, below),
    at(x - width / 2, above - textHeight),
    at(x - width / 2, below + textHeight),
    at(x + away, below + textHeight),
    at(x - away - width, below + textHeight),
  ]
}

function touch(a: Rect, b: Rect): boolean {
  return a.left < b.right + 3 && b.left < a.right + 3 && a.top < b.bottom && b.top < a.bottom
}

function isInside(rect: Rect, area: Rect): boolean {
  return rect.left >= area.left && rect.right <= area.right && rect.top >= area.top && rect.bottom <= area.bottom
}
