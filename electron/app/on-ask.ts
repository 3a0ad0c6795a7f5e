import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { isOwnPage } from './protocol'

/** Answers what our own page asks on a channel; anybody else gets null. */
export function onAsk(channel: string, answer: (value: unknown, window: BrowserWindow) => unknown): void {
  ipcMain.handle(channel, (event: IpcMainInvokeEvent, value: unknown) => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (window === null || !event.senderFrame || !isOwnPage(event.senderFrame.url)) return null
    return answer(value, window)
  })
}
