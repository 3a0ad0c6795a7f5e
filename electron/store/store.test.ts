import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addRun, callRow, importRows, outcomeRow, problemRow, resultRow, temporaryStore } from './store.fixture'

describe('an import', () => {
  it('adds problems in the order of the file', () => {
    const store = temporaryStore()
    const { datasetId } = importRows(store, [
      [problemRow('b'), null],
      [problemRow('a', { checks: { numeric: { min: 0 } } }), null],
    ])
    expect(
      [...store.datasets.problems(datasetId, 0, 9)].map(({ ordinal, problem }) => [
        ordinal,
        problem.id,
        problem.checks,
      ]),
    ).toEqual([
      [0, 'b', null],
      [1, 'a', { numeric: { min: 0 } }],
    ])
  })

  it('of the same rows twice does not double them', () => {
    const store = temporaryStore()
    const rows: Parameters<typeof importRows>[1] = [
      [problemRow('a'), outcomeRow('a')],
      [problemRow('a'), outcomeRow('a', { model: 'n' })],
    ]
    expect(importRows(store, rows)).toMatchObject({ problems: { added: 1 }, outcomes: { added: 2, same: 0 }, bad: [] })
    expect(importRows(store, rows)).toMatchObject({ problems: { added: 0 }, outcomes: { added: 0, same: 2 }, bad: [] })
    expect(store.datasets.list()).toMatchObject([{ problems: 1 }])
  })

  it('of any rows, done again, adds nothing', () => {
    const id = fc.constantFrom('a', 'b', 'c')
    const rows = fc.array(
      fc.tuple(
        id,
        fc.constantFrom('1', '2', null),
        fc.option(fc.record({ model: fc.constantFrom('m', 'n'), answer: fc.constantFrom('1', '2') })),
      ),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(rows, (all) => {
        const store = temporaryStore({ file: ':memory:' })
        const records: Parameters<typeof importRows>[1] = all.map(([problemId, answerKey, outcome]) => [
          problemRow(problemId, { answerKey }),
          outcome === null ? null : outcomeRow(problemId, outcome),
        ])
        const first = importRows(store, records)
        const again = importRows(store, records)
        expect(again.problems.added).toBe(0)
        expect(again.outcomes.added).toBe(0)
        expect(again.outcomes.same).toBe(first.outcomes.added + first.outcomes.same)
        store.close()
      }),
      { numRuns: 50 },
    )
  })

  it('keeps what is there and reports the line of a row that contradicts it', () => {
    const store = temporaryStore()
    importRows(store, [[problemRow('a'), outcomeRow('a')]])
    const { bad } = importRows(store, [
      [problemRow('a', { question: 'another' }), null],
      [problemRow('a', { answerKey: '2' }), null],
      [problemRow('a'), outcomeRow('a', { answer: '9' })],
      [problemRow('b'), null],
    ])
    expect(bad.map(({ line }) => line)).toEqual([1, 2, 3])
    expect(bad[2]?.reason).toContain('map a sample column')
    expect(store.datasets.list()).toMatchObject([{ problems: 2 }])
    expect(store.outcomes.find(1, 'a', 'm', '', 0)?.answer).toBe('1')
  })

  it('knows a question again whose lines end in another way, and keeps it as it was', () => {
    const store = temporaryStore()
    importRows(store, [[problemRow('a', { question: 'Add.\n2 + 2' }), outcomeRow('a')]])
    const again = [problemRow('a', { question: 'Add.\r\n2 + 2 ' }), outcomeRow('a', { model: 'n' })] as const
    expect(importRows(store, [[...again]])).toMatchObject({ problems: { same: 1 }, outcomes: { added: 1 }, bad: [] })
    expect(store.datasets.problem(1, 'a')?.question).toBe('Add.\n2 + 2')
  })

  it('takes a key in another spelling for the same one, and keeps the first', () => {
    const store = temporaryStore()
    importRows(store, [[problemRow('a', { answerKey: '1200' }), outcomeRow('a')]])
    const spelled = (answerKey: string, model: string) =>
      importRows(store, [[problemRow('a', { answerKey }), outcomeRow('a', { model })]])
    expect(spelled('1,200.0', 'n')).toMatchObject({ outcomes: { added: 1 }, bad: [] })
    expect(spelled('It is 12 times 100.\n#### 1200', 'o')).toMatchObject({ outcomes: { added: 1 }, bad: [] })
    expect(spelled('1201', 'p').bad).toHaveLength(1)
    expect(store.datasets.problem(1, 'a')?.answerKey).toBe('1200')
  })

  it('fills in a key that was missing', () => {
    const store = temporaryStore()
    importRows(store, [[problemRow('a', { answerKey: null }), null]])
    importRows(store, [[problemRow('a', { answerKey: '5' }), null]])
    expect(store.datasets.problem(1, 'a')?.answerKey).toBe('5')
  })

  it('fills in the category, the difficulty and the checks that another file, or a later row, says first', () => {
    const store = temporaryStore()
    const said = { category: 'algebra', difficulty: '3', checks: { numeric: { min: 0 } } }
    importRows(store, [
      [problemRow('a'), outcomeRow('a')],
      [problemRow('b'), outcomeRow('b')],
      [problemRow('b', said), outcomeRow('b', { model: 'n' })],
    ])
    expect(importRows(store, [[problemRow('a', said), null]])).toMatchObject({ problems: { same: 1 }, bad: [] })
    expect(importRows(store, [[problemRow('a', { ...said, category: 'other' }), null]])).toMatchObject({ bad: [] })
    for (const id of ['a', 'b']) expect(store.datasets.problem(1, id)).toMatchObject(said)
  })

  it('fills in what was not known of an outcome, and keeps what was', () => {
    const store = temporaryStore()
    importRows(store, [[problemRow('a'), outcomeRow('a', { usd: null, latencyMs: 5 })]])
    const later = importRows(store, [[problemRow('a'), outcomeRow('a', { usd: 0.5, latencyMs: null })]])
    expect(later).toMatchObject({ outcomes: { added: 0, same: 1 }, bad: [] })
    expect(store.outcomes.find(1, 'a', 'm', '', 0)).toMatchObject({ answer: '1', usd: 0.5, latencyMs: 5 })
  })

  it('leaves no dataset behind when nothing of it could be read', () => {
    const store = temporaryStore()
    expect(() => store.beginImport().finish('empty')).toThrow('holds no problem')
    expect(store.datasets.list()).toEqual([])
  })
})

describe('a design', () => {
  const design = { id: 'd', name: 'A design', hash: 'h1', body: '1' }

  it('counts its saved states as versions', () => {
    const { designs } = temporaryStore()
    designs.create(design)
    expect(designs.save({ ...design, hash: 'h2', body: '2', baseHash: 'h1' })).toMatchObject({
      versions: 2,
      hash: 'h2',
    })
    expect(designs.graphOf('h1')).toBe('1')
  })

  it('is not changed by saving it as it is', () => {
    const { designs } = temporaryStore()
    designs.create(design)
    expect(designs.save({ ...design, baseHash: 'h1' })).toMatchObject({ versions: 1 })
  })

  it('is not overwritten by someone who edited another version', () => {
    const { designs } = temporaryStore()
    designs.create(design)
    designs.save({ ...design, hash: 'h2', body: '2', baseHash: 'h1' })
    expect(() => designs.save({ ...design, hash: 'h3', body: '3', baseHash: 'h1' })).toThrow('changed elsewhere')
    expect(designs.get('d').hash).toBe('h2')
  })

  it('that was removed comes back with its versions', () => {
    const { designs } = temporaryStore()
    designs.create(design)
    designs.save({ ...design, hash: 'h2', body: '2', baseHash: 'h1' })
    expect([designs.remove('d'), designs.remove('d')]).toEqual([true, false])
    expect(designs.list()).toEqual([])
    expect(designs.restore('d')).toMatchObject({ hash: 'h2', versions: 2 })
  })

  it('can go while its runs stay readable', () => {
    const store = temporaryStore()
    store.designs.create({ ...design, hash: 'h', body: '{}' })
    const id = addRun(store, { designId: 'd' })
    expect(store.designs.remove('d')).toBe(true)
    expect(store.runs.get(id)).toMatchObject({ designId: 'd', graph: 'a design' })
    expect(store.designs.graphOf('h')).toBe('{}')
  })
})

describe('the results of a run', () => {
  it('are stored all or none', () => {
    const store = temporaryStore()
    const id = addRun(store)
    expect(() => store.results.append(id, [resultRow(0), resultRow(1), resultRow(1)])).toThrow()
    expect(store.results.finishedOrdinals(id)).toEqual(new Set())
  })

  it('come with their calls and keep what caches are to remember', () => {
    const store = temporaryStore()
    const id = addRun(store)
    const write = { namespace: 'n', key: 'k', answer: '1', confidence: 0.5, score: 1, usd: 0.02, writtenAt: 5 }
    const memory = { ...write, storage: 'memory' as const }
    store.results.append(id, [resultRow(0, { cacheWrites: [memory, { ...write, key: 'k2', storage: 'sqlite' }] })])
    expect([...store.results.remembered(id)]).toEqual([memory])
    expect(store.results.findCached('n', 'k')).toBeUndefined()
    expect(store.results.findCached('n', 'k2')).toMatchObject({ answer: '1', score: 1, usd: 0.02 })
  })

  it('are read back with their problems', () => {
    const store = temporaryStore()
    const id = addRun(store)
    store.results.append(id, [resultRow(0), resultRow(1, { verdict: 'failed', failure: 'why', escalated: true })])
    expect(store.results.page(id, 1, 10)).toEqual([
      {
        ordinal: 1,
        repeat: 0,
        problemId: 'p1',
        question: 'question p1',
        answerKey: '1',
        verdict: 'failed',
        answer: '1',
        confidence: 0.5,
        failure: 'why',
        usd: 0.01,
        latencyMs: 100,
        escalated: true,
        steps: resultRow(1).steps,
      },
    ])
    expect(store.results.firstFailure(id)).toBe('why')
  })

  it('say how many problems went where', () => {
    const store = temporaryStore()
    const id = addRun(store)
    store.results.append(id, [resultRow(0), resultRow(1)])
    expect(store.runs.traffic(id)).toEqual({ visits: { in: 2, out: 2 }, exits: { 'in.problem': 2 } })
  })

  it('say what the calls of each node came to', () => {
    const store = temporaryStore()
    const id = addRun(store)
    const call = (nodeId: string, usd: number | null, latencyMs: number, seq = 0) =>
      callRow(nodeId, { usd, latencyMs, seq })
    const fast = [call('fast', 0.1, 10), call('fast', 0.2, 20, 1)]
    store.results.append(id, [
      resultRow(0, { calls: fast }),
      resultRow(1, { verdict: 'wrong', calls: [call('fast', 0.3, 900), call('slow', null, 5, 1)] }),
    ])
    const { fast: quick, slow } = store.runs.callFigures(id).nodes()
    expect(quick?.usd).toBeCloseTo(0.6, 12)
    expect(quick).toMatchObject({ p95Ms: 900, accuracy: 0.5 })
    expect(slow).toEqual({ usd: null, p95Ms: 5, accuracy: 0 })
  })

  it('go with their run', () => {
    const store = temporaryStore()
    const id = addRun(store)
    store.results.append(id, [resultRow(0)])
    expect(store.runs.remove(id)).toBe(true)
    expect(store.results.finishedOrdinals(id).size).toBe(0)
    expect(() => store.runs.get(id)).toThrow('no run')
  })
})

describe('ids of runs', () => {
  it('rise with time, and when two begin at once or the clock goes back', () => {
    const store = temporaryStore()
    const now = Date.UTC(2026, 10, 22)
    const first = store.runs.newId(now)
    expect(first).toMatch(/^[0-9a-z]{8}$/)
    addRun(store, { id: first })
    const second = store.runs.newId(now)
    expect(second > first).toBe(true)
    addRun(store, { id: second })
    expect(store.runs.newId(now - 60_000) > second).toBe(true)
    expect(store.runs.newId(now + 5) > second).toBe(true)
  })
})

describe('coverage', () => {
  it('counts a walk that has every answer it wants, not the last of them alone', () => {
    const store = temporaryStore()
    const answers = [
      ['whole', 0],
      ['whole', 1],
      ['whole', 2],
      ['gap', 0],
      ['gap', 2],
      ['short', 0],
    ] as const
    const { datasetId } = importRows(
      store,
      answers.map(([problem, sample]) => [problemRow(problem), outcomeRow(problem, { model: 'm', sample })]),
    )
    const all = (repeats: number, wanted: number) => {
      const as = { repeats, answers: wanted }
      return [
        store.datasets.coveredBy(datasetId, 'm', null, as),
        store.datasets.coveredBy(datasetId, 'm', 3, as),
        store.datasets.coveredAmong(datasetId, 'm', [0, 1, 2], as),
      ]
    }
    expect(all(1, 1)).toEqual([3, 3, 3])
    expect(all(1, 2)).toEqual([1, 1, 1])
    expect(all(1, 3)).toEqual([1, 1, 1])
    // Two repeats of two answers: 0 and 2, 1 and 3.
    expect(all(2, 2)).toEqual([2, 2, 2])
    expect(all(3, 1)).toEqual([6, 6, 6])
  })

  it('of all problems is that of as many as there are, whatever was asked how often', () => {
    const outcome = fc.record({
      problem: fc.nat(4),
      model: fc.constantFrom('m', 'n'),
      sample: fc.nat(5),
      request: fc.constantFrom('', 'r', 's'),
    })
    const wanted = fc.record({ repeats: fc.integer({ min: 1, max: 3 }), answers: fc.integer({ min: 1, max: 2 }) })
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 30 }), wanted, (outcomes, as) => {
        const store = temporaryStore({ file: ':memory:' })
        const { datasetId } = importRows(
          store,
          Array.from({ length: 5 }, (_, n) => [problemRow(`p${n}`), null]),
        )
        const nothing = { usd: null, latencyMs: null, answer: '1', confidence: null, meanLogprob: null }
        const usage = { inputTokens: null, outputTokens: null }
        for (const { problem, model, sample, request } of outcomes) {
          if (request === '')
            importRows(store, [[problemRow(`p${problem}`), outcomeRow(`p${problem}`, { model, sample })]])
          else {
            const source = 'simulated' as const
            const answer = { datasetId, problemId: `p${problem}`, model, request, sample, source, usage, ...nothing }
            const gathered = store.results.gather('no run')
            gathered.addAnswer(answer)
            gathered.store()
          }
        }
        for (const model of ['m', 'n'])
          expect(store.datasets.coveredBy(datasetId, model, null, as)).toBe(
            store.datasets.coveredBy(datasetId, model, 5, as),
          )
        store.close()
      }),
      { numRuns: 60 },
    )
  })
})
