import { describe, expect, it } from 'vitest'
import type { LiveReply } from '../../shared/connection'
import { formatUsd } from '../../shared/format'
import { oneModel } from '../../shared/graph/graph.fixture'
import type { Services } from '../compose'
import { boundLive, done, hosted, liveConnection } from './live.fixture'
import { addProblems, temporaryServices, watchRun } from './service.fixture'

const cut: LiveReply = {
  fate: 'unknown',
  failure: { reason: 'timeout', message: 'the stream was cut' },
  requestId: null,
  latencyMs: 50,
  usage: null,
}

async function failingRun() {
  let isBroken = true
  const live = liveConnection(({ problemId }) => (isBroken && problemId === 'p3' ? cut : done('1')))
  const services = temporaryServices({ connections: hosted(live) })
  const datasetId = await addProblems(services, 6)
  const from = { graph: boundLive(oneModel()) }
  const { id } = services.runs.start({ from, datasetId, seed: 7, limit: null, concurrency: 2, capUsd: 5 })
  await watchRun(services, id)
  return { services, live, id, mend: () => (isBroken = false) }
}

interface ExportedCall {
  retiredAttempt: number | null
  billedUsd: number | null
  reservedUsd: number | null
}

async function exportedCalls(services: Services, id: string): Promise<ExportedCall[]> {
  let text = ''
  for await (const piece of services.runs.export(id, { what: 'calls', format: 'jsonl' })) text += piece
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ExportedCall)
}

describe('the failed problems of a live run, run again', () => {
  it('are asked anew, once each, and what was reserved for the lost call stays in the bill and the budget', async () => {
    const { services, live, id, mend } = await failingRun()
    const before = services.runs.summary(id)
    const sent = live.sent.length
    mend()
    services.runs.rerun(id, { filter: { verdicts: ['failed'] } })
    const told = await watchRun(services, id)
    const after = services.runs.summary(id)
    expect(before.failed).toBe(1)
    expect(after).toMatchObject({ failed: 0, problems: 6 })
    expect(live.sent.length).toBe(sent + 1)
    expect(after.billedUsd).toBeCloseTo((before.billedUsd ?? Number.NaN) + 0.01, 12)
    expect(told.at(-1)?.billedUsd).toBeCloseTo(after.billedUsd ?? Number.NaN, 12)
    expect(after.usd).toBeCloseTo(0.06, 12)
    const problem = services.results.problem(id, 3)
    expect(problem.attempts).toMatchObject([{ number: 1, verdict: 'failed' }])
    expect(problem.calls).toHaveLength(1)
    expect((await services.results.prompts(id, 3)).map(({ basis }) => basis)).toEqual(['sent'])
  })

  it('have cost the design what it costs, and whoever pays what the ledger says, in every place alike', async () => {
    const { services, id, mend } = await failingRun()
    mend()
    services.runs.rerun(id, { filter: { verdicts: ['failed'] } })
    await watchRun(services, id)
    const calls = await exportedCalls(services, id)
    expect(calls.filter(({ retiredAttempt }) => retiredAttempt === 1)).toHaveLength(1)
    const ledgerUsd = calls.reduce((sum, { billedUsd, reservedUsd }) => sum + (billedUsd ?? reservedUsd ?? 0), 0)
    const [compared] = services.compare.runs({ runIds: [id] }).runs
    for (const figures of [services.runs.summary(id), compared]) {
      expect(figures?.usd).toBeCloseTo(0.06, 12)
      expect(figures?.billedUsd).toBeCloseTo(ledgerUsd, 12)
    }
    expect(ledgerUsd).toBeGreaterThan(0.06)
    const report = services.compare.report({
      runIds: [id],
      per: 'thousand',
      monthlyProblems: 10_000,
      valuePerCorrect: null,
    })
    expect(report).toContain(`run again: ${compared?.graph} ${formatUsd(ledgerUsd)}.`)
  })

  it('can be run again more than once, each attempt kept', async () => {
    const { services, id, mend } = await failingRun()
    for (const _ of [1, 2]) {
      services.runs.rerun(id, { ordinals: [3] })
      await watchRun(services, id)
    }
    mend()
    services.runs.rerun(id, { ordinals: [3] })
    await watchRun(services, id)
    expect(services.results.problem(id, 3).attempts.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(services.runs.summary(id)).toMatchObject({ failed: 0, problems: 6 })
  })
})

it('how many problems of a live run are under way can be changed while it runs', async () => {
  let most = 0
  let now = 0
  let go = () => {}
  const gate = new Promise<void>((resolve) => {
    go = resolve
  })
  const live = liveConnection(async () => {
    now += 1
    most = Math.max(most, now)
    if (most === 1) await gate
    await new Promise((resolve) => setTimeout(resolve, 5))
    now -= 1
    return done('1')
  })
  const services = temporaryServices({ connections: hosted(live) })
  const datasetId = await addProblems(services, 40)
  const from = { graph: boundLive(oneModel()) }
  const { id } = services.runs.start({ from, datasetId, seed: 7, limit: null, concurrency: 1 })
  expect(services.runs.setConcurrency(id, 8)).toMatchObject({ concurrency: 8 })
  go()
  await watchRun(services, id)
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(8)
})
