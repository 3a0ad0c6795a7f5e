import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { answerPages, commandsTo } from './app/bridge'
import { Databases } from './app/databases'
import { Engine } from './app/engine'
import { answerExports } from './app/export-places'
import { engineOptions, settleHome } from './app/home'
import { KeyVault } from './app/key-vault'
import { type MenuParts, setMenu } from './app/menu'
import { DatabaseDoor } from './app/open-database'
import { FilesToOpen } from './app/open-files'
import { registerScheme, servePage } from './app/protocol'
import { RecentFiles } from './app/recent-files'
import { refuseToRun } from './app/refusal'
import { lockDown } from './app/security'
import { systemSealer } from './app/system-sealer'
import { createWindow, reloadAfterCrash } from './app/window'

const home = settleHome()
registerScheme()
const files = new FilesToOpen()

if (app.requestSingleInstanceLock()) {
  // Not awaited: an ES module that waits for `ready` at its top level waits for ever.
  void app.whenReady().then(start)
} else {
  process.stderr.write('switchyard: it is running already; its window was brought to the front\n')
  app.exit(0)
}

function start(): void {
  lockDown()
  servePage(join(app.getAppPath(), 'out/renderer'))
  const databases = new Databases(home, () => showMenu())
  const door = new DatabaseDoor(databases, home)
  const options = engineOptions(databases.current, home)
  const engine = new Engine(options, new KeyVault(join(home, 'keys.sealed.json'), systemSealer), {
    restarted: () => pages.reconnect(),
    refused(line) {
      const other = door.fallBack(line)
      return other === undefined ? undefined : engineOptions(other, home)
    },
    gone: refuseToRun,
  })
  const pages = answerPages(engine)
  door.answer(engine)
  answerExports(engine)
  const window = createWindow(home)
  const showMenu = openFilesIn(window, databases)
  bringToFrontOnSecondStart(window)
  reloadAfterCrash(window)
  quitAfter(engine)
}

/** Returns how to make the menu anew, which lists what was opened last. */
function openFilesIn(window: BrowserWindow, databases: Databases): () => void {
  const recent = new RecentFiles(join(home, 'recent.json'), () => showMenu())
  const parts: MenuParts = {
    send: commandsTo(window),
    home,
    recent,
    openFile: (path) => files.open(path),
    databases,
    openDatabase: (path) => window.webContents.send('database', path),
  }
  const showMenu = () => setMenu(parts)
  showMenu()
  files.deliverTo(window, recent)
  files.openArguments(process.argv.slice(1), process.cwd())
  return showMenu
}

function bringToFrontOnSecondStart(window: BrowserWindow): void {
  app.on('second-instance', (_event, words, workingFolder) => {
    files.openArguments(words.slice(1), workingFolder)
    if (window.isMinimized()) window.restore()
    window.focus()
  })
}

function quitAfter(engine: Engine): void {
  let stopped = false
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void engine.stop().finally(() => {
      stopped = true
      app.quit()
    })
  })
}
