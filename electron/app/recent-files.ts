import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const most = 10
const listSchema = z.array(z.string().min(1).max(4096)).max(100)

/** The graph files that were opened or saved last, the newest first, from one start of the program to the next. */
export class RecentFiles {
  readonly #file: string
  readonly #changed: (paths: readonly string[]) => void
  #paths: readonly string[]

  constructor(file: string, changed: (paths: readonly string[]) => void) {
    this.#file = file
    this.#changed = changed
    this.#paths = readList(file)
  }

  list(): readonly string[] {
    return this.#paths
  }

  add(path: string): void {
    this.#set([path, ...this.#paths.filter((other) => other !== path)].slice(0, most))
  }

  remove(path: string): void {
    this.#set(this.#paths.filter((other) => other !== path))
  }

  clear(): void {
    this.#set([])
  }

  #set(paths: readonly string[]): void {
    this.#paths = paths
    try {
      writeFileSync(this.#file, JSON.stringify(paths))
    } catch {
      // A full disk must not keep a file from being opened; the list is as it was at the next start.
    }
    this.#changed(paths)
  }
}

function readList(file: string): string[] {
  try {
    return listSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).slice(0, most)
  } catch {
    return []
  }
}
