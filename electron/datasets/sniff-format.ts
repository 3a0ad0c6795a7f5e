import type { FileFormat } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { isParquet, refuseBinary } from './decode-text'

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

/** Each line an object of its own; the last may be cut off. */
function isLineByLine(text: string): boolean {
  const [line = '', second = ''] = text.split('\n').filter((candidate) => candidate.trim() !== '')
  if (!line.startsWith('{') || !second.trimStart().startsWith('{')) return false
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

function formatOf(text: string): FileFormat | undefined {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.includes('\0')) return undefined
  if (isLineByLine(trimmed)) return 'jsonl'
  if (trimmed.startsWith('[') || trimmed.startsWith('{')) return 'json'
  const header = trimmed.split(/\r|\n/, 1)[0] ?? ''
  return /[,;\t]/.test(header) ? 'csv' : undefined
}

/**
 * The format of a file by its name, else by its first unpacked bytes (a few kilobytes are enough). A `.json` file with an object
 * on each line is JSONL: many are published under that name.
 */
export function sniffFormat(fileName: string, firstBytes: Uint8Array): FileFormat {
  if (isParquet(firstBytes)) return 'parquet'
  refuseBinary(firstBytes)
  const extension = /\.([^./\\]+)$/.exec(fileName.replace(/\.gz$/i, ''))?.[1]?.toLowerCase() ?? ''
  const named = formatsByExtension.get(extension)
  const text = textOf(firstBytes)
  const format = named === 'json' && isLineByLine(text.trim()) ? 'jsonl' : (named ?? formatOf(text))
  if (format === undefined) {
    throw new SwitchyardError('DATA_FORMAT', `${fileName} is in no format that can be read`, {
      hint: 'JSONL (.jsonl, .ndjson), JSON (.json), CSV (.csv, .tsv) and Parquet (.parquet) are supported, packed by gzip (.gz) or not',
    })
  }
  return format
}
