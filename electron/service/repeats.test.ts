import { describe, expect, it } from 'vitest'
import { cascade, graphOf, oneModel } from '../../shared/graph/graph.fixture'
import type { Graph } from '../../shared/graph/schema'
import { writeGraph } from '../../shared/graph/write'
import type { Services } from '../compose'
import { boundLive, done, hosted, liveConnection } from './live.fixture'
import { resultsOf, walked } from './repeats.fixture'
import { addProblems, temporaryServices, watchRun } from './service.fixture'

/** What was answered to each problem, one repeat after the other. */
function answersByProblem(services: Services, id: string): Map<string, (string | null)[]> {
  const answers = new Map<string, (string | null)[]>()
  for (const { problemId, answer } of resultsOf(services, id))
    answers.set(problemId, [...(answers.get(problemId) ?? []), answer])
  return answers
}

/** Imports problems with so many recorded answers each: `answer 0`, `answer 1`, … of “m”. */
async function addRecorded(services: Services, problems: number, samples: number): Promise<string> {
  const lines = Array.from({ length: problems * samples }, (_, n) => {
    const [problem, sample] = [Math.floor(n / samples), n % samples]
    return JSON.stringify({
      id: `p${problem}`,
      question: `${problem}?`,
      key: 'answer 0',
      model: 'm',
      sample,
      answer: `answer ${sample}`,
    })
  })
  const file = { name: 'd.jsonl', open: () => bytes(lines.join('\n')) }
  return (await services.datasets.importFile(file, 'd', { given: {} })).dataset.id
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

const bound = (graph: Graph, connection: string, model: string): Graph => ({
  ...graph,
  roles: Object.fromEntries(Object.keys(graph.roles).map((role) => [role, { connection, model }])),
})

const cached = (storage: 'memory' | 'sqlite'): Graph =>
  graphOf(
    [
      ['in', 'input'],
      ['memo', 'cache', { storage }],
      ['ask', 'model', { role: 'fast' }],
      ['out', 'output'],
    ],
    ['in.problem > memo', 'memo.hit > out', 'memo.miss > ask', 'ask.answer > out'],
  )

describe('a run with repeats', () => {
  it('walks each problem so often, all of them before any again', async () => {
    const services = temporaryServices()
    const id = await walked(services, oneModel(), await addProblems(services, 5))
    expect(services.runs.get(id)).toMatchObject({ status: 'done', total: 15, finished: 15, repeats: 3 })
    const results = resultsOf(services, id)
    expect(results.map(({ repeat }) => repeat)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
    expect(results.slice(0, 5).map(({ problemId }) => problemId)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4'])
    expect(services.runs.summary(id)).toMatchObject({ problems: 5, walks: 15, repeated: { repeats: 3 } })
  })

  it('begins as a run without repeats, and has other luck in each', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 200)
    const single = await walked(services, oneModel(), datasetId, { repeats: 1 })
    const repeated = await walked(services, oneModel(), datasetId)
    const alone = resultsOf(services, single)
    const first = resultsOf(services, repeated).slice(0, 200)
    expect(first).toEqual(alone)
    const various = [...answersByProblem(services, repeated).values()].filter((answers) => new Set(answers).size > 1)
    expect(various.length).toBeGreaterThan(10)
    const { rightTimes = [] } = services.runs.summary(repeated).repeated ?? {}
    expect(rightTimes.reduce((sum, problems) => sum + problems)).toBe(200)
    expect(rightTimes.every((problems) => problems > 0)).toBe(true)
  })

  it('takes the problems that it chose in each repeat', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 30)
    const selection = { sample: { size: 4, stratify: null, seed: 1 } }
    const id = await walked(services, oneModel(), datasetId, { selection })
    expect([...answersByProblem(services, id).values()].map((answers) => answers.length)).toEqual([3, 3, 3, 3])
  })

  it('that was stopped goes on to the very same end', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 700)
    const alone = await walked(services, cascade(), datasetId)
    const { id } = services.runs.start({
      from: { graph: cascade() },
      datasetId,
      seed: 7,
      limit: null,
      repeats: 3,
      concurrency: 1,
    })
    await services.runs.stop(id)
    if (services.runs.get(id).status !== 'done') services.runs.resume(id)
    await watchRun(services, id)
    expect(resultsOf(services, id)).toEqual(resultsOf(services, alone))
    const [one, two] = [services.runs.summary(id), services.runs.summary(alone)]
    expect({ ...one, id: '', usd: 0, usdPerCorrect: 0 }).toEqual({ ...two, id: '', usd: 0, usdPerCorrect: 0 })
  })
})

describe('recorded answers', () => {
  it('are taken one for each repeat, and none is used twice', async () => {
    const services = temporaryServices()
    const id = await walked(services, bound(oneModel(), 'recorded', 'm'), await addRecorded(services, 4, 3))
    expect([...answersByProblem(services, id).values()]).toEqual(Array(4).fill(['answer 0', 'answer 1', 'answer 2']))
  })

  it('that several samples of one walk ask for are shared out among the repeats', async () => {
    const services = temporaryServices()
    const graph = bound(oneModel({ samples: 2 }), 'recorded', 'm')
    const id = await walked(services, graph, await addRecorded(services, 2, 6))
    const samples = await callsOf(services, id)
    expect(samples).toEqual([
      [0, 3],
      [0, 3],
      [1, 4],
      [1, 4],
      [2, 5],
      [2, 5],
    ])
  })

  it('that are missing fail the repeat, and are warned of before', async () => {
    const services = temporaryServices()
    const datasetId = await addRecorded(services, 4, 1)
    const from = { graph: bound(oneModel(), 'recorded', 'm') }
    const wanted = { from, datasetId, seed: 7, limit: null, repeats: 3, concurrency: 1 }
    expect(services.runs.coverage(wanted)).toMatchObject([{ covered: 4, problems: 4, repeats: 3 }])
    const estimate = await services.runs.estimate(wanted)
    expect(estimate).toMatchObject({ problems: 4, repeats: 3, walked: 12, failing: { problems: 8 } })
    const id = await walked(services, from.graph, datasetId)
    expect(services.runs.summary(id)).toMatchObject({ correct: 4, failed: 8, repeated: { rightTimes: [0, 4, 0, 0] } })
    expect(services.runs.firstFailure(id)).toContain('no outcome number 2 of “m” for “p0”')
  })
})

async function callsOf(services: Services, id: string): Promise<number[][]> {
  const byWalk = new Map<string, number[]>()
  for await (const piece of services.runs.export(id, { what: 'calls', format: 'jsonl' })) {
    const { repeat, problemId, sample } = JSON.parse(String(piece)) as {
      repeat: number
      problemId: string
      sample: number
    }
    byWalk.set(`${repeat} ${problemId}`, [...(byWalk.get(`${repeat} ${problemId}`) ?? []), sample])
  }
  return [...byWalk.values()]
}

describe('live models', () => {
  /** Says how often it has been asked the same. */
  function counting() {
    const times = new Map<string, number>()
    return liveConnection(({ prompt }) => {
      times.set(prompt, (times.get(prompt) ?? 0) + 1)
      return done(`answer ${times.get(prompt)}`)
    })
  }

  it('are really asked again for each repeat, and what they say is recorded one by one', async () => {
    const live = counting()
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addProblems(services, 4)
    const id = await walked(services, boundLive(oneModel()), datasetId)
    expect(live.sent).toHaveLength(12)
    const answers = answersByProblem(services, id)
    for (const of of answers.values()) expect(new Set(of).size).toBe(3)
    const again = await walked(services, boundLive(oneModel()), datasetId, { answersFrom: 'recorded' })
    expect(live.sent).toHaveLength(12)
    expect(answersByProblem(services, again)).toEqual(answers)
  })

  it('are asked for no walk twice where the run is stopped and goes on', async () => {
    let stopping: Promise<unknown> | undefined
    const live = liveConnection(() => {
      if (live.sent.length >= 50) stopping ??= services.runs.stop(id)
      return done('1')
    })
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addProblems(services, 20)
    const graph = boundLive(oneModel({ samples: 2 }))
    const options = { from: { graph }, datasetId, seed: 7, limit: null, repeats: 3, concurrency: 4 }
    const { id } = services.runs.start(options)
    await watchRun(services, id)
    await stopping
    expect(services.runs.get(id).status).toBe('stopped')
    expect(live.sent.length).toBeLessThan(120)
    services.runs.resume(id)
    await watchRun(services, id)
    expect(live.sent.map(({ ordinal, seq }) => `${ordinal} ${seq}`).toSorted()).toEqual(
      Array.from({ length: 60 }, (_, place) => [`${place} 0`, `${place} 1`])
        .flat()
        .toSorted(),
    )
    expect(services.runs.summary(id)).toMatchObject({ walks: 60, billedUsd: expect.closeTo(1.2, 9) })
  })

  it('are asked only for the repeats that were not recorded, where what was recorded comes first', async () => {
    const live = counting()
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addProblems(services, 4)
    const graph = boundLive(oneModel())
    await walked(services, graph, datasetId, { repeats: 1 })
    const id = await walked(services, graph, datasetId, { answersFrom: 'recorded-else-live' })
    expect(live.sent).toHaveLength(12)
    expect(services.runs.answeredFrom(id)).toEqual({ recorded: 4, live: 8 })
  })

  it('never answer one repeat with what another of the same run has just asked', async () => {
    const live = counting()
    const services = temporaryServices({ connections: hosted(live) })
    const graph = boundLive(oneModel({ samples: 2 }))
    const id = await walked(services, graph, await addProblems(services, 4), { answersFrom: 'recorded-else-live' })
    expect(live.sent).toHaveLength(4 * 2 * 3)
    expect(services.runs.answeredFrom(id)).toEqual({ live: 24 })
  })
})

describe('caches', () => {
  it('in memory know nothing of the other repeats', async () => {
    const services = temporaryServices()
    const id = await walked(services, cached('memory'), await addProblems(services, 6))
    expect(services.runs.traffic(id).exits).toMatchObject({ 'memo.miss': 18 })
  })

  it('that last serve the later repeats, as they serve later runs', async () => {
    const services = temporaryServices()
    const id = await walked(services, cached('sqlite'), await addProblems(services, 6))
    expect(services.runs.traffic(id).exits).toMatchObject({ 'memo.miss': 6, 'memo.hit': 12 })
  })
})

describe('the results of repeats', () => {
  async function repeated() {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 30)
    return { services, datasetId, id: await walked(services, cascade(), datasetId) }
  }
  const asItComes = { sort: { by: 'ordinal' as const, descending: false }, offset: 0, limit: 100 }

  it('are found by their repeat, with their problems', async () => {
    const { services, id } = await repeated()
    const { matching, lines } = services.results.find({ runId: id, filter: { repeat: 1 }, ...asItComes })
    expect(matching).toBe(30)
    expect(lines.map(({ repeat, question }) => [repeat, question])).toEqual(
      Array.from({ length: 30 }, (_, n) => [1, `What is ${n} + 1?`]),
    )
    const hard = services.results.find({ runId: id, filter: { repeat: 2, difficulties: ['hard'] }, ...asItComes })
    expect(hard.matching).toBe(10)
  })

  it('know the other walks of their problem, and what was asked in theirs', async () => {
    const { services, id } = await repeated()
    const { lines } = services.results.find({ runId: id, filter: { repeat: 2 }, ...asItComes })
    const ordinal = lines[7]?.ordinal ?? 0
    const detail = services.results.problem(id, ordinal)
    expect(detail).toMatchObject({ problemId: 'p7', repeat: 2, question: 'What is 7 + 1?' })
    expect(detail.repeats.map(({ ordinal: place, repeat }) => [place, repeat])).toEqual([
      [7, 0],
      [37, 1],
      [67, 2],
    ])
    for (const { ordinal: place, verdict } of detail.repeats)
      expect(services.results.problem(id, place).verdict).toBe(verdict)
    const prompts = await services.results.prompts(id, ordinal)
    expect(prompts.length).toBe(detail.calls.length)
    expect(prompts[0]?.prompt).toContain('What is 7 + 1?')
  })

  it('are held against those of another run one by one, or against its only ones', async () => {
    const { services, datasetId, id } = await repeated()
    const single = await walked(services, cascade(), datasetId, { repeats: 1 })
    const changed = (runId: string, changedAgainst: string) =>
      services.results.find({ runId, filter: { changedAgainst }, ...asItComes }).lines
    expect(changed(id, id)).toEqual([])
    expect(changed(single, id)).toEqual([])
    const right = new Map(
      resultsOf(services, single).map(({ problemId, verdict }) => [problemId, verdict === 'correct']),
    )
    const different = resultsOf(services, id).filter(
      ({ problemId, verdict }) => right.get(problemId) !== (verdict === 'correct'),
    )
    expect(changed(id, single).map(({ ordinal }) => ordinal)).toEqual(different.map(({ ordinal }) => ordinal))
    expect(different.length).toBeGreaterThan(0)
  })

  it('tell the form of an escalation of the first walk of each problem', async () => {
    const { services, id, datasetId } = await repeated()
    const design = services.designs.create({ graph: writeGraph(cascade()) })
    const { id: run } = services.runs.start({
      from: { designId: design.id },
      datasetId,
      seed: 7,
      limit: null,
      repeats: 3,
      concurrency: 1,
    })
    await watchRun(services, run)
    expect(services.runs.traffic(run)).toEqual(services.runs.traffic(id))
    expect(services.runs.atGate({ designId: design.id, nodeId: 'gate', datasetId }).seen).toHaveLength(30)
  })

  it('are graded by hand and walked again one by one', async () => {
    const { services, id } = await repeated()
    const before = services.runs.summary(id)
    const wrong = resultsOf(services, id).find(({ repeat, verdict }) => repeat === 1 && verdict === 'wrong')
    services.results.correct({ runId: id, ordinal: wrong?.ordinal ?? 0, verdict: 'correct', note: '' })
    expect(services.runs.summary(id)).toMatchObject({ correct: before.correct + 1, corrected: 1 })
    services.runs.rerun(id, { ordinals: [wrong?.ordinal ?? 0] })
    await watchRun(services, id)
    expect(services.runs.summary(id)).toEqual(before)
  })

  it('are exported under the ordinals of their problems, with their repeat', async () => {
    const { services, id } = await repeated()
    for (const what of ['results', 'calls'] as const) {
      const rows: { ordinal: number; repeat: number; problemId: string }[] = []
      for await (const piece of services.runs.export(id, { what, format: 'jsonl' }))
        rows.push(JSON.parse(String(piece)))
      expect(new Set(rows.map(({ repeat }) => repeat))).toEqual(new Set([1, 2, 3]))
      expect(rows.every(({ ordinal, problemId }) => problemId === `p${ordinal}`)).toBe(true)
      expect(Object.keys(rows[0] ?? {}).slice(0, 2)).toEqual(['ordinal', 'repeat'])
    }
  })
})
