import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeParquet } from '../datasets/write-parquet'
import { ExportPlaces, writeExport } from './write-export'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-export-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function* pieces(count: number, failsAt = Number.POSITIVE_INFINITY): AsyncGenerator<string | Uint8Array> {
  for (let n = 0; n < count; n += 1) {
    if (n === failsAt) throw new Error('the disk broke')
    yield n % 5 === 0 ? Buffer.from(`${n} é\n`) : `${n} é\n`
  }
}

test('an export is written as its pieces come, in their order', async () => {
  const file = join(folder, 'results.jsonl')
  const bytes = await writeExport(pieces(200_000), file)
  const text = readFileSync(file, 'utf8')
  expect(text.split('\n').slice(0, -1)).toEqual(Array.from({ length: 200_000 }, (_, n) => `${n} é`))
  expect(bytes).toBe(Buffer.byteLength(text))
})

test('one that breaks off leaves what stood in its place, and nothing beside it', async () => {
  const file = join(folder, 'results.jsonl')
  writeFileSync(file, 'the one before')
  await expect(writeExport(pieces(200_000, 150_000), file)).rejects.toThrow(
    'results.jsonl could not be written: the disk broke',
  )
  expect(readFileSync(file, 'utf8')).toBe('the one before')
  expect(readdirSync(folder)).toEqual(['results.jsonl'])
})

test('a folder that is not there is named', async () => {
  await expect(writeExport(pieces(1), join(folder, 'gone/a.csv'))).rejects.toThrow('a.csv could not be written')
})

test('a place is good for one export, and only one that was chosen', () => {
  const places = new ExportPlaces()
  places.allow('t', '/a.csv')
  expect(places.take('t')).toBe('/a.csv')
  expect(() => places.take('t')).toThrow('was not chosen here')
  expect(() => places.take('/etc/passwd')).toThrow('was not chosen here')
})

test('a Parquet file in several pieces is read back row by row', async () => {
  const rows = Array.from({ length: 25_001 }, (_, n) => ({ n, name: n % 3 === 0 ? null : `row ${n}` }))
  const columns = [
    { name: 'n', type: 'INT32' },
    { name: 'name', type: 'STRING' },
  ] as const
  const written: Uint8Array[] = []
  for await (const piece of writeParquet(columns, rows)) written.push(piece)
  expect(written).toHaveLength(3)
  const file = new Uint8Array(Buffer.concat(written)).buffer
  expect(await parquetReadObjects({ file, compressors })).toEqual(rows)
})
