import { describe, expect, it } from 'vitest'
import { chunked, rowsOf } from './chunked.fixture'
import { readRows } from './read-rows'

describe('a JSONL file', () => {
  it('keeps the rest when one line is broken', async () => {
    expect(await rowsOf('{"q":1}\n{"q":\n\n[3]\r\n{"q":4}', 'jsonl')).toEqual([
      { line: 1, values: { q: 1 } },
      { line: 2, reason: 'the row is not valid JSON' },
      { line: 4, reason: 'the row is a list, expected an object in { }' },
      { line: 5, values: { q: 4 } },
    ])
  })

  it('reads the numbers that Python writes for none as none, and leaves texts alone', async () => {
    const text = '{"a":NaN,"b":[-Infinity,"NaN \\"Infinity"],"NaN":Infinity}\n{"a":NaN,}\n{"a":NaNs}'
    expect(await rowsOf(text, 'jsonl')).toEqual([
      { line: 1, values: { a: null, b: [null, 'NaN "Infinity'], NaN: null } },
      { line: 2, reason: 'the row is not valid JSON' },
      { line: 3, reason: 'the row is not valid JSON' },
    ])
  })

  it('passes over a 10 MB line without holding it, and keeps the rest', async () => {
    let held = 0
    async function* source(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"q":1}\n{"q":"')
      for (let piece = 0; piece < 160; piece++) {
        yield Buffer.alloc(65_536, 0x61)
        held = Math.max(held, process.memoryUsage().heapUsed)
      }
      yield Buffer.from('"}\n{"q":3}\n')
    }
    const before = process.memoryUsage().heapUsed
    const lines: unknown[] = []
    for await (const row of readRows(source(), 'jsonl')) lines.push('reason' in row ? row : row.line)
    expect(lines).toEqual([1, { line: 2, reason: 'the row is larger than 4 MiB' }, 3])
    expect(held - before).toBeLessThan(64 * 1024 * 1024)
  })

  it('measures a row in bytes, not in characters', async () => {
    const row = JSON.stringify({ q: '€'.repeat(40) })
    expect(await rowsOf(row, 'jsonl', { maxRowBytes: 100 })).toEqual([
      { line: 1, reason: 'the row is larger than 100 bytes' },
    ])
    expect(await rowsOf(row, 'jsonl', { maxRowBytes: 200 })).toHaveLength(1)
  })

  it('keeps whole numbers that are too long for a double as the file writes them', async () => {
    const text = '{"key":12345678901234567890,"usd":0.1234567890123456789,"id":7}'
    const [row] = await rowsOf(text, 'jsonl')
    expect(row).toEqual({ line: 1, values: { key: '12345678901234567890', usd: 0.12345678901234568, id: 7 } })
  })

  it('without a row in it is refused', async () => {
    await expect(rowsOf('', 'jsonl')).rejects.toMatchObject({ code: 'DATA_EMPTY' })
    await expect(rowsOf(' \n\n', 'jsonl')).rejects.toMatchObject({ code: 'DATA_EMPTY' })
  })

  it('never touches a prototype, whatever its keys are called', async () => {
    const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":1}\n'
    for await (const row of readRows(chunked(text), 'jsonl')) {
      if ('reason' in row) throw new Error(row.reason)
      expect(Object.getPrototypeOf(row.values)).toBeNull()
      expect(Object.keys(row.values)).toEqual(['__proto__', 'constructor', 'prototype'])
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted')
  })
})
