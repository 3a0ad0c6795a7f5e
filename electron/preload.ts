import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { type Desktop, type DesktopCommand, ENGINE_PORT, type OpenedFile } from '../shared/desktop'

// A MessagePort cannot cross the context bridge; it goes to the page as a message of its own window.
ipcRenderer.on(ENGINE_PORT, (event) => window.postMessage(ENGINE_PORT, window.location.origin, event.ports))

const listeners = new Set<(command: DesktopCommand) => void>()

ipcRenderer.on('command', (_event, command: DesktopCommand) => {
  // A text field has its own history; the page's is about the graph.
  if ((command === 'undo' || command === 'redo') && isInTextField()) ipcRenderer.send(command)
  else for (const listener of listeners) listener(command)
})

function isInTextField(): boolean {
  const focused = document.activeElement
  return focused instanceof HTMLElement && (focused.isContentEditable || focused.matches('input, textarea'))
}

const desktop: Desktop = {
  connect: () => ipcRenderer.send('connect'),
  platform: process.platform,
  reload: () => ipcRenderer.send('reload'),
  paste: () => ipcRenderer.send('paste'),
  setProgress: (fraction) => ipcRenderer.send('progress', fraction),
  notify: (title, text) => ipcRenderer.send('notify', { title, text }),
  setEdited: (isEdited) => ipcRenderer.send('edited', isEdited),
  onFile(listener) {
    const hear = (_event: unknown, file: OpenedFile) => listener(file)
    ipcRenderer.on('open-file', hear)
    ipcRenderer.send('take-files')
    return () => ipcRenderer.off('open-file', hear)
  },
  opened: (file) => ipcRenderer.send('opened-file', webUtils.getPathForFile(file as File)),
  databaseFiles: () => ipcRenderer.invoke('database-files'),
  chooseDatabase: (which) => ipcRenderer.invoke('choose-database', which),
  openDatabase: (file) => ipcRenderer.invoke('open-database', file),
  chooseExport: (name) => ipcRenderer.invoke('choose-export', name),
  onDatabase(listener) {
    const hear = (_event: unknown, file: string) => listener(file)
    ipcRenderer.on('database', hear)
    return () => ipcRenderer.off('database', hear)
  },
  onCommand(listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

contextBridge.exposeInMainWorld('desktop', desktop)
