import type { View } from '../designs/document'

/** Where the canvas of each design was left, kept between starts; the oldest make way. */
const storageKey = 'switchyard.views'
const mostKept = 100

function readViews(): Record<string, View> {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Record<string, View>
  } catch {
    return {}
  }
}

export function storedView(id: string): View | null {
  const views = readViews()
  const view = Object.hasOwn(views, id) ? views[id] : undefined
  const isWhole = view !== undefined && [view.x, view.y, view.zoom].every(Number.isFinite) && view.zoom > 0
  return isWhole ? view : null
}

export function storeView(id: string, { x, y, zoom }: View): void {
  const { [id]: _, ...others } = readViews()
  const kept = [...Object.entries(others).slice(1 - mostKept), [id, { x, y, zoom }]]
  localStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(kept)))
}
