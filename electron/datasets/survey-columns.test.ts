import { describe, expect, it } from 'vitest'
import { chunked } from './chunked.fixture'
import { surveyColumns } from './survey-columns'

const survey = (rows: unknown[]) => surveyColumns(chunked(rows.map((row) => JSON.stringify(row)).join('\n')), 'jsonl')

describe('a survey of the first rows', () => {
  it('lists columns with the paths into them', async () => {
    const { columns, nested } = await survey([
      { q: 'a', meta: { key: 1, out: [{ text: 't' }, { more: 1 }] } },
      { meta: { id: 1 } },
    ])
    expect(columns).toEqual(['q', 'meta', 'meta.key', 'meta.out', 'meta.out[0]', 'meta.out[0].text', 'meta.id'])
    expect([...nested]).toEqual(['meta', 'meta.out', 'meta.out[0]'])
  })

  it('takes a column for what most of its rows hold', async () => {
    const { nested } = await survey([
      { gold: '1', out: { text: 'a' } },
      { gold: ['2', '2.0'], out: 'ERROR' },
      { gold: '3', out: { text: 'c' } },
      { gold: null, out: null },
    ])
    expect([...nested]).toEqual(['out'])
  })

  it('knows which columns could hold grades', async () => {
    const { scores } = await survey([
      { a: 'True', b: 1, c: 0.5, d: '18', e: '', f: null, g: 'no', deep: { ok: false } },
      { a: 'False', b: 0, c: 2, d: '1', e: ' ', f: 1, g: null },
    ])
    expect([...scores]).toEqual(['a', 'b', 'g', 'deep.ok', 'f'])
  })

  it('knows which columns cannot number answers', async () => {
    const { uncountable } = await survey([
      { k: 0, sample_id: 'run-0', n: '1,000', half: 0.5, less: -1, none: null },
      { k: '1', sample_id: 1, n: 'NaN', half: 1, less: 0, none: '' },
    ])
    expect([...uncountable]).toEqual(['sample_id', 'half', 'less'])
  })

  it('knows which columns have more than one value', async () => {
    const { varied } = await survey([
      { model: 'a', judge: 'j', k: 8, gap: null },
      { model: 'b', judge: 'j', k: 8, gap: 1 },
    ])
    expect([...varied]).toEqual(['model'])
  })

  it('takes checks for one value, and lists a bounded number of paths', async () => {
    expect((await survey([{ checks: { numeric: { min: 1 } } }])).columns).toEqual(['checks'])
    const wild = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`k${n}`, n]))
    expect((await survey([{ wild }])).columns).toHaveLength(301)
  })
})
