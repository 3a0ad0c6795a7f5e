import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { reviewed } from '../../shared/graph/graph.fixture'
import type { Progress } from '../../shared/runs-contract'
import type { Services } from '../compose'
import { boundLive, hosted, liveConnection } from './live.fixture'
import { addProblems, runToEnd, temporaryComposed, temporaryServices, watchRun } from './service.fixture'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function temporaryDatabase(): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-reviews-'))
  folders.push(folder)
  return join(folder, 'd.db')
}

const connections = hosted(liveConnection())
const approved = { decision: 'approved', note: null } as const
const corrected = (answer: string) => ({ decision: 'corrected', answer, note: 'as the question says' }) as const

async function startLive(services: Services, problems = 3): Promise<string> {
  const datasetId = await addProblems(services, problems)
  const graph = boundLive(reviewed({ usd: 2 }))
  return services.runs.start({ from: { graph }, datasetId, seed: 7, limit: null, concurrency: 1 }).id
}

async function progressWhere(services: Services, id: string, wanted: (p: Progress) => boolean): Promise<Progress> {
  for await (const progress of services.runs.watch(id)) if (wanted(progress)) return progress
  throw new Error('the run ended before')
}

const whileWaiting = (services: Services, id: string, waiting: number) =>
  progressWhere(services, id, (progress) => progress.waiting === waiting)

describe('a live run with a review', () => {
  it('says how many wait, and shows each with its question, its answer and its way', async () => {
    const services = temporaryServices({ connections })
    const id = await startLive(services)
    expect(await whileWaiting(services, id, 3)).toMatchObject({ status: 'running', finished: 0, etaMs: null })
    const { waiting, reviews } = services.reviews.list(2)
    expect(waiting).toBe(3)
    expect(reviews).toHaveLength(2)
    expect(reviews[0]).toMatchObject({
      runId: id,
      runStatus: 'running',
      question: 'What is 0 + 1?',
      answer: '1',
      path: ['in', 'ask'],
    })
  })

  it('asks about each repeat of a problem by itself', async () => {
    const services = temporaryServices({ connections })
    const datasetId = await addProblems(services, 2)
    const graph = boundLive(reviewed())
    const options = { from: { graph }, datasetId, seed: 7, limit: null, repeats: 3, concurrency: 1 }
    const { id } = services.runs.start(options)
    await whileWaiting(services, id, 6)
    const { reviews } = services.reviews.list(10)
    for (const [at, { id: review }] of reviews.entries()) services.reviews.decide(review, corrected(`answer ${at}`))
    await watchRun(services, id)
    const answers = services.runs.results(id, 0, 10).map(({ answer }) => answer)
    expect(new Set(answers).size).toBe(6)
  })

  it('goes on with each problem as it is decided, and is done after the last', async () => {
    const services = temporaryServices({ connections })
    const id = await startLive(services)
    await whileWaiting(services, id, 3)
    const [first, second, third] = services.reviews.list(9).reviews
    services.reviews.decide(first?.id ?? 0, approved)
    services.reviews.decide(second?.id ?? 0, corrected('2'))
    // What has gone on is stored some moments later.
    const then = await progressWhere(services, id, ({ waiting, finished }) => waiting === 1 && finished === 2)
    expect(then).toMatchObject({ correct: 2 })
    services.reviews.decide(third?.id ?? 0, approved)
    await watchRun(services, id)
    expect(services.runs.get(id)).toMatchObject({ status: 'done', finished: 3 })
    expect(services.runs.summary(id)).toMatchObject({ correct: 2 })
    expect(services.runs.summary(id).usd).toBeCloseTo(3 * 2.01, 9)
    expect(services.runs.results(id, 1, 1)[0]?.steps).toContainEqual([
      'person',
      'corrected',
      'corrected: as the question says',
    ])
  })

  it('keeps what waits when it is stopped, and finds what was decided meanwhile when it goes on', async () => {
    const services = temporaryServices({ connections })
    const id = await startLive(services)
    await whileWaiting(services, id, 3)
    await services.runs.stop(id)
    expect(services.runs.get(id)).toMatchObject({ status: 'stopped', finished: 0 })
    const [first] = services.reviews.list(9).reviews
    expect(first).toMatchObject({ runStatus: 'stopped' })
    services.reviews.decide(first?.id ?? 0, corrected('nine'))
    services.runs.resume(id)
    expect(await progressWhere(services, id, ({ finished, waiting }) => finished === 1 && waiting === 2)).toBeTruthy()
    expect(services.runs.results(id, 0, 9).map(({ answer }) => answer)).toEqual(['nine'])
    expect(services.reviews.list(9).waiting).toBe(2)
  })

  it('survives the end of its program', async () => {
    const databaseFile = temporaryDatabase()
    const before = temporaryComposed({ databaseFile, connections })
    const id = await startLive(before.services, 1)
    await whileWaiting(before.services, id, 1)
    await before.stop()
    before.close()
    const { services } = temporaryComposed({ databaseFile, connections })
    const [review] = services.reviews.list(9).reviews
    services.reviews.decide(review?.id ?? 0, approved)
    services.runs.resume(id)
    await watchRun(services, id)
    expect(services.runs.summary(id)).toMatchObject({ correct: 1 })
  })

  it('hears what another program decides beside it', async () => {
    const databaseFile = temporaryDatabase()
    const { services } = temporaryComposed({ databaseFile, connections })
    const id = await startLive(services, 1)
    await whileWaiting(services, id, 1)
    const other = temporaryServices({ databaseFile, access: 'decide' })
    const [review] = other.reviews.list(9).reviews
    other.reviews.decide(review?.id ?? 0, corrected('1'))
    await watchRun(services, id)
    expect(services.runs.results(id, 0, 1)[0]).toMatchObject({ answer: '1', verdict: 'correct' })
  })

  it('goes on with the answer that was paid for, which is not asked for again', async () => {
    const live = liveConnection()
    const services = temporaryServices({ connections: hosted(live) })
    const id = await startLive(services, 1)
    await whileWaiting(services, id, 1)
    await services.runs.stop(id)
    services.reviews.decide(services.reviews.list(1).reviews[0]?.id ?? 0, approved)
    services.runs.resume(id)
    await watchRun(services, id)
    expect(services.runs.results(id, 0, 1)[0]).toMatchObject({ answer: '1', verdict: 'correct' })
    expect(live.sent).toHaveLength(1)
  })

  it('tells a watcher how many wait after each decision', async () => {
    const services = temporaryServices({ connections })
    const id = await startLive(services, 2)
    await whileWaiting(services, id, 2)
    const stop = new AbortController()
    const told: number[] = []
    for await (const { waiting } of services.reviews.watch(stop.signal)) {
      told.push(waiting)
      const [next] = services.reviews.list(1).reviews
      if (next === undefined) stop.abort()
      else setImmediate(() => services.reviews.decide(next.id, approved))
    }
    expect(told).toEqual([2, 1, 0])
  })
})

describe('a decision', () => {
  it('is made once, about what is there, and corrects to something', async () => {
    const services = temporaryServices({ connections })
    const id = await startLive(services, 1)
    await whileWaiting(services, id, 1)
    const review = services.reviews.list(1).reviews[0]?.id ?? 0
    expect(() => services.reviews.decide(review, corrected('  '))).toThrow('corrects nothing')
    expect(() => services.reviews.decide(review + 1, approved)).toThrow(`there is no review ${review + 1}`)
    services.reviews.decide(review, approved)
    expect(() => services.reviews.decide(review, corrected('2'))).toThrow('decided already')
  })
})

it('a replay of simulated answers asks nobody', async () => {
  const services = temporaryServices()
  const id = await runToEnd(services, reviewed(), await addProblems(services, 5))
  expect(services.runs.get(id)).toMatchObject({ status: 'done', finished: 5 })
  expect(services.reviews.list(9)).toEqual({ waiting: 0, reviews: [] })
})
