import { describe, expect, it } from 'vitest'
import { rowsOf } from './chunked.fixture'

const lineOf = (row: { line: number }): number => row.line

describe('a JSON file', () => {
  it('may be a list of objects', async () => {
    expect(await rowsOf('[{"q":"a, ] }"},\n {"q":[{"x":1}]}]\n', 'json')).toEqual([
      { line: 1, values: { q: 'a, ] }' } },
      { line: 2, values: { q: [{ x: 1 }] } },
    ])
  })

  it('may be an object with exactly one list in it', async () => {
    const text = '{"name": "a: [b]", "n": 2, "about": {"rows": [0]},\n"data": [{"q":1}, {"q":2}], "end": null}'
    expect(await rowsOf(text, 'json')).toEqual([
      { line: 2, values: { q: 1 } },
      { line: 2, values: { q: 2 } },
    ])
  })

  it('is refused with two lists, with none, or with text where data belongs', async () => {
    const refusals: [string, string][] = [
      ['{"question": ["a"],\n"key": ["b"]}', 'the JSON object holds more than one list (lines 1 and 2)'],
      ['{"question": "a"}', 'the JSON object holds no list of rows'],
      ['{"q":1}\n{"q":2}', 'a second JSON value begins in line 2'],
      ['\nquestion,key', 'line 2 does not begin with [ or {, as JSON data must'],
    ]
    for (const [text, message] of refusals) {
      await expect(rowsOf(text, 'json')).rejects.toMatchObject({ code: 'DATA_FORMAT', message })
    }
    await expect(rowsOf('[]', 'json')).rejects.toMatchObject({ code: 'DATA_EMPTY' })
    await expect(rowsOf('', 'json')).rejects.toMatchObject({ code: 'DATA_EMPTY' })
  })

  it('keeps the rest when one row is broken', async () => {
    const text = '[\n{"q":1},\n{"q":},\n{"q":[3},\n4,\n{"q":5}\n]'
    expect(await rowsOf(text, 'json')).toEqual([
      { line: 2, values: { q: 1 } },
      { line: 3, reason: 'the row is not valid JSON' },
      { line: 4, reason: 'the row is not valid JSON' },
      { line: 5, reason: 'the row is a number, expected an object in { }' },
      { line: 6, values: { q: 5 } },
    ])
  })

  it('goes on at the next row after a forgotten quote', async () => {
    const text = '[\n  {\n    "q": "one,\n    "n": [\n    ]\n  },\n  {\n    "q": "two"\n  }\n]'
    for (const size of [1, 7, 1000]) {
      const rows = await rowsOf(text, 'json', { size })
      expect(rows).toEqual([
        { line: 2, reason: 'the row is not valid JSON: a quote or bracket is never closed' },
        { line: 7, values: { q: 'two' } },
      ])
    }
  })

  it('keeps what came before the place where it breaks off', async () => {
    expect((await rowsOf('[{"q":1},\n{"q":2', 'json'))[1]).toEqual({ line: 2, reason: 'the file ends inside the row' })
    expect((await rowsOf('[{"q":1}\n', 'json')).map(lineOf)).toEqual([1, 2])
    expect((await rowsOf('{"data":[{"q":1}]\n', 'json')).map(lineOf)).toEqual([1, 2])
    expect((await rowsOf('[{"q":1},\n{"q":"2\n', 'json')).map(lineOf)).toEqual([1, 2])
  })

  it('says when text follows the end of the data', async () => {
    expect((await rowsOf('[{"q":1}]\n, oops', 'json'))[1]).toEqual({
      line: 2,
      reason: 'text after the end of the data was passed over',
    })
  })

  it('passes over a row that is too large and keeps the rest', async () => {
    const text = `[{"q":1},\n{"q":"${'a'.repeat(500)}"},\n{"q":3}]`
    for (const size of [1, 64, 10_000]) {
      const rows = await rowsOf(text, 'json', { maxRowBytes: 100, size })
      expect(rows[1]).toEqual({ line: 2, reason: 'the row is larger than 100 bytes' })
      expect(rows.map(lineOf)).toEqual([1, 2, 3])
    }
  })

  it('reads brackets nested without end in bounded time', async () => {
    const rows = await rowsOf(`[{"q":${'['.repeat(300_000)}`, 'json')
    expect(rows).toHaveLength(1)
  })
})
