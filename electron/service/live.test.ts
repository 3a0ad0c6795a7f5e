import { describe, expect, it } from 'vitest'
import type { LiveCall, LiveReply } from '../../shared/connection'
import { cached, cascade, oneModel } from '../../shared/graph/graph.fixture'
import type { RunSummary } from '../../shared/report'
import type { Services } from '../compose'
import { boundLive, done, hosted, liveConnection } from './live.fixture'
import type { StartOptions } from './runs'
import { addProblems, addQuestions, temporaryServices, watchRun } from './service.fixture'

/** Right for every other problem; unsure for every third. */
const byProblem = ({ problemId }: LiveCall): LiveReply => {
  const n = Number(problemId.slice(1))
  return done(n % 2 === 0 ? String(n + 1) : 'off', n % 3 === 0 ? 0.2 : 0.95)
}

const unknown: LiveReply = {
  fate: 'unknown',
  failure: { reason: 'timeout', message: 'the stream was cut' },
  requestId: null,
  latencyMs: 50,
  usage: null,
}

async function runLive(services: Services, options: Partial<StartOptions> & { datasetId: string }) {
  const from = { graph: boundLive(oneModel()) }
  const { id } = services.runs.start({ from, seed: 7, limit: null, concurrency: 4, ...options })
  await watchRun(services, id)
  return services.runs.get(id)
}

const figures = ({ correct, usd, billedUsd, savedUsd, failed, latencyMs, escalationRate }: RunSummary) => ({
  correct,
  usd: usd?.toFixed(9),
  billedUsd: billedUsd?.toFixed(9),
  savedUsd,
  failed,
  latencyMs,
  escalationRate,
})

describe('a live run', () => {
  it('comes to the same at 1 and at 200 in flight, and is billed for what it lists', async () => {
    const all = await Promise.all(
      [1, 200].map(async (concurrency) => {
        const live = liveConnection(byProblem)
        const services = temporaryServices({ connections: hosted(live) })
        const datasetId = await addProblems(services, 300)
        const run = await runLive(services, { datasetId, concurrency, from: { graph: boundLive(cascade()) } })
        expect(run).toMatchObject({ status: 'done', mode: 'live', finished: 300 })
        return { ...figures(services.runs.summary(run.id)), sent: live.sent.length }
      }),
    )
    expect(all[0]).toEqual(all[1])
    expect(all[0]?.billedUsd).toBe(all[0]?.usd)
    expect(all[0]?.usd).toBe(((all[0]?.sent ?? 0) * 0.01).toFixed(9))
  })

  it('sends again what was refused, and only that', async () => {
    const refusals = new Map<string, number>()
    const live = liveConnection((call) => {
      const before = refusals.get(call.problemId) ?? 0
      refusals.set(call.problemId, before + 1)
      if (before === 0) return { fate: 'refused', why: 'rate', message: 'too many', retryAfterMs: 1 }
      return call.problemId === 'p0' ? unknown : done('1')
    })
    const services = temporaryServices({ connections: hosted(live) })
    const run = await runLive(services, { datasetId: await addProblems(services, 5) })
    expect(live.sent).toHaveLength(10)
    expect(services.runs.summary(run.id)).toMatchObject({ problems: 5, failed: 1 })
    expect(services.runs.firstFailure(run.id)).toContain('the stream was cut')
  })

  it('counts a call whose fate is unknown at what was set aside for it', async () => {
    const services = temporaryServices({ connections: hosted(liveConnection(() => unknown)) })
    const run = await runLive(services, { datasetId: await addProblems(services, 1) })
    const { usd, billedUsd } = services.runs.summary(run.id)
    // 32,000 output tokens at $10 a million, and the prompt at $5.
    expect(billedUsd).toBeGreaterThan(0.32)
    expect(billedUsd).toBeLessThan(0.33)
    expect(usd).toBe(billedUsd)
  })

  it('does not know its cost without a price', async () => {
    const services = temporaryServices({ connections: hosted(liveConnection(undefined, null)) })
    const run = await runLive(services, { datasetId: await addProblems(services, 2) })
    expect(services.runs.summary(run.id)).toMatchObject({ usd: null, billedUsd: null, usdPerCorrect: null })
  })

  it('with a budget does not start where a price is unknown, and says which', async () => {
    const live = liveConnection(undefined, null)
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addProblems(services, 2)
    const from = { graph: boundLive(oneModel()) }
    expect(() => services.runs.start({ from, datasetId, seed: 7, limit: null, concurrency: 1, capUsd: 1 })).toThrow(
      'the price of “m” (role “fast”) is not known, so no budget can be kept',
    )
    expect(services.runs.list()).toEqual([])
  })

  it('pauses when its budget is used up, and goes on with a larger one without paying twice', async () => {
    const live = liveConnection(byProblem)
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addProblems(services, 50)
    const run = await runLive(services, { datasetId, concurrency: 20, capUsd: 0.5 })
    expect(run.status).toBe('paused')
    expect(run.failure).toContain('raise the budget')
    const paid = live.sent.length
    expect(paid).toBeGreaterThan(1)
    expect(services.runs.summary(run.id).billedUsd).toBeLessThanOrEqual(0.5)
    services.runs.resume(run.id, 100)
    const told = await watchRun(services, run.id)
    expect(services.runs.get(run.id)).toMatchObject({ status: 'done', finished: 50, capUsd: 100 })
    expect(live.sent).toHaveLength(50)
    expect(services.runs.summary(run.id).billedUsd).toBeCloseTo(0.5, 9)
    // What was told while it went on counts what was paid before once.
    expect(told.at(-1)?.billedUsd).toBeCloseTo(0.5, 9)
  })

  it('ends at once at a wrong key, with one line', async () => {
    const live = liveConnection(() => ({
      fate: 'halted',
      why: 'key',
      message: '“live”: the key is wrong',
      hint: 'set another',
    }))
    const services = temporaryServices({ connections: hosted(live) })
    const run = await runLive(services, { datasetId: await addProblems(services, 100), concurrency: 3 })
    expect(run).toMatchObject({ status: 'failed', failure: '“live”: the key is wrong; set another', finished: 0 })
    expect(live.sent.length).toBeLessThanOrEqual(3)
  })

  it('pauses at an empty account', async () => {
    const live = liveConnection(() => ({ fate: 'halted', why: 'account', message: 'it is empty', hint: 'fill it' }))
    const services = temporaryServices({ connections: hosted(live) })
    expect(await runLive(services, { datasetId: await addProblems(services, 9) })).toMatchObject({ status: 'paused' })
  })

  it('pauses where a server cannot be reached, instead of failing problem after problem', async () => {
    const live = liveConnection(() => ({
      fate: 'refused',
      why: 'unreachable',
      message: '“live” cannot be reached',
      retryAfterMs: 1,
    }))
    const services = temporaryServices({ connections: hosted(live) })
    const run = await runLive(services, { datasetId: await addProblems(services, 100), concurrency: 2 })
    expect(run).toMatchObject({ status: 'paused', finished: 0 })
    expect(run.failure).toBe('“live” cannot be reached; see that the server runs and its address is right')
    expect(live.sent.length).toBeLessThanOrEqual(10)
  })

  it('asks a question once that comes up several times at once, and the others wait for its answer', async () => {
    const live = liveConnection(async (call) => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      return byProblem(call)
    })
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addQuestions(services, 40, (n) => `q${n % 4}`)
    const from = { graph: boundLive(cached()) }
    const run = await runLive(services, { datasetId, concurrency: 40, from })
    expect(live.sent).toHaveLength(4)
    expect(services.runs.traffic(run.id).exits).toMatchObject({ 'memo.hit': 36, 'memo.miss': 4 })
    expect(services.runs.summary(run.id).savedUsd).toBeCloseTo(0.36, 9)
  })

  it('lets the next one ask where the first has failed', async () => {
    const live = liveConnection(({ problemId }) => (problemId === 'p0' ? unknown : done('1')))
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addQuestions(services, 5, () => 'q')
    const run = await runLive(services, { datasetId, concurrency: 5, from: { graph: boundLive(cached()) } })
    expect(live.sent.map(({ problemId }) => problemId)).toEqual(['p0', 'p1'])
    expect(services.runs.summary(run.id)).toMatchObject({ correct: 4, failed: 1 })
  })

  it('that is stopped sends nothing more, waits for what it has paid, and goes on where it was', async () => {
    const live = liveConnection(async (call) => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      return byProblem(call)
    })
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addProblems(services, 40)
    const from = { graph: boundLive(cascade()) }
    const { id } = services.runs.start({ from, datasetId, seed: 7, limit: null, concurrency: 8 })
    await new Promise((resolve) => setTimeout(resolve, 60))
    await services.runs.pause(id)
    const sent = live.sent.length
    expect(services.runs.get(id).status).toBe('paused')
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(live.sent).toHaveLength(sent)
    services.runs.resume(id)
    await watchRun(services, id)
    const other = temporaryServices({ connections: hosted(liveConnection(byProblem)) })
    const whole = await runLive(other, { datasetId: await addProblems(other, 40), from })
    expect(figures(services.runs.summary(id))).toEqual(figures(other.runs.summary(whole.id)))
    expect(services.runs.results(id, 0, 100)).toEqual(other.runs.results(whole.id, 0, 100))
  })

  it('that is stopped waits for the samples of a problem that were sent, where others still wait for their turn', async () => {
    const live = liveConnection(async () => {
      await new Promise((resolve) => setTimeout(resolve, 40))
      return done('1')
    })
    const services = temporaryServices({ connections: hosted(live, 2) })
    const from = { graph: boundLive(oneModel({ samples: 3 })) }
    const datasetId = await addProblems(services, 1)
    const { id } = services.runs.start({ from, datasetId, seed: 7, limit: null, concurrency: 1 })
    while (live.sent.length < 2) await new Promise((resolve) => setTimeout(resolve, 1))
    await services.runs.stop(id)
    expect(services.runs.summary(id).billedUsd).toBeCloseTo(0.02, 9)
    services.runs.resume(id)
    await watchRun(services, id)
    expect(live.sent).toHaveLength(3)
    expect(services.runs.unknownFates(id)).toBe(0)
  })

  it('that is told to wait for an hour pauses at once, though other problems wait for their turn', async () => {
    const live = liveConnection(({ problemId }) =>
      problemId === 'p0' ? { fate: 'refused', why: 'rate', message: 'too many', retryAfterMs: 3_600_000 } : done('1'),
    )
    const services = temporaryServices({ connections: hosted(live, 2) })
    const run = await runLive(services, { datasetId: await addProblems(services, 9), concurrency: 9 })
    expect(run).toMatchObject({
      status: 'paused',
      failure: 'too many; it asks for an hour or more: go on with the run later',
    })
    expect(services.runs.unknownFates(run.id)).toBe(0)
  })
})

describe('outcomes', () => {
  it('of a live run answer a later one at no cost, and say what they saved', async () => {
    const live = liveConnection(byProblem)
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addProblems(services, 30)
    const from = { graph: boundLive(cascade()) }
    const first = await runLive(services, { datasetId, from })
    const paid = live.sent.length
    const again = await runLive(services, { datasetId, from, answersFrom: 'recorded' })
    expect(live.sent).toHaveLength(paid)
    const [before, after] = [services.runs.summary(first.id), services.runs.summary(again.id)]
    expect(after).toMatchObject({ mode: 'recorded', correct: before.correct, billedUsd: 0 })
    expect(after.usd).toBeCloseTo(before.usd ?? Number.NaN, 9)
    expect(after.savedUsd).toBeCloseTo(before.usd ?? Number.NaN, 9)
  })

  it('are asked first, and the model for what was not recorded, where that is chosen', async () => {
    const live = liveConnection(byProblem)
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addProblems(services, 30)
    await runLive(services, { datasetId, limit: 10 })
    expect(live.sent).toHaveLength(10)
    const run = await runLive(services, { datasetId, answersFrom: 'recorded-else-live' })
    expect(live.sent).toHaveLength(30)
    expect(run.mode).toBe('mixed')
    const { billedUsd, savedUsd, usd } = services.runs.summary(run.id)
    expect(billedUsd).toBeCloseTo(0.2, 9)
    expect(savedUsd).toBeCloseTo(0.1, 9)
    expect(usd).toBeCloseTo(0.3, 9)
    expect(services.runs.answeredFrom(run.id)).toEqual({ recorded: 10, live: 20 })
  })

  it('that are missing fail the problem where only they may answer', async () => {
    const services = temporaryServices({ connections: hosted(liveConnection(byProblem)) })
    const datasetId = await addProblems(services, 3)
    const run = await runLive(services, { datasetId, answersFrom: 'recorded' })
    expect(services.runs.summary(run.id)).toMatchObject({ failed: 3, usd: 0 })
    expect(services.runs.firstFailure(run.id)).toContain('has no outcome of “m” for “p0”')
  })

  it('of several samples answer as many samples; one more is asked live, or is missing', async () => {
    const live = liveConnection(() => done('1'))
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addProblems(services, 1)
    const sampling = (samples: number) => ({ graph: boundLive(oneModel({ samples })) })
    await runLive(services, { datasetId, from: sampling(3) })
    await runLive(services, { datasetId, from: sampling(5), answersFrom: 'recorded-else-live' })
    expect(live.sent).toHaveLength(5)
    const run = await runLive(services, { datasetId, from: sampling(6), answersFrom: 'recorded' })
    expect(services.runs.firstFailure(run.id)).toContain('no outcome number 6')
  })

  it('are of the prompt that was sent: another prompt is another question', async () => {
    const live = liveConnection(byProblem)
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addProblems(services, 2)
    await runLive(services, { datasetId })
    const other = { graph: boundLive(oneModel({ prompt: 'Think. {{question}}' })) }
    await runLive(services, { datasetId, from: other, answersFrom: 'recorded-else-live' })
    expect(live.sent).toHaveLength(4)
  })

  it('of simulated models answer for the same seed alone', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 20)
    const from = { graph: oneModel() }
    const first = await runLive(services, { datasetId, from })
    const again = await runLive(services, { datasetId, from, answersFrom: 'recorded' })
    expect(services.runs.results(again.id, 0, 20)).toEqual(services.runs.results(first.id, 0, 20))
    const other = await runLive(services, { datasetId, from, seed: 8, answersFrom: 'recorded' })
    expect(services.runs.summary(other.id).failed).toBe(20)
  })
})
