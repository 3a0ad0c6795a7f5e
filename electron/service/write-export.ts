import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { lineOf, SwitchyardError } from '../../shared/errors'

/** Files that a person has named by the system's own dialog, each known to a window by a ticket that is good for once. */
export class ExportPlaces {
  private readonly files = new Map<string, string>()

  allow(ticket: string, file: string): void {
    this.files.set(ticket, file)
  }

  take(ticket: string): string {
    const file = this.files.get(ticket)
    this.files.delete(ticket)
    if (file !== undefined) return file
    throw new SwitchyardError('USAGE', 'this place for an export was not chosen here, or is used already', {
      hint: 'export again and choose a file',
    })
  }
}

/** What is gathered before it is written; a row alone would be a call of the system each. */
const CHUNK_BYTES = 256 * 1024

/** Writes pieces to a file as they come, and puts it in its place when it is whole: what stood there stays until then. Gives its bytes. */
export async function writeExport(pieces: AsyncIterable<string | Uint8Array>, file: string): Promise<number> {
  const part = `${file}.${randomUUID().slice(0, 8)}.part`
  try {
    const bytes = await writeAll(pieces, part)
    await rename(part, file)
    return bytes
  } catch (cause) {
    await rm(part, { force: true })
    if (cause instanceof SwitchyardError) throw cause
    throw new SwitchyardError('DATA_UNREADABLE', `${file} could not be written: ${lineOf(cause)}`, {
      hint: 'choose a folder that you may write, on a disk that has room',
      cause,
    })
  }
}

async function writeAll(pieces: AsyncIterable<string | Uint8Array>, file: string): Promise<number> {
  const handle = await open(file, 'w')
  let bytes = 0
  try {
    for await (const chunk of inChunks(pieces)) {
      await handle.writeFile(chunk)
      bytes += chunk.length
    }
    return bytes
  } finally {
    await handle.close()
  }
}

/** Rows as text are joined first: each alone would be a small object of its own. */
async function* inChunks(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  let text = ''
  for await (const piece of pieces) {
    if (typeof piece === 'string') {
      text += piece
      if (text.length < CHUNK_BYTES) continue
    }
    if (text !== '') yield Buffer.from(text)
    text = ''
    if (typeof piece !== 'string') yield piece
  }
  if (text !== '') yield Buffer.from(text)
}
