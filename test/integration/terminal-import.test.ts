import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { cascade, oneModel } from '../../shared/graph/graph.fixture'
import { type RunSummary, reportSchema } from '../../shared/report'
import { root, saveGraph, temporaryFolder, terminal } from '../setup/terminal'

const folder = temporaryFolder()
const db = join(folder, 'work.db')
const routellm = join(root, '../shared/data/routellm-gsm8k/gsm8k_responses.csv')
const mixtral = 'mistralai/Mixtral-8x7B-Instruct-v0.1'
const gpt4 = 'gpt-4-1106-preview'

async function importFile(file: string, ...args: string[]) {
  const ended = await terminal(folder, 'import', file, '--db', db, '--json', ...args)
  return { ...ended, report: ended.code === 0 ? JSON.parse(ended.stdout) : undefined }
}

function asking(model: string, other?: string): string {
  const graph = other === undefined ? oneModel() : cascade({ threshold: 0.5 })
  const recorded = (name: string) => ({ connection: 'recorded', model: name })
  const roles = { fast: recorded(model), ...(other === undefined ? {} : { reasoner: recorded(other) }) }
  return saveGraph(folder, `${model.replace(/\W/g, '-')}.json`, { ...graph, roles })
}

async function runOver(data: string, graphs: string[]): Promise<{ runs: RunSummary[]; stderr: string }> {
  const { stdout, stderr } = await terminal(folder, 'run', ...graphs, '--data', data, '--db', db, '--json')
  return { runs: reportSchema.parse(JSON.parse(stdout)).runs, stderr }
}

describe.skipIf(!existsSync(routellm))(
  'the wide outcomes of routellm-gsm8k (skipped where the file is not there)',
  () => {
    it('are two models over 1,319 problems, right as often as the file says, at the price that was given', async () => {
      const rows = parse(readFileSync(routellm, 'utf8'), { columns: true }) as Record<string, string>[]
      const right = [mixtral, gpt4].map((model) => rows.filter((row) => row[model] === 'True').length)
      const flat = ['--flat-price', `${mixtral}=0.0001`, '--flat-price', `${gpt4}=0.01`]
      const { report, stderr } = await importFile(routellm, '--name', 'wide', '--outcomes', 'wide', ...flat)
      expect(stderr).toBe('')
      expect(report).toMatchObject({ rows: 1319, problems: { added: 1319 }, outcomes: { added: 2638 }, badRows: 0 })
      expect(report.dataset.models).toEqual([gpt4, mixtral].map((model) => ({ model, problems: 1319, outcomes: 1319 })))
      const { runs } = await runOver('wide', [asking(mixtral), asking(gpt4)])
      expect(runs.map(({ correct, problems }) => [correct, problems])).toEqual(right.map((count) => [count, 1319]))
      expect(runs[0]?.usd).toBeCloseTo(0.1319, 9)
      expect(runs[1]?.usd).toBeCloseTo(13.19, 9)
    })

    it('are the same packed by gzip, and may be restricted to one model whose price comes later', async () => {
      const packed = join(folder, 'responses.csv.gz')
      writeFileSync(packed, gzipSync(readFileSync(routellm)))
      const only = ['--name', 'one', '--outcomes', 'wide', '--models', gpt4]
      expect((await importFile(packed, ...only)).report).toMatchObject({ outcomes: { added: 1319 } })
      expect((await runOver('one', [asking(gpt4)])).runs[0]?.usd).toBeNull()
      const priced = await importFile(packed, ...only, '--flat-price', `${gpt4}=0.01`, '--flat-price', 'gpt-5=1')
      expect(priced.report).toMatchObject({ outcomes: { added: 0, same: 1319 }, badRows: 0, unusedPrices: ['gpt-5'] })
      expect(priced.stderr).toContain('the price of “gpt-5” is of no use')
      expect((await runOver('one', [asking(gpt4)])).runs[0]?.usd).toBeCloseTo(13.19, 9)
    })
  },
)

describe('outcomes of many shapes', () => {
  it('come from nested JSON by path, with tokens × price and seconds', async () => {
    const file = join(folder, 'nested.jsonl')
    const row = (n: number, ok: unknown) => ({
      task: { q: `What is ${n}?`, gold: n },
      run: { by: 'm', out: [{ text: String(n) }], ok, usage: { in: 1000, out: 100 }, took: 1.005 },
    })
    writeFileSync(file, [row(1, true), row(2, 0.75), row(3, 'no')].map((line) => JSON.stringify(line)).join('\n'))
    const { report } = await importFile(
      file,
      ...['--name', 'nested', '--map', 'question=task.q,key=task.gold', '--price', 'm=3,15'],
      '--outcomes',
      'model=run.by,answer=run.out[0].text,correct=run.ok,inputTokens=run.usage.in,outputTokens=run.usage.out,latencySeconds=run.took',
    )
    expect(report).toMatchObject({ outcomes: { added: 3 }, badRows: 0 })
    const [run] = (await runOver('nested', [asking('m')])).runs
    expect(run).toMatchObject({ correct: 2, latencyMs: { p50: 1005 } })
    expect(run?.usd).toBeCloseTo(0.0135, 12)
  })

  it('come from Parquet', async () => {
    const file = join(folder, 'outcomes.parquet')
    const columnData = [
      { name: 'prompt', data: ['a?', 'b?', 'c?'] },
      { name: 'm', data: [1, 0, null], type: 'DOUBLE' as const },
      { name: 'm|model_response', data: ['x', 'y', null] },
      { name: 'm|total_cost', data: [0.5, 0.25, null], type: 'DOUBLE' as const },
    ]
    writeFileSync(file, new Uint8Array(parquetWriteBuffer({ columnData })))
    const { report } = await importFile(file, '--name', 'parquet', '--outcomes', 'wide')
    expect(report).toMatchObject({ problems: { added: 3 }, outcomes: { added: 2 }, badRows: 0 })
    const { runs, stderr } = await runOver('parquet', [asking('m')])
    expect(runs[0]).toMatchObject({ correct: 1, problems: 3, failed: 1 })
    expect(stderr).toMatch(/^m: outcomes for 2 of 3 problems; the other 1 will fail where it is asked\n/)
  })

  it.each([
    [
      'a broken archive',
      gzipSync(`question,key\n${'a,1\n'.repeat(100)}`).subarray(0, -9),
      /the gzip archive is broken/,
    ],
    ['a broken Parquet file', Buffer.from('PAR1 and nothing else PAR1'), /the Parquet file cannot be read/],
  ])('are refused in one line from %s', async (_, content, line) => {
    writeFileSync(join(folder, 'broken.csv'), content)
    const { code, stdout, stderr } = await importFile(join(folder, 'broken.csv'), '--name', 'broken')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(line)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})

describe('coverage before a run', () => {
  it('names every recorded model that the graph asks and that has not answered all problems', async () => {
    const file = join(folder, 'partial.csv')
    const answered = (n: number) => `q${n},1,True,${n < 3 ? 'False' : ''}`
    writeFileSync(file, ['question,key,all,some', ...Array.from({ length: 10 }, (_, n) => answered(n))].join('\n'))
    await importFile(file, '--name', 'partial', '--models', 'all,some')
    const { stderr } = await runOver('partial', [asking('all', 'some')])
    expect(stderr.split('\n')[0]).toBe('some: outcomes for 3 of 10 problems; the other 7 will fail where it is asked')
    expect(stderr).not.toContain('all: outcomes')
    const limited = await terminal(
      folder,
      'run',
      asking('all', 'some'),
      '--data',
      'partial',
      '--db',
      db,
      '--limit',
      '3',
    )
    expect(limited.stderr).not.toContain('outcomes for')
  })
})
