import { basename } from 'node:path'
import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron'
import { acceleratorOf, type CommandId, commandWords } from '../../shared/commands'
import type { DesktopCommand } from '../../shared/desktop'
import type { Databases } from './databases'
import type { RecentFiles } from './recent-files'

type Send = (command: DesktopCommand) => void
type Item = MenuItemConstructorOptions

const separator: Item = { type: 'separator' }

interface RecentItems {
  label: string
  paths: readonly string[]
  open: (path: string) => void
  clear: () => void
}

/** Files that were opened last; to be chosen from where there are some. */
function recentMenu({ label, paths, open, clear }: RecentItems): Item {
  const items = paths.map(
    (path): Item => ({ label: basename(path).replaceAll('&', '&&'), sublabel: path, click: () => open(path) }),
  )
  return { label, enabled: paths.length > 0, submenu: [...items, separator, { label: 'Clear the list', click: clear }] }
}

export interface MenuParts {
  send: Send
  home: string
  /** Graph files. */
  recent: RecentFiles
  openFile: (path: string) => void
  databases: Databases
  openDatabase: (path: string) => void
}

/** Made from the registry of commands: the page obeys, whether a key, a menu or its own palette asks. */
export function setMenu({ send, home, recent, openFile, databases, openDatabase }: MenuParts): void {
  const item: MakeItem = (id, rest = {}) => {
    const accelerator = acceleratorOf(id)
    return {
      label: commandWords[id].title,
      click: () => send(id),
      ...(accelerator === undefined || !isForMenu(accelerator) ? {} : { accelerator }),
      // Undo, and what has no modifier, belong to the text field that has the focus: shown here, but not taken from the page.
      ...(commandWords[id].everywhere === true ? {} : { registerAccelerator: false }),
      ...rest,
    }
  }
  const recentGraphs = recentMenu({
    label: 'Open recent',
    paths: recent.list(),
    open: openFile,
    clear: () => recent.clear(),
  })
  const recentDatabases = recentMenu({
    label: 'Open recent database',
    paths: databases.recent,
    open: openDatabase,
    clear: () => databases.clear(),
  })
  const back = item('usual-database', { enabled: databases.current !== databases.usual })
  const items = (ids: readonly (CommandId | null)[]): Item[] => ids.map((id) => (id === null ? separator : item(id)))
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [{ role: 'appMenu' } satisfies Item] : []),
      {
        label: '&File',
        submenu: [
          ...items(openCommands),
          recentGraphs,
          ...items(fileCommands),
          ...items([null, 'open-database', 'new-database']),
          recentDatabases,
          back,
          separator,
          { role: mac ? 'close' : 'quit' },
        ],
      },
      { label: '&Edit', submenu: [...items(['undo', 'redo', null]), ...clipboardItems, ...items(editCommands)] },
      { label: '&Arrange', submenu: items(arrangeCommands) },
      { label: '&View', submenu: [...items(viewCommands), ...viewItems()] },
      { label: '&Run', submenu: items(['run', 'stop']) },
      { role: 'windowMenu' },
      { role: 'help', submenu: helpItems(home) },
    ]),
  )
}

type MakeItem = (id: CommandId, rest?: Partial<Item>) => Item

const mac = process.platform === 'darwin'

/** A Mac takes every key that a menu shows: one without a modifier would be missing from text fields. */
function isForMenu(accelerator: string): boolean {
  return !mac || /CmdOrCtrl|^F\d/.test(accelerator)
}

const openCommands: readonly (CommandId | null)[] = ['new-graph', 'open-graph']

const fileCommands: readonly (CommandId | null)[] = [
  'save-graph-as',
  'versions',
  null,
  'import-dataset',
  'import-outcomes',
]

const clipboardItems: Item[] = [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }]

const editCommands: readonly (CommandId | null)[] = [
  'duplicate',
  'delete',
  'delete-heal',
  null,
  'add-node',
  'add-note',
  'frame-selection',
  'connect-to',
  'switch-off',
  null,
  'find',
  'command-palette',
]

const arrangeCommands: readonly (CommandId | null)[] = [
  'tidy',
  null,
  'align-left',
  'align-centres',
  'align-right',
  null,
  'align-top',
  'align-middles',
  'align-bottom',
  null,
  'distribute-across',
  'distribute-down',
]

const viewCommands: readonly (CommandId | null)[] = [
  'zoom-to-fit',
  'zoom-to-selection',
  'minimap',
  'outline',
  'next-issue',
  null,
]

const viewItems = (): Item[] => [
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
