import { readFileSync, writeFileSync } from 'node:fs'
import type { BrowserWindow, Rectangle } from 'electron'
import { screen } from 'electron'
import { z } from 'zod'

const stateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(200), height: z.int().min(150) }),
  maximized: z.boolean(),
})

export interface WindowState {
  bounds: Partial<Rectangle> & { width: number; height: number }
  maximized: boolean
}

/** The window as it was left, if that is still on a screen; otherwise most of the first screen. */
export function readWindowState(file: string): WindowState {
  const area = screen.getPrimaryDisplay().workAreaSize
  const fresh = { bounds: { width: Math.min(1440, area.width), height: Math.min(920, area.height) }, maximized: false }
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return isOnScreen(state.bounds) ? state : { ...fresh, maximized: state.maximized }
  } catch {
    return fresh
  }
}

export function rememberWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeFileSync(file, JSON.stringify(state))
    } catch {
      // A full disk must not keep the window from closing; the next start uses the default place.
    }
  })
}

/** A title bar that can be reached: a good part of the top edge lies on one of the screens. */
function isOnScreen({ x, y, width }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const seen = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x)
    return seen >= 100 && y >= workArea.y && y < workArea.y + workArea.height - 50
  })
}
