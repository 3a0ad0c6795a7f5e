import { createReadStream, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chunked, collect } from './chunked.fixture'
import { completeMapping } from './mapping'
import { type DatasetRow, readDataset } from './read-dataset'
import { surveyColumns } from './survey-columns'

const mapping = {
  problem: { question: 'q', key: 'key' },
  outcome: { model: 'model', confidence: 'conf' },
}

describe('a dataset', () => {
  it('numbers the answers of a model to a problem in the order of the file', async () => {
    const text = 'q,key,model,conf\nwhy?,1,a,0.5\nwhy?,1,b,\nwhy?,1,a,0.7\nhow?,1,a,\n'
    const rows = await collect(readDataset(chunked(text), 'csv', mapping))
    expect(
      rows.map((row) => 'problem' in row && [row.problem.question, row.outcomes[0]?.model, row.outcomes[0]?.sample]),
    ).toEqual([
      ['why?', 'a', 0],
      ['why?', 'b', 0],
      ['why?', 'a', 1],
      ['how?', 'a', 0],
    ])
  })

  it('reports a bad cell with its line and keeps the rest', async () => {
    const text = 'q,key,model,conf\nwhy?,1,,0.5\n,1,a,\nwhy?,1,a,0.7\n'
    const rows = await collect(readDataset(chunked(text), 'csv', mapping))
    expect(rows.slice(0, 2)).toEqual([
      { line: 2, reason: 'model is empty' },
      { line: 3, reason: 'q is empty' },
    ])
    expect(rows[2]).toMatchObject({ line: 4, outcomes: [{ sample: 0, confidence: 0.7 }] })
  })

  it.each([
    ['stands before decimals where others of its column do', '0,5', 29_075],
    ['is left open where nothing tells', '7', null],
    ['is left open where a point stands in its column', '0.5', null],
    ['is left open where another number of its column has two', '0,5\nwhy?;1,234;a;1,234,567', null],
  ])('a comma before three digits %s', async (_, others, latencyMs) => {
    const text = `q;key;model;latency_s\nhow?;1,234;a;29,075\nwhy?;1,234;a;${others}`
    const { columns, decimalCommas } = await surveyColumns(chunked(text), 'csv')
    const [first] = await collect(
      readDataset(chunked(text), 'csv', completeMapping(columns, { question: 'q' }), undefined, { decimalCommas }),
    )
    expect(first).toMatchObject({ problem: { answerKey: '1,234' }, outcomes: [{ latencyMs }] })
  })

  it('of problems alone has no outcomes', async () => {
    const rows = await collect(readDataset(chunked('{"q":"why?"}'), 'jsonl', { ...mapping, outcome: null }))
    expect(rows).toMatchObject([{ line: 1, problem: { question: 'why?', answerKey: null }, outcomes: [] }])
  })

  it('knows its columns from its first rows, in the order in which they appear', async () => {
    const columnsOf = async (text: string, rows?: number) =>
      (await surveyColumns(chunked(text), 'jsonl', { most: rows })).columns
    expect(await columnsOf('{"b":1}\n{"a":1,"b":2}\nbroken\n')).toEqual(['b', 'a'])
    expect(await columnsOf('{"b":1}\n{"a":1}\n', 1)).toEqual(['b'])
  })
})

const recorded = resolve(import.meta.dirname, '../../../shared/data/anytime-gsm8k/preds_student_full.jsonl')

describe.skipIf(!existsSync(recorded))(`the recorded outcomes (skipped where ${recorded} is not there)`, () => {
  it('are read whole, with the figures that their source reports', async () => {
    const { columns } = await surveyColumns(createReadStream(recorded), 'jsonl')
    const mapped = completeMapping(columns, { model: 't' })
    const rows = await collect(readDataset(createReadStream(recorded), 'jsonl', mapped))
    const read = rows.filter((row): row is DatasetRow => 'problem' in row)
    expect(read).toHaveLength(5276)
    expect(rows).toHaveLength(5276)
    const correct = ['1', '2', '3', '4'].map(
      (model) => read.filter(({ outcomes }) => outcomes[0]?.model === model && outcomes[0].score === 1).length,
    )
    expect(correct).toEqual([843, 910, 897, 884])
    expect(new Set(read.map(({ problem }) => problem.id)).size).toBe(1319)
    expect(read.every(({ outcomes }) => outcomes[0]?.sample === 0)).toBe(true)
  })
})
