import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { SwitchyardError } from '../../shared/errors'
import { chunked, collect, rowsOf } from './chunked.fixture'
import { completeMapping } from './mapping'
import { readDataset } from './read-dataset'
import { readParquet } from './read-parquet'
import { sniffFormat } from './sniff-format'
import { surveyColumns } from './survey-columns'

type Columns = Parameters<typeof parquetWriteBuffer>[0]
const parquet = (columnData: Columns['columnData'], options: Partial<Columns> = {}): Uint8Array =>
  new Uint8Array(parquetWriteBuffer({ columnData, ...options }))

const outcomes = parquet([
  { name: 'prompt', data: ['why?', 'how?', 'when?'], type: 'STRING' },
  { name: 'model', data: ['m', 'm', 'm'], type: 'STRING' },
  { name: 'correct', data: [true, false, null], type: 'BOOLEAN' },
  { name: 'tokens', data: [10n, 9_007_199_254_740_993n, null], type: 'INT64' },
  { name: 'cost', data: [0.25, Number.NaN, 0], type: 'DOUBLE' },
  { name: 'asked', data: [new Date('2026-01-02T03:04:05Z'), null, new Date(0)], type: 'TIMESTAMP' },
  { name: 'run', data: [{ out: [{ text: '18' }] }, null, { out: [] }], type: 'JSON' },
])

describe('a Parquet file', () => {
  it('gives rows of plain values: dates as text, long numbers exact, no number for what is none', async () => {
    expect(await rowsOf(outcomes, 'parquet')).toEqual([
      {
        line: 1,
        values: {
          prompt: 'why?',
          model: 'm',
          correct: true,
          tokens: 10,
          cost: 0.25,
          asked: '2026-01-02T03:04:05.000Z',
          run: { out: [{ text: '18' }] },
        },
      },
      {
        line: 2,
        values: {
          prompt: 'how?',
          model: 'm',
          correct: false,
          tokens: '9007199254740993',
          cost: null,
          asked: null,
          run: null,
        },
      },
      {
        line: 3,
        values: {
          prompt: 'when?',
          model: 'm',
          correct: null,
          tokens: null,
          cost: 0,
          asked: '1970-01-01T00:00:00.000Z',
          run: { out: [] },
        },
      },
    ])
  })

  it('is a dataset like any other, with paths into its structures', async () => {
    const { columns } = await surveyColumns(chunked(outcomes), 'parquet')
    expect(columns).toContain('run.out[0].text')
    const mapping = completeMapping(columns, { answer: 'run.out[0].text', totalTokens: 'cost' })
    const rows = await collect(readDataset(chunked(outcomes), 'parquet', mapping))
    expect(rows).toMatchObject([
      { line: 1, unread: ['cost is 0.25, expected a whole number of 0 or more; it is left unknown'] },
      { problem: { question: 'how?' }, outcomes: [{ answer: null, score: 0, usd: null }] },
      { outcomes: [{ score: null, inputTokens: null }] },
    ])
  })

  it('may hold groups and lists of its own', async () => {
    const schema: Columns['schema'] = [
      { name: 'root', num_children: 2 },
      { name: 'q', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'meta', num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'id', type: 'INT32', repetition_type: 'OPTIONAL' },
      { name: 'tags', converted_type: 'LIST', num_children: 1, repetition_type: 'OPTIONAL' },
      { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
      { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    ]
    const meta = [{ id: 7, tags: ['a', 'b'] }, null, { id: null, tags: [] }]
    const file = parquet(
      [
        { name: 'q', data: ['x', 'y', 'z'] },
        { name: 'meta', data: meta },
      ],
      { schema },
    )
    const rows = await rowsOf(file, 'parquet')
    expect(JSON.parse(JSON.stringify(rows.map((row) => 'values' in row && row.values.meta)))).toEqual(meta)
  })

  it('is known by its first bytes, packed or not', async () => {
    expect(sniffFormat('data', outcomes)).toBe('parquet')
    expect(await rowsOf(new Uint8Array(gzipSync(outcomes)), 'parquet')).toHaveLength(3)
  })

  it('is read in order over all its row groups, and whatever compresses them', async () => {
    const numbers = Array.from({ length: 1000 }, (_, n) => n)
    const compressors = {
      GZIP: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)),
      ZSTD: (bytes: Uint8Array) => new Uint8Array(zstdCompressSync(bytes)),
    }
    for (const codec of ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD'] as const) {
      const file = parquet([{ name: 'n', data: numbers }], { rowGroupSize: 300, codec, compressors })
      const rows = await rowsOf(file, 'parquet')
      expect(rows.map((row) => 'values' in row && row.values.n)).toEqual(numbers)
      expect(rows.at(-1)?.line).toBe(1000)
    }
  })

  it('that is too large, or has too large a row, is refused in one line', async () => {
    const limited = collect(readParquet(chunked(outcomes), 1000, { limit: 100 }))
    await expect(limited).rejects.toMatchObject({
      code: 'DATA_FORMAT',
      message: expect.stringContaining('MiB, the most that is read'),
    })
    const wide = parquet([{ name: 'q', data: ['x'.repeat(5_000_000), 'y'], type: 'STRING' }])
    expect(await rowsOf(wide, 'parquet')).toMatchObject([
      { line: 1, reason: 'the row is larger than 4 MiB' },
      { line: 2 },
    ])
  })

  it('that is cut off in many places, or is none behind its first bytes, is refused in one line', async () => {
    const noise = Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(200, 7), Buffer.from('PAR1')])
    const cuts = Array.from({ length: 12 }, (_, part) => Math.floor((part / 12) * (outcomes.length - 8))).map((at) =>
      outcomes.subarray(0, at + 8),
    )
    for (const bytes of [noise, ...cuts]) {
      const error = await rowsOf(bytes, 'parquet').catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'DATA_FORMAT', message: expect.stringContaining('cannot be read') })
    }
  }, 30_000)
})

describe('a Parquet file that keeps its reader busy', () => {
  it('is refused when its time is up', async () => {
    const hurried = collect(readParquet(chunked(outcomes), 1000, { deadlineMs: 1 }))
    await expect(hurried).rejects.toThrow('cannot be read: it is not read after 0.001 s')
  })

  it('and any other that is damaged gives rows or one clear line, and never hangs', async () => {
    const flip = fc.tuple(fc.nat({ max: outcomes.length - 1 }), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(fc.array(flip, { minLength: 1, maxLength: 8 }), async (flips) => {
        const damaged = Uint8Array.from(outcomes)
        for (const [at, by] of flips) damaged[at] = (damaged[at] ?? 0) ^ by
        const reading = collect(readParquet(chunked(damaged), 100_000, { deadlineMs: 1500 }))
        await reading.catch((error: unknown) => expect(error).toBeInstanceOf(SwitchyardError))
      }),
      { numRuns: 25 },
    )
  }, 60_000)
})
