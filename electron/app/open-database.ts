import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { DatabaseFiles } from '../../shared/desktop'
import { lineOf, SwitchyardError } from '../../shared/errors'
import type { Databases } from './databases'
import type { Engine } from './engine'
import { engineOptions } from './home'
import { onAsk } from './on-ask'

const filters = [
  { name: 'Databases', extensions: ['db', 'sqlite', 'sqlite3'] },
  { name: 'All files', extensions: ['*'] },
]

/** Answers what the page asks about database files: which there are, the system's dialogs, and another one in the place of this. */
export class DatabaseDoor {
  readonly #databases: Databases
  readonly #home: string
  /** What the user chose in a dialog: the page may open these, and no path of its own. */
  readonly #chosen = new Map<string, { isNew: boolean }>()
  #isBusy = false
  #trouble: string | null = null

  constructor(databases: Databases, home: string) {
    this.#databases = databases
    this.#home = home
  }

  /** At a start whose database is refused: the usual one takes its place. */
  fallBack(line: string): string | undefined {
    const { current, usual } = this.#databases
    if (current === usual) return undefined
    this.#trouble = `${line}; your own database is open instead`
    this.#databases.use(usual)
    return usual
  }

  answer(engine: Engine): void {
    onAsk('database-files', (): DatabaseFiles => this.#files())
    onAsk('choose-database', (which, window) => this.#choose(which === 'new', window))
    onAsk('open-database', (file) => (typeof file === 'string' ? this.#open(engine, file) : null))
  }

  /** The trouble is told once. */
  #files(): DatabaseFiles {
    const trouble = this.#trouble
    this.#trouble = null
    return { recent: this.#databases.recent, trouble }
  }

  async #choose(isNew: boolean, window: BrowserWindow): Promise<string | null> {
    const folder = dirname(this.#databases.current)
    const path = isNew ? await placeForNew(window, folder) : await presentFile(window, folder)
    if (path === undefined) return null
    const file = this.#databases.nameOf(path)
    this.#chosen.set(file, { isNew })
    return file
  }

  async #open(engine: Engine, asked: string): Promise<string | null> {
    const { current, usual, recent } = this.#databases
    const file = asked === 'usual' ? usual : asked
    const chosen = this.#chosen.get(file)
    if (file === current || this.#isBusy) return null
    if (file !== usual && chosen === undefined && !recent.includes(file))
      return 'That database was not chosen by anyone'
    this.#isBusy = true
    try {
      const line = chosen?.isNew === true && existsSync(file) ? isThere(file) : await this.#swap(engine, file, chosen)
      if (line === null) this.#databases.use(file)
      else if (!existsSync(file)) this.#databases.forget(file)
      return line
    } finally {
      this.#isBusy = false
      this.#chosen.clear()
    }
  }

  #swap(engine: Engine, file: string, chosen: { isNew: boolean } | undefined): Promise<string | null> {
    const options = engineOptions(file, this.#home)
    return engine.open(options, options.mayMake || chosen?.isNew === true)
  }
}

function isThere(file: string): string {
  return lineOf(
    new SwitchyardError('USAGE', `there is a file ${file} already`, {
      hint: 'open it as it is, or give the new one another name; nothing was changed',
    }),
  )
}

async function presentFile(window: BrowserWindow, folder: string): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open another database',
    defaultPath: folder,
    properties: ['openFile'],
    filters,
  })
  return filePaths[0]
}

async function placeForNew(window: BrowserWindow, folder: string): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'New empty database',
    defaultPath: join(folder, 'another.db'),
    filters,
  })
  return canceled || filePath === '' ? undefined : filePath
}
