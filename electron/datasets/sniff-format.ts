import type { FileFormat } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { refuseBinary } from './decode-text'

const formatsByExtension: ReadonlyMap<string, FileFormat> = new Map([
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['json', 'json'],
  ['csv', 'csv'],
  ['tsv', 'csv'],
])

function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}

/** A whole object on the first line, and something after it, is JSONL; a lone object or a list is JSON. */
function formatOf(text: string): FileFormat | undefined {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.includes('\0')) return undefined
  if (trimmed.startsWith('[')) return 'json'
  if (trimmed.startsWith('{')) {
    const [line = '', ...more] = trimmed.split('\n')
    try {
      JSON.parse(line)
      return more.length > 0 ? 'jsonl' : 'json'
    } catch {
      return 'json'
    }
  }
  const header = trimmed.split(/\r|\n/, 1)[0] ?? ''
  return /[,;\t]/.test(header) ? 'csv' : undefined
}

/** The format of a file by its name, else by its first bytes (a few kilobytes are enough). */
export function sniffFormat(fileName: string, firstBytes: Uint8Array): FileFormat {
  refuseBinary(firstBytes)
  const extension = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const format = formatsByExtension.get(extension) ?? formatOf(textOf(firstBytes))
  if (format === undefined) {
    throw new SwitchyardError('DATA_FORMAT', `${fileName} is in no format that can be read`, {
      hint: 'JSONL (.jsonl, .ndjson), JSON (.json) and CSV (.csv, .tsv) are supported',
    })
  }
  return format
}
