import { describe, expect, it } from 'vitest'
import { chunked, rowsOf } from './chunked.fixture'
import { readRows } from './read-rows'

const sizes = [1, 2, 5, 1000]

describe('a CSV file', () => {
  it('may hold quotes, separators and line breaks inside quoted cells', async () => {
    const text = 'question,key\r\n"a ""b"", c",1\r\n"two\r\nlines",2\r\n\r\n5" pipe,3'
    for (const size of sizes) {
      expect(await rowsOf(text, 'csv', { size })).toEqual([
        { line: 2, values: { question: 'a "b", c', key: '1' } },
        { line: 3, values: { question: 'two\r\nlines', key: '2' } },
        { line: 6, values: { question: '5" pipe', key: '3' } },
      ])
    }
  })

  it('may begin with lines that are empty or blank', async () => {
    for (const size of sizes)
      expect(await rowsOf('\n  \nquestion;key\na;1\n', 'csv', { size })).toEqual([
        { line: 4, values: { question: 'a', key: '1' } },
      ])
  })

  it('may be separated by semicolons or tabs', async () => {
    for (const separator of [';', '\t']) {
      const text = `question${separator}key\na, b${separator}1\n`
      expect(await rowsOf(text, 'csv')).toEqual([{ line: 2, values: { question: 'a, b', key: '1' } }])
    }
  })

  it('may be separated by bars, which in a header with commas are letters like any other', async () => {
    expect(await rowsOf('question|key\na, b|1\n', 'csv')).toEqual([{ line: 2, values: { question: 'a, b', key: '1' } }])
    expect(await rowsOf('q|x,m|cost\n1,2\n', 'csv')).toEqual([{ line: 2, values: { 'q|x': '1', 'm|cost': '2' } }])
  })

  it('may say its separator in a line before the header, as spreadsheets write it', async () => {
    for (const separator of [';', ',', '\t', '|']) {
      const text = `sep=${separator}\r\na b${separator}c\r\n1${separator}2\r\n`
      for (const size of sizes)
        expect(await rowsOf(text, 'csv', { size })).toEqual([{ line: 3, values: { 'a b': '1', c: '2' } }])
    }
    // What is said counts, not what occurs most often.
    expect(await rowsOf('sep=;\na, b, c;d\n1;2\n', 'csv')).toEqual([{ line: 3, values: { 'a, b, c': '1', d: '2' } }])
    expect(await rowsOf('sep=a,b\n1,2\n', 'csv')).toEqual([{ line: 2, values: { 'sep=a': '1', b: '2' } }])
  })

  it('may end its lines in any way', async () => {
    for (const ending of ['\n', '\r\n', '\r']) {
      const text = ['a,b', '1,2', '', '3,4', ''].join(ending)
      for (const size of sizes) {
        const rows = await rowsOf(text, 'csv', { size })
        expect(rows.map((row) => row.line)).toEqual([2, 4])
      }
    }
  })

  it('keeps the rest when a row has too few or too many columns', async () => {
    expect(await rowsOf('a,b\n1\n1,2,3\n1,\n', 'csv')).toEqual([
      { line: 2, reason: 'the row has 1 column, the header has 2' },
      { line: 3, reason: 'the row has 3 columns, the header has 2' },
      { line: 4, values: { a: '1', b: '' } },
    ])
  })

  it('does not let a forgotten quote swallow the rows after it', async () => {
    const text = 'a,b\n1,"open\n2,"fine"\n3,x\n'
    for (const size of sizes) {
      expect(await rowsOf(text, 'csv', { size })).toEqual([
        { line: 2, reason: 'the quote opened in line 2 is never closed, or closed before more text' },
        { line: 3, values: { a: '2', b: 'fine' } },
        { line: 4, values: { a: '3', b: 'x' } },
      ])
    }
    expect(await rowsOf('a,b\n1,2\n3,"open\n5,6\n', 'csv')).toEqual([
      { line: 2, values: { a: '1', b: '2' } },
      { line: 3, reason: 'the quote opened in line 3 is never closed' },
      { line: 4, values: { a: '5', b: '6' } },
    ])
  })

  it('passes over a 10 MB cell, and goes on after an open quote that reaches further than a row may', async () => {
    const large = `a,b\n1,${'x'.repeat(10 * 1024 * 1024)}\n3,4\n`
    const rows = await rowsOf(large, 'csv')
    expect(rows[0]).toEqual({ line: 2, reason: 'the row is larger than 4 MiB' })
    expect(rows[1]).toEqual({ line: 3, values: { a: '3', b: '4' } })
    const open = `a,b\n1,"open\n${'3,4\n'.repeat(100)}`
    const kept = await rowsOf(open, 'csv', { maxRowBytes: 64, size: 16 })
    expect(kept[0]).toEqual({
      line: 2,
      reason: 'the row is larger than 64 bytes, or a quote opened in it is never closed',
    })
    expect(kept.slice(1)).toHaveLength(100)
    expect(kept.at(-1)).toEqual({ line: 102, values: { a: '3', b: '4' } })
  })

  it('is refused when its header is broken or names a column twice', async () => {
    await expect(rowsOf('a,"b\n1,2\n', 'csv')).rejects.toMatchObject({
      code: 'DATA_FORMAT',
      message: 'the header in line 1 cannot be read: the quote opened in line 1 is never closed',
    })
    await expect(rowsOf(`${'x'.repeat(500)}\n1\n`, 'csv', { maxRowBytes: 100, size: 10 })).rejects.toMatchObject({
      message: 'the header in line 1 cannot be read: the row is larger than 100 bytes',
    })
    await expect(rowsOf('a, a\n1,2\n', 'csv')).rejects.toMatchObject({ code: 'DATA_COLUMNS' })
  })

  it('without a row under its header is empty', async () => {
    for (const text of ['', '\n\n', 'question,key\n']) {
      await expect(rowsOf(text, 'csv')).rejects.toMatchObject({ code: 'DATA_EMPTY' })
    }
  })

  it('reads quotes left open in every line in bounded time', async () => {
    const started = performance.now()
    const text = `a,b\n${'x","z\n'.repeat(200_000)}`
    await rowsOf(text, 'csv').catch((error: unknown) => expect(error).toMatchObject({ code: 'DATA_FORMAT' }))
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('never touches a prototype, whatever its columns are called', async () => {
    for await (const row of readRows(chunked('__proto__,constructor,prototype\n1,2,3\n'), 'csv')) {
      if ('reason' in row) throw new Error(row.reason)
      expect(Object.getPrototypeOf(row.values)).toBeNull()
      expect(Object.values(row.values)).toEqual(['1', '2', '3'])
    }
  })
})
