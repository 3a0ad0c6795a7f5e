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
