import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { answerPages, commandsTo } from './app/bridge'
import { Engine } from './app/engine'
import { engineOptions, settleHome } from './app/home'
import { KeyVault } from './app/key-vault'
import { recentMenu, setMenu } from './app/menu'
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
  const engine = new Engine(engineOptions(home), new KeyVault(join(home, 'keys.sealed.json'), systemSealer), {
    restarted: () => pages.reconnect(),
    gone: refuseToRun,
  })
  const pages = answerPages(engine)
  const window = createWindow(home)
  openFilesIn(window)
  bringToFrontOnSecondStart(window)
  reloadAfterCrash(window)
  quitAfter(engine)
}

function openFilesIn(window: BrowserWindow): void {
  const send = commandsTo(window)
  const recent = new RecentFiles(join(home, 'recent.json'), () => showMenu())
  const showMenu = () =>
    setMenu(
      send,
      home,
      recentMenu(recent, (path) => files.open(path)),
    )
  showMenu()
  files.deliverTo(window, recent)
  files.openArguments(process.argv.slice(1), process.cwd())
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
