import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FileFormat } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { rowsOf } from './chunked.fixture'

const names = ['question', 'key', '__proto__', 'constructor', 'a b']
const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\0', ''))
const messy = fc.string({
  unit: fc.constantFrom('a', '1', ' ', '"', ',', ';', '\n', '\r', '\t', 'é', '😀', '{', ']', '\\'),
})
const records = fc.array(fc.tuple(fc.oneof(cell, messy), cell, messy, cell, cell), { minLength: 1, maxLength: 12 })
const pieceSize = fc.integer({ min: 1, max: 40 })

type Record5 = [string, string, string, string, string]

/** JSON text that keeps a key called `__proto__`, which an object literal would lose. */
function jsonOf(record: Record5): string {
  return `{${names.map((name, index) => `${JSON.stringify(name)}:${JSON.stringify(record[index])}`).join(',')}}`
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

type TextFormat = Exclude<FileFormat, 'parquet'>

const writers: Record<TextFormat, (rows: Record5[]) => string> = {
  jsonl: (rows) => rows.map(jsonOf).join('\n'),
  json: (rows) => `[${rows.map(jsonOf).join(',\n')}]`,
  csv: (rows) => [names, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n'),
}

async function valuesOf(text: string, format: TextFormat, size: number): Promise<string[][]> {
  const rows = await rowsOf(text, format, { size })
  return rows.map((row) =>
    'values' in row
      ? names.map((name) => String(Object.entries(row.values).find(([key]) => key === name)?.[1]))
      : [row.reason],
  )
}

describe('reading a file', () => {
  for (const format of ['jsonl', 'json', 'csv'] as const) {
    it(`gives back the records that were written as ${format}, however the bytes are cut`, async () => {
      await fc.assert(
        fc.asyncProperty(records, pieceSize, async (rows, size) => {
          expect(await valuesOf(writers[format](rows), format, size)).toEqual(rows)
        }),
        { numRuns: 200 },
      )
    })

    it(`as ${format} never fails but with an error of its own, and ends`, async () => {
      const content = fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        messy.map((text) => Buffer.from(text)),
        records.map((rows) => Buffer.from(writers[format](rows))),
      )
      const cut = fc.integer({ min: 0, max: 400 })
      await fc.assert(
        fc.asyncProperty(content, cut, pieceSize, async (bytes, start, size) => {
          const broken = Buffer.concat([bytes.subarray(start % (bytes.length + 1)), bytes])
          await rowsOf(broken, format, { size, maxRowBytes: 60 }).catch((error: unknown) => {
            if (!(error instanceof SwitchyardError)) throw error
            expect(error.hint).not.toBe('')
          })
          expect(Object.keys(Object.prototype)).toEqual([])
        }),
        { numRuns: 400 },
      )
    })

    it(`as ${format} gives the same rows however the bytes are cut, even when they are broken`, async () => {
      await fc.assert(
        fc.asyncProperty(messy, pieceSize, async (text, size) => {
          const settle = (pieces: number): Promise<unknown> =>
            rowsOf(`a,b\n${text}`, format, { size: pieces }).catch((error: unknown) => String(error))
          expect(await settle(size)).toEqual(await settle(10_000))
        }),
        { numRuns: 300 },
      )
    })
  }

  it('as CSV agrees with another reader on what a strict writer writes', async () => {
    const plain = fc.string({ unit: fc.constantFrom('a', '1', ' ', 'é', '\t', ';'), minLength: 1, maxLength: 8 })
    const either = fc.oneof(plain, messy.map(quoted))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(either, either), { minLength: 1, maxLength: 8 }), async (rows) => {
        const text = ['a,b', ...rows.map((row) => row.join(','))].join('\n')
        const expected: unknown = parse(text, { columns: true })
        const rowsRead = await rowsOf(text, 'csv')
        expect(rowsRead.map((row) => ('values' in row ? row.values : row.reason))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})
