import type { Box } from './geometry'

export type Alignment = 'left' | 'right' | 'top' | 'bottom' | 'centres' | 'middles'
export type Positions = Map<string, readonly [number, number]>

/** Where boxes lie once one of their edges, or their middles, are in line: that of the outermost, or the mean of all. */
export function alignBoxes(boxes: ReadonlyMap<string, Box>, how: Alignment): Positions {
  const all = [...boxes.values()]
  const left = Math.min(...all.map(({ x }) => x))
  const top = Math.min(...all.map(({ y }) => y))
  const right = Math.max(...all.map(({ x, width }) => x + width))
  const bottom = Math.max(...all.map(({ y, height }) => y + height))
  const placed: Record<Alignment, (box: Box) => readonly [number, number]> = {
    left: ({ y }) => [left, y],
    right: ({ y, width }) => [right - width, y],
    top: ({ x }) => [x, top],
    bottom: ({ x, height }) => [x, bottom - height],
    centres: ({ y, width }) => [Math.round((left + right - width) / 2), y],
    middles: ({ x, height }) => [x, Math.round((top + bottom - height) / 2)],
  }
  return new Map([...boxes].map(([id, box]) => [id, placed[how](box)]))
}

/** Equal gaps between boxes, the first and the last where they are. Fewer than three are as they should be. */
export function distributeBoxes(boxes: ReadonlyMap<string, Box>, way: 'across' | 'down'): Positions {
  const start = ({ x, y }: Box) => (way === 'across' ? x : y)
  const size = ({ width, height }: Box) => (way === 'across' ? width : height)
  const inOrder = [...boxes].sort(([, a], [, b]) => start(a) + size(a) / 2 - start(b) - size(b) / 2)
  const [first] = inOrder
  const last = inOrder.at(-1)
  if (first === undefined || last === undefined || inOrder.length < 3) return new Map()
  const room = start(last[1]) + size(last[1]) - start(first[1])
  const gap = (room - inOrder.reduce((sum, [, box]) => sum + size(box), 0)) / (inOrder.length - 1)
  const placed: Positions = new Map()
  let at = start(first[1])
  for (const [id, box] of inOrder) {
    placed.set(id, way === 'across' ? [Math.round(at), box.y] : [box.x, Math.round(at)])
    at += size(box) + gap
  }
  return placed
}
