import type { FileFormat } from '../../shared/dataset'
import { type ReadOptions, readRows } from './read-rows'
import type { ReadRow } from './row'

/** Bytes as a file stream gives them, cut after every `size` bytes. */
export async function* chunked(content: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

/** Rows with plain objects for values, so that they compare with literals. */
export async function rowsOf(
  content: string | Uint8Array,
  format: FileFormat,
  options: ReadOptions & { size?: number } = {},
): Promise<ReadRow[]> {
  const { size, ...limits } = options
  const rows = await collect(readRows(chunked(content, size), format, limits))
  return rows.map((row) => ('values' in row ? { ...row, values: { ...row.values } } : row))
}
