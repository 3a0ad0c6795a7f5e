import { describe, expect, it } from 'vitest'
import { cascade, oneModel } from '../../shared/graph/graph.fixture'
import { writeGraph } from '../../shared/graph/write'
import { rowIdsWords } from '../../shared/import-words'
import { temporaryServices, watchRun } from './service.fixture'

const wideCsv = 'prompt,a,b,a_response\nq1,True,0.5,x\nq2,False,,y\nq3,True,1,z\n'
const fileOf = (name: string, text: string) => ({
  name,
  async *open(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text)
  },
})
const models = [
  { name: 'a', correct: 'a', answer: 'a_response' },
  { name: 'b', correct: 'b' },
]

describe('a preview', () => {
  it('guesses the long and the wide form apart', async () => {
    const { datasets } = temporaryServices()
    const wide = await datasets.preview(fileOf('w.csv', wideCsv))
    expect(wide.guess).toEqual({ problem: { question: 'prompt' }, outcome: null, wide: { models: [models[0]] } })
    const long = await datasets.preview(fileOf('l.csv', 'question,model,answer\nq,m,1\n'))
    expect(long.guess).toMatchObject({ outcome: { model: 'model', answer: 'answer' }, wide: null })
  })

  it('shows what is inside nested columns', async () => {
    const { datasets } = temporaryServices()
    const { columns, rows } = await datasets.preview(fileOf('n.jsonl', '{"q":"why?","meta":{"gold":4,"tags":null}}'))
    expect(columns).toEqual(['q', 'meta', 'meta.gold', 'meta.tags'])
    expect(rows).toEqual([{ q: 'why?', meta: '{"gold":4,"tags":null}', 'meta.gold': '4', 'meta.tags': '' }])
  })
})

describe('a JSON document with its rows deep inside', () => {
  const text = JSON.stringify({
    results: {
      prompts: [{ question: 'Which?' }],
      items: [{ question: 'What is 1 + 1?', key: 2 }, { question: 'Why?' }],
    },
    suite: { name: 'n' },
  })

  it('is read from its longest list, which the preview names beside the others', async () => {
    const { datasets } = temporaryServices()
    const preview = await datasets.preview(fileOf('d.json', text))
    expect(preview).toMatchObject({ rowsIn: 'results.items', lists: ['results.prompts', 'results.items'] })
    expect(preview.rows).toHaveLength(2)
    const report = await datasets.importFile(fileOf('d.json', text), 'd', { given: {} })
    expect(report).toMatchObject({ rowsIn: 'results.items', rows: 2, problems: { added: 2 } })
  })

  it('is read from the list that is asked for', async () => {
    const { datasets } = temporaryServices()
    const wanted = { given: {}, rowsIn: 'results.prompts' }
    expect((await datasets.preview(fileOf('d.json', text), wanted.rowsIn)).rows).toEqual([{ question: 'Which?' }])
    expect(await datasets.importFile(fileOf('d.json', text), 'd', wanted)).toMatchObject({ rows: 1 })
    await expect(datasets.importFile(fileOf('d.json', text), 'd', { given: {}, rowsIn: 'suite' })).rejects.toThrow(
      'the file holds no list of rows at “suite”',
    )
    const lost = datasets.importFile(fileOf('d.json', text), 'd', { given: {}, outcomes: 'any' })
    await expect(lost).rejects.toMatchObject({
      hint: expect.stringContaining(
        'the rows are those of “results.items”, and --rows takes another list: results.prompts',
      ),
    })
  })
})

describe('an import by the names of columns', () => {
  it('says what it took each column for, and which models it did not read', async () => {
    const { datasets } = temporaryServices()
    const alone = await datasets.importFile(fileOf('w.csv', wideCsv), 'w', { given: {} })
    const mapping = { problem: { question: 'prompt' }, outcome: null }
    expect(alone).toMatchObject({ mapping, unreadModels: ['a'], outcomes: { added: 0 } })
    const read = await datasets.importFile(fileOf('w.csv', wideCsv), 'w', { given: {}, outcomes: 'any' })
    expect(read).toMatchObject({ mapping: { outcome: { models: [{ name: 'a' }] } }, unreadModels: [] })
    const meant = await datasets.importFile(fileOf('w.csv', wideCsv), 'w', { mapping })
    expect(meant.unreadModels).toEqual([])
  })
})

describe('an import by a whole mapping', () => {
  it('may be wide and priced', async () => {
    const { datasets } = temporaryServices()
    const prices = [{ model: 'a', price: null, usdPerCall: 0.25 }]
    const mapping = { problem: { question: 'prompt' }, outcome: { models } }
    const report = await datasets.importFile(fileOf('w.csv', wideCsv), 'w', { mapping, prices })
    expect(report).toMatchObject({ outcomes: { added: 5 }, badRows: 0, unusedPrices: [] })
    expect(report.dataset.models).toEqual([
      { model: 'a', problems: 3, outcomes: 3 },
      { model: 'b', problems: 2, outcomes: 2 },
    ])
  })

  it('may count the answers of a model from one, also when it is read again', async () => {
    const { datasets, runs } = temporaryServices()
    const fromOne = [1, 2, 3].map((k) => `q1,m,${k},a${k}`).join('\n')
    const file = fileOf('l.csv', `question,model,sample,answer\n${fromOne}\n`)
    const given = { given: {}, outcomes: 'any' } as const
    expect(await datasets.importFile(file, 'l', given)).toMatchObject({ outcomes: { added: 3, same: 0 } })
    const priced = { ...given, prices: [{ model: 'm', price: null, usdPerCall: 0.5 }] }
    const again = await datasets.importFile(file, 'l', priced)
    expect(again).toMatchObject({ outcomes: { added: 0, same: 3 }, unpriced: [], badRows: 0 })
    const more = fileOf('m.csv', 'question,model,sample,answer\nq1,n,0,b0\n')
    await datasets.importFile(more, 'l', given)
    const rest = fileOf('r.csv', 'question,model,sample,answer\nq1,n,1,b1\n')
    expect(await datasets.importFile(rest, 'l', given)).toMatchObject({ outcomes: { added: 1 }, badRows: 0 })
    const { roles, ...graph } = oneModel({ samples: 3 })
    for (const model of ['m', 'n']) {
      const bound = { ...graph, roles: { ...roles, fast: { connection: 'recorded', model } } }
      const { id } = runs.start({
        from: { graph: bound },
        datasetId: again.dataset.id,
        seed: 7,
        limit: null,
        concurrency: 1,
      })
      await watchRun({ runs }, id)
      expect(runs.summary(id)).toMatchObject(model === 'm' ? { failed: 0, usd: 1.5 } : { failed: 1 })
    }
  })

  it('may tell the answers of a model apart by seeds, also when it is read again', async () => {
    const { datasets, runs } = temporaryServices()
    const rows = ['q0', 'q1'].flatMap((question) => [1337, 42, 2024].map((seed) => `${question},m,${seed},${seed}`))
    const file = fileOf('s.csv', `question,model,seed,answer\n${rows.join('\n')}\n`)
    const wanted = { given: { sample: 'seed' }, outcomes: 'any' } as const
    const { dataset } = await datasets.importFile(file, 's', wanted)
    expect(await datasets.importFile(file, 's', wanted)).toMatchObject({ outcomes: { added: 0, same: 6 }, badRows: 0 })
    const graph = { ...oneModel({ samples: 3 }), roles: { fast: { connection: 'recorded', model: 'm' } } }
    const { id } = runs.start({ from: { graph }, datasetId: dataset.id, seed: 7, limit: null, concurrency: 1 })
    await watchRun({ runs }, id)
    expect(runs.summary(id)).toMatchObject({ failed: 0 })
    // Further seeds are further answers, at their word.
    const more = fileOf('t.csv', 'question,model,seed,answer\nq0,m,3,7\nq0,m,4,8\n')
    expect(await datasets.importFile(more, 's', wanted)).toMatchObject({ outcomes: { added: 2 }, badRows: 0 })
  })

  it('may number its rows where the number of an answer is looked for', async () => {
    const { datasets, runs } = temporaryServices()
    const rows = [0, 1, 2].flatMap((n) => [`${n},q${n},m,1`, `${n},q${n},other,1`]).join('\n')
    const file = fileOf('l.csv', `sample_id,question,model,answer\n${rows}\n`)
    const { dataset, badRows } = await datasets.importFile(file, 'l', { given: {}, outcomes: 'any' })
    expect(badRows).toBe(0)
    const roles = { fast: { connection: 'recorded', model: 'm' } }
    const graph = { ...oneModel(), roles }
    expect(runs.coverage({ from: { graph }, datasetId: dataset.id, limit: null })).toMatchObject([{ covered: 3 }])
    // These are further answers of the same model.
    const more = fileOf('m.csv', 'sample,question,id,model,answer\n1,q0,0,m,2\n2,q1,1,m,2\n')
    const given = { given: { id: 'id' } as const, outcomes: 'any' as const }
    await datasets.importFile(fileOf('f.csv', 'question,id,model,answer\nq0,0,m,1\nq1,1,m,1\n'), 'f', given)
    expect(await datasets.importFile(more, 'f', given)).toMatchObject({ outcomes: { added: 2 }, badRows: 0 })
  })

  it('may number its rows and hold several answers of a model to each problem, in their order', async () => {
    const { datasets, runs } = temporaryServices()
    const rows = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `${n},q${n % 4 < 2 ? 0 : 1},m,a${n}`).join('\n')
    const file = fileOf('l.csv', `sample_id,question,model,answer\n${rows}\n`)
    const wanted = { given: {}, outcomes: 'any' } as const
    const { dataset } = await datasets.importFile(file, 'l', wanted)
    expect(await datasets.importFile(file, 'l', wanted)).toMatchObject({ outcomes: { added: 0, same: 8 }, badRows: 0 })
    const graph = { ...oneModel({ samples: 4 }), roles: { fast: { connection: 'recorded', model: 'm' } } }
    const from = { from: { graph }, datasetId: dataset.id, limit: null }
    expect(runs.coverage(from)).toMatchObject([{ covered: 2 }])
    const { id } = runs.start({ ...from, seed: 7, concurrency: 1 })
    await watchRun({ runs }, id)
    expect(runs.summary(id)).toMatchObject({ failed: 0 })
  })

  it('says where the ids are those of rows, so that no problem has the answers of two models', async () => {
    const { datasets } = temporaryServices()
    const rows = [0, 1, 2, 3].map((n) => `${n},q${n % 2},m${n < 2 ? 0 : 1},1`).join('\n')
    const file = fileOf('l.csv', `id,question,model,answer\n${rows}\n`)
    const report = await datasets.importFile(file, 'l', { given: {} })
    expect(rowIdsWords(report)).toContain(
      '“id” seem to be those of rows: 4 problems ask only 2 questions, each with one',
    )
    const given = { id: 'question', question: 'question' } as const
    const joined = await datasets.importFile(file, 'joined', { given })
    expect(joined.dataset).toMatchObject({ problems: 2, models: [{ problems: 2 }, { problems: 2 }] })
    expect(rowIdsWords(joined)).toBeUndefined()
  })

  it('counts apart the rows and the single answers that it leaves out', async () => {
    const { datasets } = temporaryServices()
    const broken = `${wideCsv}q4,maybe,True,x\n,True,True,x\n`
    const mapping = { problem: { question: 'prompt' }, outcome: { models } }
    const report = await datasets.importFile(fileOf('w.csv', broken), 'w', { mapping })
    expect(report).toMatchObject({ rows: 5, problems: { added: 4 }, outcomes: { added: 6 }, badRows: 1, badAnswers: 1 })
    expect(report.bad).toEqual([
      { line: 5, reason: 'a is maybe, expected true, false, yes, no or a number from 0 to 1' },
      { line: 6, reason: 'prompt is empty' },
    ])
    const other = 'prompt,a,b,a_response\nq1,False,0.5,x\n'
    const again = await datasets.importFile(fileOf('w.csv', other), 'w', { mapping })
    expect(again).toMatchObject({ outcomes: { added: 0, same: 1 }, badRows: 0, badAnswers: 1 })
  })

  it('keeps the outcome of a row with a figure that cannot be read, and names its physical line', async () => {
    const { datasets } = temporaryServices()
    const long = 'question,model,correct,latency_s\n"a\nb",m,1,0.5\nc,m,1,fast\nd,m,maybe,1\n"e\n",m,0,soon\n'
    const report = await datasets.importFile(fileOf('l.csv', long), 'l', { given: {}, outcomes: 'any' })
    expect(report).toMatchObject({ rows: 4, outcomes: { added: 3 }, badRows: 1, badAnswers: 0, badFigures: 2 })
    expect(report.bad).toEqual([
      { line: 4, reason: 'latency_s is fast, expected a number of 0 or more; it is left unknown' },
      { line: 5, reason: 'correct is maybe, expected true, false, yes, no or a number from 0 to 1' },
      { line: 6, reason: 'latency_s is soon, expected a number of 0 or more; it is left unknown' },
    ])
    // A row that is left out whole is not counted twice.
    const other = await datasets.importFile(fileOf('l.csv', 'question,model,correct,latency_s\nc,m,0,fast\n'), 'l', {
      given: {},
      outcomes: 'any',
    })
    expect(other).toMatchObject({ outcomes: { added: 0, same: 0 }, badRows: 1, badFigures: 0 })
  })

  it('is refused where it says a latency in two units', async () => {
    const { datasets } = temporaryServices()
    const outcome = { model: 'a', latencyMs: 'b', latencySeconds: 'b' }
    const wanted = { mapping: { problem: { question: 'prompt' }, outcome } }
    await expect(datasets.importFile(fileOf('w.csv', wideCsv), 'w', wanted)).rejects.toThrow(
      'the latency is mapped twice',
    )
  })
})

describe('the coverage of a run', () => {
  it('counts, for each recorded role that a node asks, the problems that its model has answered', async () => {
    const { datasets, runs, designs } = temporaryServices()
    const mapping = { problem: { question: 'prompt' }, outcome: { models } }
    const datasetId = (await datasets.importFile(fileOf('w.csv', wideCsv), 'w', { mapping })).dataset.id
    const recorded = (model: string) => ({ connection: 'recorded', model })
    const roles = { fast: recorded('a'), reasoner: recorded('b') }
    const both = { from: { graph: { ...cascade(), roles } }, datasetId, limit: null }
    expect(runs.coverage(both)).toEqual([
      { role: 'fast', model: 'a', covered: 3, problems: 3, repeats: 1 },
      { role: 'reasoner', model: 'b', covered: 2, problems: 3, repeats: 1 },
    ])
    expect(runs.coverage({ ...both, limit: 1 }).map(({ covered }) => covered)).toEqual([1, 1])
    const { id } = designs.create({ graph: writeGraph({ ...oneModel(), roles: { ...roles, fast: recorded('gone') } }) })
    expect(runs.coverage({ from: { designId: id }, datasetId, limit: null })).toEqual([
      { role: 'fast', model: 'gone', covered: 0, problems: 3, repeats: 1 },
    ])
    expect(runs.coverage({ ...both, from: { graph: cascade() } })).toEqual([])
    const twice = { ...both, from: { graph: { ...oneModel({ samples: 2 }), roles } } }
    const none = { role: 'fast', model: 'a', covered: 0, repeats: 1, answers: 2 }
    expect(runs.coverage(twice)).toEqual([{ ...none, problems: 3 }])
    expect(runs.coverage({ ...twice, selection: { sample: { size: 2, stratify: null, seed: 7 } } })).toMatchObject([
      { ...none, problems: 2 },
    ])
  })

  it('tells where several answers are wanted of which only the grade is recorded', async () => {
    const { datasets, runs } = temporaryServices()
    const mapping = { problem: { question: 'prompt' }, outcome: { models } }
    const { dataset } = await datasets.importFile(fileOf('w.csv', wideCsv), 'w', { mapping })
    const coverage = (model: string, samples: number) =>
      runs.coverage({
        from: { graph: { ...oneModel({ samples }), roles: { fast: { connection: 'recorded', model } } } },
        datasetId: dataset.id,
        limit: null,
      })
    expect(coverage('b', 2)).toMatchObject([{ answers: 2, votesByGrade: true }])
    expect(coverage('b', 1)[0]).not.toHaveProperty('votesByGrade')
    expect(coverage('a', 2)[0]).not.toHaveProperty('votesByGrade')
  })
})
