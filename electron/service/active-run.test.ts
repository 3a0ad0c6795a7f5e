import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Step } from '../../shared/report'
import type { FinishedProblem } from '../../shared/run-record'
import type { Progress } from '../../shared/runs-contract'
import { ActiveRun } from './active-run'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const steps: Step[] = [
  ['in', 'problem', 'entered'],
  ['fast', 'answer', 'answered'],
  ['out', null, 'final'],
]

const finished = (ordinal: number): FinishedProblem => ({
  ordinal,
  problemId: `p${ordinal}`,
  verdict: 'correct',
  gradedBy: 'key',
  answer: '42',
  confidence: 0.9,
  failure: null,
  usd: 0.001,
  billedUsd: 0,
  savedUsd: 0,
  latencyMs: 900,
  escalated: false,
  steps,
  calls: [],
  cacheWrites: [],
})

const newRun = (total: number): ActiveRun =>
  new ActiveRun({
    runId: 'r',
    total,
    finished: 0,
    correct: 0,
    failed: 0,
    usd: 0,
    billedUsd: 0,
    capUsd: null,
    traffic: { visits: {}, exits: {} },
    concurrency: 1,
    isNew: true,
  })

/** What a watcher is told of a run in which one problem ends in each millisecond. */
async function watchThousandASecond(seconds: number): Promise<Progress[]> {
  const run = newRun(seconds * 1000)
  const told: Progress[] = []
  const watching = (async () => {
    for await (const progress of run.watch(undefined)) told.push(progress)
  })()
  for (let ms = 0; ms < seconds * 1000; ms += 1) {
    run.take(finished(ms))
    run.tellStored()
    await vi.advanceTimersByTimeAsync(1)
  }
  run.end('done')
  await watching
  return told
}

test('of a thousand problems a second a watcher is told ten times, and of the end at once', async () => {
  const told = await watchThousandASecond(3)
  expect(told.length).toBeGreaterThan(25)
  expect(told.length).toBeLessThanOrEqual(3 * 10 + 2)
  expect(told.at(-1)).toMatchObject({ status: 'done', finished: 3000, correct: 3000 })
})

test('what is told does not grow with what has ended', async () => {
  const told = await watchThousandASecond(2)
  const sizes = told.map((progress) => JSON.stringify(progress).length)
  expect(Math.max(...sizes)).toBeLessThan(600)
})

test('what is not stored yet is not told of', () => {
  const run = newRun(3)
  run.take(finished(0))
  run.tellStored()
  run.take(finished(1))
  expect(run.progress()).toMatchObject({ finished: 1, correct: 1, usd: 0.001 })
  expect(run.seen()).toBeUndefined()
  run.tellStored()
  expect(run.progress()).toMatchObject({ finished: 2, correct: 2 })
  expect(run.seen()?.columns?.ordinals).toEqual(new Uint32Array([0, 1]))
})
