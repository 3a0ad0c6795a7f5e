import { basename } from 'node:path'
import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron'
import type { DesktopCommand } from '../../shared/desktop'
import type { RecentFiles } from './recent-files'

type Send = (command: DesktopCommand) => void
type Item = MenuItemConstructorOptions

const separator: Item = { type: 'separator' }

/** The files that were opened or saved last; shown where there are some. */
export function recentMenu(recent: RecentFiles, open: (path: string) => void): Item {
  const paths = recent.list()
  const items = paths.map(
    (path): Item => ({ label: basename(path).replaceAll('&', '&&'), sublabel: path, click: () => open(path) }),
  )
  const clear: Item = { label: 'Clear the list', click: () => recent.clear() }
  return { label: 'Open recent', enabled: paths.length > 0, submenu: [...items, separator, clear] }
}

export function setMenu(send: Send, home: string, recent: Item): void {
  const item = (label: string, command: DesktopCommand, accelerator?: string): Item => ({
    label,
    click: () => send(command),
    ...(accelerator ? { accelerator } : {}),
  })
  const mac = process.platform === 'darwin'
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [{ role: 'appMenu' } satisfies Item] : []),
      { label: '&File', submenu: [...fileItems(item, recent), separator, { role: mac ? 'close' : 'quit' }] },
      { label: '&Edit', submenu: editItems(item) },
      { label: '&View', submenu: viewItems(item) },
      { label: '&Run', submenu: [item('Run', 'run', 'CmdOrCtrl+Enter'), item('Stop', 'stop')] },
      { role: 'windowMenu' },
      { role: 'help', submenu: helpItems(home) },
    ]),
  )
}

type MakeItem = (label: string, command: DesktopCommand, accelerator?: string) => Item

const fileItems = (item: MakeItem, recent: Item): Item[] => [
  item('New graph', 'new-graph', 'CmdOrCtrl+N'),
  item('Open graph…', 'open-graph', 'CmdOrCtrl+O'),
  recent,
  item('Save graph as…', 'save-graph-as', 'CmdOrCtrl+Shift+S'),
  item('Versions…', 'versions', 'CmdOrCtrl+Shift+H'),
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
  // Without Shift too, and on the number pad: what people press.
  { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
  { role: 'zoomIn', accelerator: 'CmdOrCtrl+numadd', visible: false, acceleratorWorksWhenHidden: true },
  { role: 'zoomOut' },
  { role: 'zoomOut', accelerator: 'CmdOrCtrl+numsub', visible: false, acceleratorWorksWhenHidden: true },
  { role: 'togglefullscreen' },
  ...(app.isPackaged ? [] : [separator, { role: 'toggleDevTools' } satisfies Item]),
]

const helpItems = (home: string): Item[] => [
  { label: 'Show data folder', click: () => void shell.openPath(home) },
  { role: 'about' },
]
