import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme } from 'electron'
import { crashLog } from './crash-log'
import { appOrigin } from './protocol'
import { refuseToRun } from './refusal'
import { readWindowState, rememberWindowState } from './window-state'

/** The page's own ground (renderer/theme/tokens.css), so that nothing flashes before it is drawn. */
const background = () => (nativeTheme.shouldUseDarkColors ? '#101317' : '#f4f5f7')

export function createWindow(home: string): BrowserWindow {
  const stateFile = join(home, 'window.json')
  const { bounds, maximized } = readWindowState(stateFile)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Switchyard',
    backgroundColor: background(),
    webPreferences: {
      preload: join(app.getAppPath(), 'out/preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A long run goes on while the window is behind others, and its numbers should not freeze.
      backgroundThrottling: false,
    },
  })
  rememberWindowState(window, stateFile)
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(background())
  })
  void window.loadURL(`${appOrigin}/index.html`)
  return window
}

/** A page that broke down is drawn again; what was edited in it is kept as a draft. One that does so again and again is given up. */
export function reloadAfterCrash(window: BrowserWindow): void {
  const crashes = crashLog({ most: 3, withinMs: 30_000 })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    if (crashes.add(Date.now()))
      refuseToRun('The window broke down three times within 30 s; what was edited is kept, start Switchyard again')
    else window.webContents.reload()
  })
}
