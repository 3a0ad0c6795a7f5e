import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import { app, dialog } from 'electron'
import type { Engine } from './engine'
import { onAsk } from './on-ask'

/** The page names no path: it gets a ticket for the file that its user chose, which the engine takes once. */
export function answerExports(engine: Engine): void {
  onAsk('choose-export', async (name, window) => {
    if (typeof name !== 'string') return null
    const defaultPath = join(app.getPath('downloads'), basename(name))
    const { canceled, filePath } = await dialog.showSaveDialog(window, { title: 'Export', defaultPath })
    if (canceled || filePath === '') return null
    const ticket = randomUUID()
    engine.allow(ticket, filePath)
    return ticket
  })
}
