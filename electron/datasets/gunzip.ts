import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { lineOf, SwitchyardError } from '../../shared/errors'

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** A file's bytes as they are, or unpacked where the file is packed by gzip, whatever it is called. Holds a piece at a time. */
export async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]()
  const [first, ended] = await firstBytes(pieces)
  const whole = join(first, ended ? undefined : pieces)
  yield* isGzip(first) ? gunzip(whole) : whole
}

/** Enough bytes to tell what they are, and whether that was all. */
async function firstBytes(pieces: AsyncIterator<Uint8Array>): Promise<[Uint8Array, boolean]> {
  let bytes: Uint8Array = new Uint8Array(0)
  while (bytes.length < 2) {
    const next = await pieces.next()
    if (next.done === true) return [bytes, true]
    bytes = bytes.length === 0 ? next.value : Buffer.concat([bytes, next.value])
  }
  return [bytes, false]
}

async function* join(first: Uint8Array, pieces: AsyncIterator<Uint8Array> | undefined): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first
    if (pieces === undefined) return
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value
  } finally {
    // whoever stops early must not leave the file open
    await pieces?.return?.()
  }
}

async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unzip = createGunzip()
  const feeding = pipeline(Readable.from(source, { objectMode: false }), unzip)
  // whatever goes wrong there destroys the stream and is thrown by the loop
  feeding.catch(() => {})
  try {
    for await (const piece of unzip) yield piece as Uint8Array
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? ''
    if (!code.startsWith('Z_')) throw cause
    throw new SwitchyardError('DATA_FORMAT', `the gzip archive is broken: ${lineOf(cause)}`, {
      hint: 'copy or download the file again',
      cause,
    })
  } finally {
    unzip.destroy()
  }
}
