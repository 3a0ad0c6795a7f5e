import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme } from 'electron'
import { appOrigin } from './protocol'
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
