import { describe, expect, it } from 'vitest'
import { cascade } from '../../shared/graph/graph.fixture'
import type { ResultFilter } from '../../shared/results-contract'
import type { Services } from '../compose'
import { addProblems, runToEnd, temporaryServices, watchRun } from './service.fixture'

const byOrdinal = { by: 'ordinal', descending: false } as const

async function cascadeRun(problems = 60) {
  const services = temporaryServices()
  const datasetId = await addProblems(services, problems)
  const id = await runToEnd(services, cascade(), datasetId)
  const find = (filter: ResultFilter = {}, offset = 0, limit = 1000) =>
    services.results.find({ runId: id, filter, sort: byOrdinal, offset, limit })
  return { services, datasetId, id, find }
}

async function ended(services: Services, id: string) {
  await watchRun(services, id)
  return services.runs.get(id)
}

describe('the results of a run', () => {
  it('come by page, in the order of the dataset', async () => {
    const { find } = await cascadeRun()
    expect(find({}, 20, 10)).toMatchObject({ matching: 60 })
    expect(find({}, 20, 10).lines.map(({ ordinal }) => ordinal)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29])
  })

  it('are chosen by verdict, difficulty, escalation, text, node, port and path alike as by hand', async () => {
    const { find, services, id } = await cascadeRun()
    const { lines } = find()
    const ordinals = (filter: ResultFilter) => find(filter).lines.map(({ ordinal }) => ordinal)
    const byHand = (holds: (line: (typeof lines)[number]) => boolean) => lines.filter(holds).map((line) => line.ordinal)
    const { paths } = services.results.facets(id)
    expect(ordinals({ verdicts: ['wrong'] })).toEqual(byHand(({ verdict }) => verdict === 'wrong'))
    expect(ordinals({ difficulties: ['hard'] })).toEqual(byHand(({ difficulty }) => difficulty === 'hard'))
    expect(ordinals({ categories: [null] })).toHaveLength(60)
    expect(ordinals({ escalated: true })).toEqual(byHand(({ escalated }) => escalated))
    expect(ordinals({ text: 'IS 7 +' })).toEqual([7])
    expect(ordinals({ node: 'gate', port: 'escalate' })).toEqual(byHand(({ escalated }) => escalated))
    expect(ordinals({ node: 'nowhere' })).toEqual([])
    expect(paths.length).toBeGreaterThan(1)
    expect(paths.reduce((sum, { problems }) => sum + problems, 0)).toBe(60)
    for (const { number, places, problems } of paths) {
      const found = find({ path: number }).lines
      expect(found).toHaveLength(problems)
      for (const line of found) expect(line.places).toEqual(places)
    }
  })

  it('are sorted with what is unknown last, and stepped through in that order', async () => {
    const { services, id } = await cascadeRun()
    const sort = { by: 'usd', descending: true } as const
    const { lines } = services.results.find({ runId: id, filter: {}, sort, offset: 0, limit: 60 })
    const usd = lines.map((line) => line.usd ?? 0)
    expect(usd).toEqual([...usd].sort((a, b) => b - a))
    const [first, second] = lines
    const beside = (ordinal: number, by: -1 | 1) => services.results.beside(id, { filter: {}, sort, ordinal, by })
    expect(beside(first?.ordinal ?? -1, 1)).toBe(second?.ordinal)
    expect(beside(second?.ordinal ?? -1, -1)).toBe(first?.ordinal)
    expect(beside(first?.ordinal ?? -1, -1)).toBeNull()
  })

  it('that changed against another run are right in one of the two', async () => {
    const { services, id, datasetId, find } = await cascadeRun()
    const other = await runToEnd(services, cascade({ threshold: 1 }), datasetId)
    const verdicts = new Map(
      services.results
        .find({ runId: other, filter: {}, sort: byOrdinal, offset: 0, limit: 1000 })
        .lines.map(({ ordinal, verdict }) => [ordinal, verdict]),
    )
    const changed = find()
      .lines.filter(({ ordinal, verdict }) => (verdict === 'correct') !== (verdicts.get(ordinal) === 'correct'))
      .map(({ ordinal }) => ordinal)
    expect(changed.length).toBeGreaterThan(0)
    const lines = find({ changedAgainst: other }).lines
    expect(lines.map(({ ordinal }) => ordinal)).toEqual(changed)
    for (const { ordinal, otherVerdict } of lines) expect(otherVerdict).toBe(verdicts.get(ordinal))
    const [better, worse] = (['right', 'notRight'] as const).map((changedTo) =>
      find({ changedAgainst: other, changedTo }),
    )
    expect(better?.lines.map(({ ordinal }) => ordinal)).toEqual(
      lines.filter(({ verdict }) => verdict === 'correct').map(({ ordinal }) => ordinal),
    )
    expect((better?.matching ?? 0) + (worse?.matching ?? 0)).toBe(changed.length)
    expect(find().lines[0]?.otherVerdict).toBeNull()
    expect(id).not.toBe(other)
  })
})

describe('one problem of a run', () => {
  it('has its calls, which sum up to its cost, and what they asked', async () => {
    const { services, id, find } = await cascadeRun()
    const escalated = find({ escalated: true }).lines[0]?.ordinal ?? -1
    const problem = services.results.problem(id, escalated)
    const prompts = await services.results.prompts(id, escalated)
    expect(problem.calls).toHaveLength(2)
    expect(problem.calls.reduce((sum, { usd }) => sum + (usd ?? 0), 0)).toBeCloseTo(problem.usd ?? -1, 12)
    expect(prompts.map(({ seq, basis }) => [seq, basis])).toEqual([
      [0, 'rebuilt'],
      [1, 'rebuilt'],
    ])
    for (const { prompt } of prompts) expect(prompt).toContain(problem.question)
  })

  it('can be graded by hand: the summary counts that verdict and says so, and the grader’s is given back', async () => {
    const { services, id, find } = await cascadeRun()
    const before = services.runs.summary(id)
    const wrong = find({ verdicts: ['wrong'] }).lines[0]?.ordinal ?? -1
    const corrected = services.results.correct({
      runId: id,
      ordinal: wrong,
      verdict: 'correct',
      note: 'the key is off',
    })
    expect(corrected).toMatchObject({ verdict: 'correct', correction: { graded: 'wrong', note: 'the key is off' } })
    expect(services.runs.summary(id)).toMatchObject({ correct: before.correct + 1, corrected: 1 })
    expect(find({ corrected: true }).lines).toMatchObject([{ ordinal: wrong, verdict: 'correct', graded: 'wrong' }])
    services.results.correct({ runId: id, ordinal: wrong, verdict: null, note: '' })
    expect(services.runs.summary(id)).toEqual(before)
    expect(services.results.problem(id, wrong)).toMatchObject({ verdict: 'wrong', correction: null })
  })

  it('can be walked again in the same run: it ends as it was, with the attempt kept', async () => {
    const { services, id, find } = await cascadeRun()
    const before = services.runs.summary(id)
    const [first] = find({ verdicts: ['wrong'] }).lines
    services.runs.rerun(id, { ordinals: [first?.ordinal ?? -1] })
    expect(await ended(services, id)).toMatchObject({ status: 'done', finished: 60 })
    expect(services.runs.summary(id)).toEqual(before)
    expect(services.results.problem(id, first?.ordinal ?? -1)).toMatchObject({
      verdict: 'wrong',
      attempts: [{ number: 1, verdict: 'wrong' }],
    })
  })

  it('is not walked again where no result is meant', async () => {
    const { services, id } = await cascadeRun(6)
    expect(() => services.runs.rerun(id, { filter: { verdicts: ['failed'] } })).toThrow('none of the results')
    expect(services.runs.get(id).status).toBe('done')
  })
})

describe('a run that chooses its problems', () => {
  it('walks these alone, after it was stopped too, and says how they were chosen', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 90)
    const selection = { difficulties: ['hard'], sample: { size: 10, stratify: null, seed: 5 } }
    const start = { from: { graph: cascade() }, datasetId, seed: 7, limit: null, concurrency: 1 }
    const run = services.runs.start({ ...start, selection })
    expect(run).toMatchObject({ total: 10, selection })
    expect(await ended(services, run.id)).toMatchObject({ status: 'done', finished: 10 })
    const { lines } = services.results.find({ runId: run.id, filter: {}, sort: byOrdinal, offset: 0, limit: 100 })
    expect(lines.every(({ difficulty }) => difficulty === 'hard')).toBe(true)
    const again = services.runs.start({ ...start, selection })
    await ended(services, again.id)
    const second = services.results.find({ runId: again.id, filter: {}, sort: byOrdinal, offset: 0, limit: 100 })
    expect(second.lines.map(({ ordinal }) => ordinal)).toEqual(lines.map(({ ordinal }) => ordinal))
    expect((await services.runs.estimate({ ...start, selection })).problems).toBe(10)
  })

  it('is refused where nothing is left', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 9)
    const start = { from: { graph: cascade() }, datasetId, seed: 7, limit: null, concurrency: 1 }
    expect(() => services.runs.start({ ...start, selection: { categories: ['chess'] } })).toThrow('no problem of “d”')
    expect(services.runs.list()).toEqual([])
  })
})

describe('a run that is kept', () => {
  it('has the name, tags and notes that it was given, and takes room', async () => {
    const { services, id } = await cascadeRun(6)
    services.keptRuns.describe({ id, name: ' baseline ', tags: ['a', ' b', 'a', ''], notes: ' before the change' })
    expect(services.runs.get(id)).toMatchObject({ name: 'baseline', tags: ['a', 'b'], notes: 'before the change' })
    expect(services.keptRuns.size(id)).toBeGreaterThan(6 * 90)
  })
})
