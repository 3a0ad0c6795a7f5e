import {
  BrowserWindow,
  type IpcMainEvent,
  ipcMain,
  MessageChannelMain,
  Notification,
  powerSaveBlocker,
  type WebContents,
} from 'electron'
import { type DesktopCommand, ENGINE_PORT } from '../../shared/desktop'
import type { Engine } from './engine'
import { isOwnPage } from './protocol'

/** The other end of the preload script. Returns how to hand every connected page a new port. */
export function answerPages(engine: Engine): { reconnect(): void } {
  const connected = new Set<WebContents>()
  const connect = (page: WebContents) => {
    const { port1, port2 } = new MessageChannelMain()
    engine.connect(port1)
    page.postMessage(ENGINE_PORT, null, [port2])
  }
  onPage('connect', (page) => {
    if (!connected.has(page)) page.once('destroyed', () => connected.delete(page))
    connected.add(page)
    connect(page)
  })
  onPage('progress', showProgress)
  onPage('notify', notify)
  onPage('reload', (page) => page.reload())
  onPage('paste', (page) => page.paste())
  onPage('edited', (page, value) => BrowserWindow.fromWebContents(page)?.setDocumentEdited(value === true))
  onPage('undo', (page) => page.undo())
  onPage('redo', (page) => page.redo())
  return { reconnect: () => connected.forEach(connect) }
}

/** Sends menu commands to the window's page. */
export function commandsTo(window: BrowserWindow): (command: DesktopCommand) => void {
  return (command) => {
    const page = window.webContents
    // A page may open a file chooser only after a gesture of its user; choosing a menu item is one.
    void page.executeJavaScript('undefined', true).then(() => page.send('command', command))
  }
}

function onPage(channel: string, answer: (page: WebContents, value: unknown) => void): void {
  ipcMain.on(channel, (event: IpcMainEvent, value: unknown) => {
    if (event.senderFrame && isOwnPage(event.senderFrame.url)) answer(event.sender, value)
  })
}

/** Only where the window has not the focus; a click brings it back. */
function notify(page: WebContents, value: unknown): void {
  const window = BrowserWindow.fromWebContents(page)
  const { title, text } = (value ?? {}) as { title?: unknown; text?: unknown }
  if (window === null || window.isFocused() || !Notification.isSupported()) return
  if (typeof title !== 'string' || typeof text !== 'string') return
  const notification = new Notification({ title: title.slice(0, 200), body: text.slice(0, 500) })
  notification.on('click', () => {
    if (window.isDestroyed()) return
    window.show()
    window.focus()
  })
  notification.show()
}

let awake: number | undefined

function showProgress(page: WebContents, value: unknown): void {
  const fraction = typeof value === 'number' && value >= 0 && value <= 1 ? value : null
  BrowserWindow.fromWebContents(page)?.setProgressBar(fraction ?? -1)
  if (fraction !== null && awake === undefined) awake = powerSaveBlocker.start('prevent-app-suspension')
  if (fraction === null && awake !== undefined) {
    powerSaveBlocker.stop(awake)
    awake = undefined
  }
}
