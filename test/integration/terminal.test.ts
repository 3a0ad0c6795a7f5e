import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { cascade, graphOf, oneModel } from '../../shared/graph/graph.fixture'
import { reportSchema } from '../../shared/report'
import { root, saveGraph, temporaryFolder, terminal } from '../setup/terminal'

const folder = temporaryFolder()
const db = join(folder, 'work.db')
const anytime = join(root, '../shared/data/anytime-gsm8k/preds_student_full.jsonl')
const routellm = join(root, '../shared/data/routellm-gsm8k/gsm8k_responses.csv')

const problems = join(folder, 'sums.jsonl')
writeFileSync(
  problems,
  Array.from({ length: 30 }, (_, n) =>
    JSON.stringify({ question: `What is ${n} + ${n}?`, answer_key: 2 * n, level: 'easy' }),
  ).join('\n'),
)

function recorded(name: string, fast: string, slow: string, threshold: number) {
  const graph = cascade({ threshold, missingConfidence: 0 })
  return saveGraph(folder, `${name}.json`, {
    ...graph,
    name,
    roles: { fast: { connection: 'recorded', model: fast }, reasoner: { connection: 'recorded', model: slow } },
  })
}

describe('wrong usage', () => {
  it.each([
    ['no such command', ['fly']],
    ['a missing option', ['run', 'x.json']],
    ['a number that is none', ['run', 'x.json', '--data', 'd', '--limit', 'ten']],
    ['a graph that is not there', ['run', 'gone.json', '--data', 'd']],
    ['a mapping that is none', ['import', problems, '--name', 'd', '--map', 'question']],
    ['an unknown format', ['export', 'r', '--format', 'xml']],
    ['a graph drawn in no known way', ['draw', 'g.json', '--format', 'gif']],
  ])('%s ends with 2 and one line', async (_, args) => {
    const { code, stdout, stderr } = await terminal(folder, ...args, '--db', db)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr.trim()).not.toBe('')
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it.each([
    'validate',
    'run',
    'resume',
    'import',
    'datasets',
    'runs',
    'compare',
    'report',
    'export',
    'reviews',
    'review',
    'train-classifier',
    'draw',
    'demo',
  ])('%s explains itself', async (command) => {
    const { code, stdout } = await terminal(folder, command, '--help')
    expect(code).toBe(0)
    expect(stdout).toContain(`switchyard ${command}`)
  })
})

describe('demo', () => {
  it('replays the four sample designs, and keeps nothing', async () => {
    const { code, stdout, stderr } = await terminal(folder, 'demo', '--json')
    expect(code, stderr).toBe(0)
    const { runs } = reportSchema.parse(JSON.parse(stdout))
    expect(runs.map(({ graph, problems, failed }) => [graph, problems, failed])).toEqual([
      ['All standard', 500, 0],
      ['All reasoning', 500, 0],
      ['Route by difficulty', 500, 0],
      ['Full hybrid', 500, 0],
    ])
    expect((await terminal(folder, 'demo')).stdout).toContain('no key, no network, no money')
  })
})

describe('validate', () => {
  it('passes a graph that is right', async () => {
    expect((await terminal(folder, 'validate', saveGraph(folder, 'right.json', cascade()))).code).toBe(0)
  })

  it('lists what is wrong and fails', async () => {
    const file = saveGraph(
      folder,
      'wrong.json',
      graphOf(
        [
          ['in', 'input'],
          ['x', 'mystery'],
        ],
        ['in.problem > gone'],
      ),
    )
    const { code, stdout } = await terminal(folder, 'validate', file)
    expect(code).toBe(1)
    expect(stdout).toContain('unknown kind “mystery”')
    expect(stdout).toContain('leads to “gone”')
  })
})

describe('run', () => {
  it('reads a file of problems, runs graphs over it and prints one document', async () => {
    const one = saveGraph(folder, 'one.json', oneModel())
    const two = saveGraph(folder, 'two.json', { ...cascade(), name: 'two' })
    const { code, stdout, stderr } = await terminal(folder, 'run', one, two, '--data', problems, '--db', db, '--json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { runs } = reportSchema.strict().parse(JSON.parse(stdout))
    expect(runs.map(({ graph, problems: count, mode }) => [graph, count, mode])).toEqual([
      ['test', 30, 'simulated'],
      ['two', 30, 'simulated'],
    ])
    expect(runs[0]?.answeredFrom).toEqual({ simulated: 30 })
  })

  it('says what of a graph does nothing, and an estimate does as well', async () => {
    const graph = saveGraph(folder, 'misspelt.json', { ...oneModel({ warmth: 3 }), limits: { budget: 1 } })
    for (const command of ['run', 'estimate']) {
      const own = join(folder, 'misspelt.db')
      const { code, stderr } = await terminal(folder, command, graph, '--data', problems, '--db', own, '--json')
      expect(code, stderr).toBe(0)
      expect(stderr).toContain(`${graph}: the graph has no limit “budget”, so it does nothing; its limits are:`)
      expect(stderr).toContain('has no setting “warmth”, so it does nothing; its settings are:')
    }
  })

  it('keeps the runs, which can be listed, compared and exported', async () => {
    const { runs } = reportSchema.parse(JSON.parse((await terminal(folder, 'runs', '--db', db, '--json')).stdout))
    const ids = runs.map(({ id }) => id)
    expect(ids).toHaveLength(2)
    const compared = await terminal(folder, 'compare', ...ids, '--db', db, '--json')
    expect(reportSchema.parse(JSON.parse(compared.stdout)).runs).toEqual(runs)
    const words = await terminal(folder, 'compare', ...ids, '--db', db, '--baseline', ids[1] ?? '')
    expect(words.stdout).toMatch(
      /\n\nAgainst test, paired on 30 problems:\n\ntwo: Right on exactly the same problems\.\n {2}Of 30 problems there is none/,
    )
    const inside = await terminal(folder, 'inside', ids[0] ?? '', '--db', db)
    expect(inside.stdout).toMatch(/^Inside .*: 30 problems of .* right\n\nEscalations .*\n\nConfidences /s)
    const csv = await terminal(folder, 'export', ids[0] ?? '', '--format', 'csv', '--db', db)
    const rows = parse(csv.stdout, { columns: true }) as Record<string, string>[]
    expect(rows).toHaveLength(30)
    expect(rows.filter(({ verdict }) => verdict === 'correct')).toHaveLength(runs[0]?.correct ?? -1)
    const json = await terminal(folder, 'export', ids[0] ?? '', '--format', 'json', '--db', db)
    expect(JSON.parse(json.stdout)).toMatchObject({ run: runs[0], results: { length: 30 } })
  })

  it('gives the same results for the same seed, and others for another', async () => {
    const graph = saveGraph(folder, 'again.json', cascade())
    const results = async (seed: string) => {
      const { stdout } = await terminal(folder, 'run', graph, '--data', problems, '--db', db, '--json', '--seed', seed)
      const [run] = reportSchema.parse(JSON.parse(stdout)).runs
      const exported = await terminal(folder, 'export', run?.id ?? '', '--format', 'json', '--db', db)
      return JSON.stringify((JSON.parse(exported.stdout) as { results: unknown }).results)
    }
    const [first, second, other] = [await results('3'), await results('3'), await results('4')]
    expect(second).toBe(first)
    expect(other).not.toBe(first)
  })

  it('walks only the first problems under a limit', async () => {
    const graph = saveGraph(folder, 'limit.json', oneModel())
    const { stdout } = await terminal(folder, 'run', graph, '--data', problems, '--db', db, '--json', '--limit', '4')
    expect(reportSchema.parse(JSON.parse(stdout)).runs[0]?.problems).toBe(4)
  })

  it('reads a second file of the same name apart from the first', async () => {
    const rows = ['{"question": "1 + 1?", "key": 2}', '{"question": "1 + 2?", "key": 3}']
    const graph = saveGraph(folder, 'apart.json', oneModel())
    for (const count of [1, 2]) {
      writeFileSync(join(folder, 'same.jsonl'), rows.slice(0, count).join('\n'))
      const { stdout } = await terminal(
        folder,
        'run',
        graph,
        '--data',
        join(folder, 'same.jsonl'),
        '--db',
        db,
        '--json',
      )
      expect(reportSchema.parse(JSON.parse(stdout)).runs[0]?.problems).toBe(count)
    }
  })

  it('fails with a line for a connection that is not there', async () => {
    const graph = saveGraph(folder, 'far.json', {
      ...oneModel(),
      roles: { fast: { connection: 'moonbase', model: 'm' } },
    })
    const { code, stderr } = await terminal(folder, 'run', graph, '--data', problems, '--db', db)
    expect(code).toBe(1)
    expect(stderr).toMatch(/connection “moonbase”, which is not there; bind it to one of: simulated, recorded\n$/)
  })
})

describe('import', () => {
  it('keeps the good rows and names the lines of the bad ones', async () => {
    const file = join(folder, 'mixed.jsonl')
    writeFileSync(
      file,
      '{"question": "1 + 1?", "key": "2"}\nnot json\n{"key": "3"}\n{"question": "2 + 2?", "key": "4"}\n',
    )
    const { code, stdout, stderr } = await terminal(folder, 'import', file, '--name', 'mixed', '--db', db)
    expect(code).toBe(0)
    expect(stdout).toContain('Problems: 2 added')
    expect(stderr).toMatch(/^line 2: .+\nline 3: .+\n$/)
  })

  it.each([
    ['a column that is not there', 'cols.csv', 'a,b\n1,2\n', ['--map', 'question=prompt'], /no column prompt/],
    ['a file in Latin-1', 'latin.csv', Buffer.from('question,key\ncaf\xe9 price?,3\n', 'latin1'), [], /UTF-8/],
    ['an empty file', 'empty.jsonl', '', [], /empty/],
    ['a file of another kind', 'zip.jsonl', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 1, 2, 3]), [], /./],
  ])('refuses %s in one line', async (_, name, content, more, line) => {
    writeFileSync(join(folder, name), content)
    const { code, stdout, stderr } = await terminal(
      folder,
      'import',
      join(folder, name),
      '--name',
      `bad-${name}`,
      ...more,
      '--db',
      db,
    )
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(line)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect((await terminal(folder, 'datasets', '--db', db)).stdout).not.toContain(`bad-${name}`)
  })

  it('keeps the rest of a file with a line of ten megabytes and one named __proto__', async () => {
    const file = join(folder, 'wild.jsonl')
    const rows = [
      '{"question": "a?", "key": 1}',
      `{"question": "${'x'.repeat(10_000_000)}"}`,
      '{"__proto__": {"key": 9}, "question": "b?", "key": 2}',
    ]
    writeFileSync(file, rows.join('\n'))
    const { code, stdout, stderr } = await terminal(folder, 'import', file, '--name', 'wild', '--db', db)
    expect(code).toBe(0)
    expect(stdout).toContain('Problems: 2 added')
    expect(stderr).toMatch(/^line 2: .*4 MiB/)
  })
})

describe('two programs on one database', () => {
  it('the second one that would write is refused in one line, and a reader is not', async () => {
    const { openStore } = await import('../../electron/store/store')
    const store = openStore({ file: db, access: 'write' })
    const graph = saveGraph(folder, 'second.json', oneModel())
    const { code, stderr } = await terminal(folder, 'run', graph, '--data', problems, '--db', db)
    const reader = await terminal(folder, 'runs', '--db', db)
    store.close()
    expect(code).toBe(1)
    expect(stderr).toMatch(/is open in another Switchyard \(process \d+.*; close it there.*\n$/)
    expect(reader.code).toBe(0)
  })
})

describe.skipIf(!existsSync(anytime))(
  'the recorded outcomes of anytime-gsm8k (skipped where the file is not there)',
  () => {
    const map = ['--map', 'id=uid,question=problem,key=gold', '--outcomes', 'model=t,confidence=conf']

    it('are imported once, however often they are read', async () => {
      const first = JSON.parse(
        (await terminal(folder, 'import', anytime, '--name', 'anytime', ...map, '--db', db, '--json')).stdout,
      )
      expect(first).toMatchObject({
        rows: 5276,
        problems: { added: 1319 },
        outcomes: { added: 5276, same: 0 },
        badRows: 0,
      })
      const again = JSON.parse(
        (await terminal(folder, 'import', anytime, '--name', 'anytime', ...map, '--db', db, '--json')).stdout,
      )
      expect(again).toMatchObject({ problems: { added: 0 }, outcomes: { added: 0, same: 5276 }, badRows: 0 })
    })

    it('give the published figures for each budget and for the cascade', async () => {
      const singles = ['1', '2', '3', '4'].map((t) =>
        saveGraph(folder, `t${t}.json`, {
          ...oneModel(),
          name: `t${t}`,
          roles: { fast: { connection: 'recorded', model: t } },
        }),
      )
      const cascades = [0.5, 0.8, 0.9].map((threshold) => recorded(`cascade-${threshold}`, '1', '4', threshold))
      const { stdout } = await terminal(
        folder,
        'run',
        ...singles,
        ...cascades,
        '--data',
        'anytime',
        '--db',
        db,
        '--json',
      )
      const { runs } = reportSchema.parse(JSON.parse(stdout))
      expect(runs.map(({ correct }) => correct)).toEqual([843, 910, 897, 884, 923, 935, 884])
      expect(runs.map(({ escalationRate, problems: n }) => Math.round((escalationRate ?? 0) * n)).slice(4)).toEqual([
        269, 303, 1319,
      ])
      expect(runs.every(({ usd, mode }) => usd === null && mode === 'recorded')).toBe(true)
    })

    it('fail a problem that has no outcome of the model, and say so', async () => {
      const graph = recorded('missing', '1', 'gpt-9', 0.9)
      const { code, stdout, stderr } = await terminal(
        folder,
        'run',
        graph,
        '--data',
        'anytime',
        '--limit',
        '50',
        '--db',
        db,
        '--json',
      )
      expect(code).toBe(1)
      const [run] = reportSchema.parse(JSON.parse(stdout)).runs
      expect(run?.failed).toBe(50)
      expect(stderr).toContain('“anytime” has no outcome of “gpt-9” for “gsm8k_test_0”')
    })
  },
)

describe.skipIf(!existsSync(routellm))('outcomes of another shape', () => {
  it('come in as CSV with costs, confidences in other columns and quoted line breaks', async () => {
    const file = join(folder, 'long.csv')
    const { createReadStream } = await import('node:fs')
    const { readRows } = await import('../../electron/datasets/read-rows')
    const { csvLine } = await import('../../shared/csv')
    const lines = [csvLine(['query', 'llm', 'reply', 'ok', 'dollars', 'ms'])]
    for await (const row of readRows(createReadStream(routellm), 'csv')) {
      if (!('values' in row)) continue
      const values = row.values as Record<string, string>
      for (const llm of ['mistralai/Mixtral-8x7B-Instruct-v0.1', 'gpt-4-1106-preview']) {
        const usd = llm.startsWith('gpt') ? 0.01 : 0.0001
        lines.push(csvLine([values.prompt, llm, values[`${llm}_response`], values[llm], usd, 1200]))
      }
    }
    writeFileSync(file, lines.join(''))
    const report = JSON.parse(
      (
        await terminal(
          folder,
          'import',
          file,
          '--name',
          'routes',
          '--map',
          'question=query',
          '--outcomes',
          'model=llm,answer=reply,correct=ok,usd=dollars,latencyMs=ms',
          '--db',
          db,
          '--json',
        )
      ).stdout,
    )
    expect(report).toMatchObject({ problems: { added: 1319 }, outcomes: { added: 2638 } })
    const graph = saveGraph(folder, 'mixtral.json', {
      ...oneModel(),
      roles: { fast: { connection: 'recorded', model: 'mistralai/Mixtral-8x7B-Instruct-v0.1' } },
    })
    const [run] = reportSchema.parse(
      JSON.parse((await terminal(folder, 'run', graph, '--data', 'routes', '--db', db, '--json')).stdout),
    ).runs
    expect(run?.usd).toBeCloseTo(0.1319, 9)
    expect(run?.latencyMs).toEqual({ p50: 1200, p95: 1200 })
    expect(run?.correct).toBeGreaterThan(833)
  })
})
