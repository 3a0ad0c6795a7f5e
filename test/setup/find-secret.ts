import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below a folder that holds the text in plain, in base64 or in UTF-16. */
export function filesWith(folder: string, secret: string): string[] {
  const shapes = [Buffer.from(secret), Buffer.from(secret, 'utf16le'), ...base64Shapes(secret)]
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file)
      return shapes.some((shape) => bytes.includes(shape))
    })
}

/** What the middle of a text looks like in base64, wherever it begins. */
function base64Shapes(secret: string): Buffer[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from('x'.repeat(shift) + secret).toString('base64')
    return Buffer.from(encoded.slice(4, -4))
  })
}

/** What the system tells anybody of a process and all that it started: its words and, where asked for, its environment. */
export function processesWith(pid: number, secret: string, what: readonly ('cmdline' | 'environ')[]): string[] {
  return descendants(pid).flatMap((one) =>
    what.filter((file) => read(one, file).includes(secret)).map((file) => `${one} ${file}`),
  )
}

function descendants(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name): [number, number] => [Number(name), Number(/\) \S+ (\d+)/.exec(read(Number(name), 'stat'))?.[1])])
  const found = [pid]
  for (const one of found) found.push(...parents.filter(([, parent]) => parent === one).map(([child]) => child))
  return found
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    // It has ended meanwhile.
    return ''
  }
}
