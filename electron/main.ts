import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { answerPages, commandsTo } from './app/bridge'
import { Engine } from './app/engine'
import { engineOptions, settleHome } from './app/home'
import { KeyVault } from './app/key-vault'
import { setMenu } from './app/menu'
import { registerScheme, servePage } from './app/protocol'
import { refuseToRun } from './app/refusal'
import { lockDown } from './app/security'
import { createWindow } from './app/window'

const home = settleHome()
registerScheme()

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
  const engine = new Engine(engineOptions(home), new KeyVault(join(home, 'keys.sealed.json')), {
    restarted: () => pages.reconnect(),
    gone: refuseToRun,
  })
  const pages = answerPages(engine)
  const window = createWindow(home)
  setMenu(commandsTo(window), home)
  bringToFrontOnSecondStart(window)
  quitAfter(engine)
}

function bringToFrontOnSecondStart(window: BrowserWindow): void {
  app.on('second-instance', () => {
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
