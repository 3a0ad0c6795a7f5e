import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron'
import type { DesktopCommand } from '../../shared/desktop'

type Send = (command: DesktopCommand) => void
type Item = MenuItemConstructorOptions

const separator: Item = { type: 'separator' }

export function setMenu(send: Send, home: string): void {
  const item = (label: string, command: DesktopCommand, accelerator?: string): Item => ({
    label,
    click: () => send(command),
    ...(accelerator ? { accelerator } : {}),
  })
  const mac = process.platform === 'darwin'
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [{ role: 'appMenu' } satisfies Item] : []),
      { label: '&File', submenu: [...fileItems(item), separator, { role: mac ? 'close' : 'quit' }] },
      { label: '&Edit', submenu: editItems(item) },
      { label: '&View', submenu: viewItems(item) },
      { label: '&Run', submenu: [item('Run', 'run', 'CmdOrCtrl+Enter'), item('Stop', 'stop')] },
      { role: 'windowMenu' },
      { role: 'help', submenu: helpItems(home) },
    ]),
  )
}

type MakeItem = (label: string, command: DesktopCommand, accelerator?: string) => Item

const fileItems = (item: MakeItem): Item[] => [
  item('New graph', 'new-graph', 'CmdOrCtrl+N'),
  item('Open graph…', 'open-graph', 'CmdOrCtrl+O'),
  item('Save graph as…', 'save-graph-as', 'CmdOrCtrl+Shift+S'),
  separator,
  item('Import dataset…', 'import-dataset', 'CmdOrCtrl+I'),
  item('Import outcomes…', 'import-outcomes'),
]

/** Undo and redo belong to the page, whose keys they are: the accelerator is shown here but not taken from it. */
const editItems = (item: MakeItem): Item[] => [
  { ...item('Undo', 'undo', 'CmdOrCtrl+Z'), registerAccelerator: false },
  { ...item('Redo', 'redo', 'CmdOrCtrl+Shift+Z'), registerAccelerator: false },
  separator,
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'selectAll' },
]

const viewItems = (item: MakeItem): Item[] => [
  item('Fit graph', 'zoom-to-fit'),
  separator,
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { role: 'togglefullscreen' },
  ...(app.isPackaged ? [] : [separator, { role: 'toggleDevTools' } satisfies Item]),
]

const helpItems = (home: string): Item[] => [
  { label: 'Show data folder', click: () => void shell.openPath(home) },
  { role: 'about' },
]
