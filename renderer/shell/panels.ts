import { create } from 'zustand'

export type Side = 'list' | 'inspector'

interface PanelWidths {
  widths: Readonly<Record<Side, number>>
}

/** In pixels; a panel pulled below its least width closes. */
export const panelLimits: Readonly<Record<Side, { least: number; usual: number; most: number }>> = {
  list: { least: 200, usual: 232, most: 380 },
  inspector: { least: 264, usual: 308, most: 520 },
}

const storageKey = 'switchyard.panels'

function stored(): Record<Side, number> {
  const usual = { list: panelLimits.list.usual, inspector: panelLimits.inspector.usual }
  try {
    const known = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Record<Side, number>>
    return {
      list: fitWidth('list', known.list ?? usual.list),
      inspector: fitWidth('inspector', known.inspector ?? usual.inspector),
    }
  } catch {
    return usual
  }
}

/** The width that a panel takes when it is pulled to `width`: none below half its least. */
export function fitWidth(side: Side, width: number): number {
  const { least, most } = panelLimits[side]
  if (!(width >= least / 2)) return 0
  return Math.round(Math.min(most, Math.max(least, width)))
}

export const usePanels = create<PanelWidths>(() => ({ widths: stored() }))

export function setPanelWidth(side: Side, width: number): void {
  const widths = { ...usePanels.getState().widths, [side]: fitWidth(side, width) }
  usePanels.setState({ widths })
  localStorage.setItem(storageKey, JSON.stringify(widths))
}

/** Closes an open panel and opens a closed one at its usual width. */
export function togglePanel(side: Side): void {
  setPanelWidth(side, usePanels.getState().widths[side] === 0 ? panelLimits[side].usual : 0)
}

interface CanvasExtras {
  hasMinimap: boolean
  /** What the list shows below the designs. */
  below: 'kinds' | 'outline'
}

const extrasKey = 'switchyard.canvas'

function storedExtras(): CanvasExtras {
  const usual: CanvasExtras = { hasMinimap: false, below: 'kinds' }
  try {
    const { hasMinimap, below } = JSON.parse(localStorage.getItem(extrasKey) ?? '{}') as Partial<CanvasExtras>
    return { hasMinimap: hasMinimap === true, below: below === 'outline' ? 'outline' : 'kinds' }
  } catch {
    return usual
  }
}

export const useExtras = create<CanvasExtras>(storedExtras)

function setExtras(extras: Partial<CanvasExtras>): void {
  useExtras.setState(extras)
  localStorage.setItem(extrasKey, JSON.stringify(useExtras.getState()))
}

export function toggleMinimap(): void {
  setExtras({ hasMinimap: !useExtras.getState().hasMinimap })
}

export function showBelow(below: CanvasExtras['below']): void {
  setExtras({ below })
}

/** Opens the list with the outline in it, and goes there. */
export function showOutline(): void {
  if (usePanels.getState().widths.list === 0) togglePanel('list')
  setExtras({ below: 'outline' })
  requestAnimationFrame(() => document.querySelector<HTMLElement>('#outline [tabindex="0"]')?.focus())
}

/** Opens the inspector and goes to its first field, which is the title of a selected node. */
export function focusInspector(): void {
  if (usePanels.getState().widths.inspector === 0) togglePanel('inspector')
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLInputElement>('#inspector input, #inspector select')
    field?.focus()
    field?.select?.()
  })
}

const panelPlaces = ['header', 'nav', 'aside:not([inert]):not(#inspector)', '.react-flow', '#inspector', 'footer']

/** Moves the focus to the panel after the one that has it, as F6 does everywhere, or to the one before. */
export function focusNextPanel(step: 1 | -1 = 1): void {
  const panels = panelPlaces.flatMap((place) => document.querySelector<HTMLElement>(place) ?? [])
  const here = panels.findIndex((panel) => panel.contains(document.activeElement))
  const from = here < 0 && step < 0 ? 0 : here
  const next = panels.at((from + step) % panels.length)
  const inside = 'button:not(:disabled), input:not(:disabled), select, textarea, [tabindex="0"]'
  const target = next?.matches('[tabindex]') === true ? next : next?.querySelector<HTMLElement>(inside)
  target?.focus({ preventScroll: true })
}
