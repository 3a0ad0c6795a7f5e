import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { databaseFileIn } from '../home'

const most = 8
const keptSchema = z.object({
  /** The one that is opened at the next start; null: the usual one. */
  file: z.string().min(1).max(4096).nullable(),
  recent: z.array(z.string().min(1).max(4096)).max(100),
})
type Kept = z.infer<typeof keptSchema>

/** Which database the app opens, the usual one in its data folder or another, and which others were opened last. */
export class Databases {
  readonly usual: string
  readonly #file: string
  readonly #changed: () => void
  #kept: Kept

  constructor(home: string, changed: () => void = () => undefined) {
    this.#changed = changed
    this.usual = databaseFileIn(home)
    this.#file = join(home, 'databases.json')
    this.#kept = readKept(this.#file)
  }

  get current(): string {
    return this.#kept.file ?? this.usual
  }

  /** The newest first; without the one that is open. */
  get recent(): readonly string[] {
    return this.#kept.recent.filter((path) => path !== this.#kept.file)
  }

  /** The one name of a file that may be reached by several; the usual one's is the one it always had. */
  nameOf(path: string): string {
    const real = realpathOf(path)
    return real === realpathOf(this.usual) ? this.usual : real
  }

  use(file: string): void {
    const recent = file === this.usual ? this.#kept.recent : [file, ...this.#kept.recent.filter((one) => one !== file)]
    this.#keep({ file: file === this.usual ? null : file, recent: recent.slice(0, most) })
  }

  forget(file: string): void {
    const { file: open, recent } = this.#kept
    this.#keep({ file: open === file ? null : open, recent: recent.filter((one) => one !== file) })
  }

  clear(): void {
    this.#keep({ ...this.#kept, recent: [] })
  }

  #keep(kept: Kept): void {
    this.#kept = kept
    try {
      writeFileSync(this.#file, JSON.stringify(kept))
    } catch {
      // A full disk must not keep a database from being opened; the choice is as it was at the next start.
    }
    this.#changed()
  }
}

/** Of a file that is not there yet, the path as it is. */
function realpathOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function readKept(file: string): Kept {
  try {
    return keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { file: null, recent: [] }
  }
}
