import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { verified } from '../../shared/graph/graph.fixture'
import { reportSchema } from '../../shared/report'
import { saveGraph, temporaryFolder, terminal } from '../setup/terminal'

const folder = temporaryFolder()
const db = join(folder, 'code.db')

/** What a model answered to “write add”, and whether that is right. */
const answers: [string, number][] = [
  ['```js\nfunction add(a, b) { return a + b }\n```', 1],
  ['const add = (a, b) => a + b', 1],
  ['function add(a, b) { return a - b }', 0],
  ['while (true) {}', 0],
  ['const a = []; for (;;) a.push(new Array(1000).fill(1))', 0],
  ['const f = () => f() + 1; f()', 0],
  ['eval("(".repeat(1e5))', 0],
  ['process.exit(0)', 0],
  ['function add(a, b) { return b + a }', 1],
]

it('the terminal runs the code of answers in its sandbox, and no answer stops the run', async () => {
  const file = join(folder, 'code.jsonl')
  const tests = [
    { call: 'add(1, 2)', equals: 3 },
    { call: 'add(-1, 1)', equals: 0 },
  ]
  const rows = answers.map(([answer, correct], n) => ({
    id: `p${n}`,
    question: `Write add, ${n}.`,
    key: 'add',
    checks: { tests },
    model: 'coder',
    answer,
    correct,
  }))
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'))
  const imported = await terminal(folder, 'import', file, '--name', 'code', '--outcomes', '--db', db)
  expect(imported.stderr).toBe('')
  const graph = saveGraph(folder, 'tests.json', {
    ...verified({ method: 'tests', deadlineMs: 500, memoryMb: 32, undecided: 'fail' }),
    roles: { fast: { connection: 'recorded', model: 'coder' } },
  })
  const run = await terminal(folder, 'run', graph, '--data', 'code', '--json', '--db', db)
  expect(run.stderr).toBe('test: 9 calls: 9 from recorded outcomes; $0 charged, what was saved is not known\n')
  expect(run.code).toBe(0)
  const [summary] = reportSchema.parse(JSON.parse(run.stdout)).runs
  expect(summary).toMatchObject({ problems: answers.length, correct: 3, failed: 0 })
  const exported = await terminal(folder, 'export', summary?.id ?? '', '--format', 'json', '--db', db)
  const { results } = JSON.parse(exported.stdout) as { results: { verdict: string; steps: string[][] }[] }
  expect(results.map(({ verdict }) => verdict === 'correct')).toEqual(answers.map(([, correct]) => correct === 1))
  const whys = results.map(({ steps }) => steps.find(([node]) => node === 'check')?.[2])
  expect(whys[3]).toBe('it has not ended within 500 ms')
  expect(whys[7]).toBe("the code fails: ReferenceError: 'process' is not defined")
})
