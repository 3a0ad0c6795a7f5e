import { SwitchyardError } from '../../shared/errors'

const UTF8_HINT = 'save it as UTF-8 and import it again'
const TEXT_HINT = 'choose a JSONL, JSON, CSV or Parquet file, packed by gzip or not'

/** How the files that people pick by mistake begin. */
const binaryFormats: readonly { name: string; magic: readonly number[] }[] = [
  { name: 'a zip archive or a spreadsheet', magic: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'a Parquet file', magic: [0x50, 0x41, 0x52, 0x31] },
  { name: 'a gzip archive inside another one', magic: [0x1f, 0x8b] },
  { name: 'a PDF document', magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { name: 'a Zstandard archive', magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'a SQLite database', magic: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66, 0x6f, 0x72, 0x6d, 0x61, 0x74] },
]
const PREFIX_BYTES = 16

interface Encoding {
  name: string
  label: 'utf-8' | 'utf-16le' | 'utf-16be'
  /** How many bytes the mark at the start of the file takes. */
  mark: number
  /** Bytes per code unit. */
  unit: 1 | 2
}

export function isParquet(prefix: Uint8Array): boolean {
  return ['P', 'A', 'R', '1'].every((letter, index) => prefix[index] === letter.charCodeAt(0))
}

/** Refuses a file that is known to be binary by its first bytes. */
export function refuseBinary(prefix: Uint8Array): void {
  for (const { name, magic } of binaryFormats) {
    if (magic.every((byte, index) => prefix[index] === byte)) {
      throw new SwitchyardError('DATA_FORMAT', `the file is ${name}, not text`, { hint: TEXT_HINT })
    }
  }
}

function encodingOf(prefix: Uint8Array): Encoding {
  const [first, second, third] = prefix
  if (first === 0xff && second === 0xfe) return { name: 'UTF-16', label: 'utf-16le', mark: 2, unit: 2 }
  if (first === 0xfe && second === 0xff) return { name: 'UTF-16', label: 'utf-16be', mark: 2, unit: 2 }
  const marked = first === 0xef && second === 0xbb && third === 0xbf
  return { name: 'UTF-8', label: 'utf-8', mark: marked ? 3 : 0, unit: 1 }
}

/** Where the last whole character ends; what follows waits for the next chunk. */
function wholeCharacters(bytes: Uint8Array, encoding: Encoding): number {
  if (encoding.unit === 2) {
    const even = bytes.length - (bytes.length % 2)
    const high = bytes[even - (encoding.label === 'utf-16le' ? 1 : 2)] ?? 0
    return even >= 2 && high >= 0xd8 && high <= 0xdb ? even - 2 : even
  }
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const needs = bytesFrom(bytes[bytes.length - back] ?? 0)
    if (needs > 0) return needs > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** How many bytes the UTF-8 character takes that begins with this one; 0 for a byte that continues one. */
function bytesFrom(byte: number): number {
  if (byte < 0x80) return 1
  if (byte < 0xc0) return 0
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
}

function endOfLine(bytes: Uint8Array, from: number, encoding: Encoding): number {
  if (encoding.unit === 1) {
    const found = bytes.indexOf(0x0a, from)
    return found < 0 ? bytes.length : found + 1
  }
  const [first, second] = encoding.label === 'utf-16le' ? [0x0a, 0] : [0, 0x0a]
  for (let at = from; at + 1 < bytes.length; at += 2) {
    if (bytes[at] === first && bytes[at + 1] === second) return at + 2
  }
  return bytes.length
}

function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** How many whole lines come before the first one that cannot be decoded. */
function linesBeforeBadBytes(bytes: Uint8Array, encoding: Encoding): number {
  let lines = 0
  for (let from = 0; from < bytes.length; lines++) {
    const end = endOfLine(bytes, from, encoding)
    try {
      new TextDecoder(encoding.label, { fatal: true, ignoreBOM: true }).decode(bytes.subarray(from, end))
    } catch {
      return lines
    }
    from = end
  }
  return lines
}

/** Decodes chunks that may end anywhere, even inside a character, and knows the line at which it is. */
class ChunkDecoder {
  private line = 1
  private carried: Uint8Array = new Uint8Array(0)
  private readonly decoder: InstanceType<typeof TextDecoder>

  constructor(private readonly encoding: Encoding) {
    this.decoder = new TextDecoder(encoding.label, { fatal: true, ignoreBOM: true })
  }

  decode(chunk: Uint8Array, last: boolean): string {
    const bytes = this.carried.length === 0 ? chunk : Buffer.concat([this.carried, chunk])
    const end = last ? bytes.length : wholeCharacters(bytes, this.encoding)
    this.carried = bytes.slice(end)
    const text = this.decodeWhole(bytes.subarray(0, end))
    const nul = text.indexOf('\0')
    if (nul >= 0) {
      const line = this.line + countLines(text.slice(0, nul))
      throw new SwitchyardError('DATA_FORMAT', `line ${line} holds a NUL byte, so the file is not text`, {
        hint: TEXT_HINT,
      })
    }
    this.line += countLines(text)
    return text
  }

  private decodeWhole(bytes: Uint8Array): string {
    try {
      return this.decoder.decode(bytes)
    } catch (cause) {
      const line = this.line + linesBeforeBadBytes(bytes, this.encoding)
      throw new SwitchyardError('DATA_ENCODING', `line ${line} holds bytes that are not ${this.encoding.name}`, {
        hint: UTF8_HINT,
        cause,
      })
    }
  }
}

/**
 * A file's text in pieces: UTF-8, or UTF-16 where a byte order mark says so. Throws `DATA_ENCODING` at the first line
 * that is neither and `DATA_FORMAT` for a binary file, possibly after earlier pieces were given out.
 */
export async function* decodeText(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let prefix: Uint8Array | undefined = new Uint8Array(0)
  let decoder: ChunkDecoder | undefined
  const begin = (bytes: Uint8Array): { decoder: ChunkDecoder; rest: Uint8Array } => {
    refuseBinary(bytes)
    const encoding = encodingOf(bytes)
    return { decoder: new ChunkDecoder(encoding), rest: bytes.subarray(encoding.mark) }
  }
  for await (const chunk of source) {
    let bytes = chunk
    if (decoder === undefined) {
      prefix = Buffer.concat([prefix, chunk])
      if (prefix.length < PREFIX_BYTES) continue
      const begun = begin(prefix)
      decoder = begun.decoder
      bytes = begun.rest
      prefix = new Uint8Array(0)
    }
    const text = decoder.decode(bytes, false)
    if (text !== '') yield text
  }
  const ending = decoder === undefined ? begin(prefix) : { decoder, rest: new Uint8Array(0) }
  const text = ending.decoder.decode(ending.rest, true)
  if (text !== '') yield text
}
