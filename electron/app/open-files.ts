import { readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { app, type BrowserWindow, ipcMain, session } from 'electron'
import type { OpenedFile } from '../../shared/desktop'
import { lineOf, SwitchyardError } from '../../shared/errors'
import { checkGraphSize } from '../../shared/graph/load'
import { isOwnPage } from './protocol'
import type { RecentFiles } from './recent-files'

/** Files that the command line, the file manager or the menu of recent files asks for; they wait until the page takes them. */
export class FilesToOpen {
  #waiting: OpenedFile[] = []
  #window: BrowserWindow | undefined
  #recent: RecentFiles | undefined
  #isTaken = false

  /** Must be made before the app is ready: a Mac tells of the file that it was started by only once. */
  constructor() {
    app.on('open-file', (event, path) => {
      event.preventDefault()
      this.open(path)
    })
  }

  /** Takes what is opened to this window's page as soon as it listens; remembers what the page opens and saves. */
  deliverTo(window: BrowserWindow, recent: RecentFiles): void {
    this.#window = window
    this.#recent = recent
    window.webContents.on('did-start-loading', () => {
      this.#isTaken = false
    })
    ipcMain.on('take-files', (event) => {
      if (!event.senderFrame || !isOwnPage(event.senderFrame.url)) return
      this.#isTaken = true
      this.#deliver()
    })
    ipcMain.on('opened-file', (event, path: unknown) => {
      if (event.senderFrame && isOwnPage(event.senderFrame.url) && typeof path === 'string' && path !== '')
        this.#remember(path)
    })
    session.defaultSession.on('will-download', (_event, item) => {
      item.once('done', (_done, state) => {
        if (state === 'completed' && item.getSavePath().endsWith('.graph.json')) this.#remember(item.getSavePath())
      })
    })
  }

  open(path: string): void {
    const file = readGraphFile(path)
    this.#waiting.push(file)
    if ('text' in file) this.#remember(path)
    else this.#recent?.remove(path)
    this.#deliver()
  }

  /** The files among the words of a command line; folders and options are none. */
  openArguments(words: readonly string[], workingFolder: string): void {
    const paths = words
      .filter((word) => word !== '' && !word.startsWith('-'))
      .map((word) => resolve(workingFolder, word))
    for (const path of paths) if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) this.open(path)
  }

  #remember(path: string): void {
    app.addRecentDocument(path)
    this.#recent?.add(path)
  }

  #deliver(): void {
    if (!this.#isTaken) return
    for (const file of this.#waiting.splice(0)) this.#window?.webContents.send('open-file', file)
  }
}

function readGraphFile(path: string): OpenedFile {
  const name = basename(path)
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat === undefined)
      throw new SwitchyardError('DATA_UNREADABLE', `there is no file ${path}`, { hint: 'check the path' })
    // Before it is read: what is far too large must not be brought into memory.
    checkGraphSize(stat.size, name)
    return { name, text: readFileSync(path, 'utf8') }
  } catch (error) {
    return { name, failure: lineOf(error) }
  }
}
