import { describe, expect, it } from 'vitest'
import type { BatchDesk, BatchItem } from '../../shared/batch'
import type { LiveConnection, LiveReply } from '../../shared/connection'
import { cached, cascade, oneModel } from '../../shared/graph/graph.fixture'
import type { Graph } from '../../shared/graph/schema'
import { sha256 } from '../../shared/hash'
import { batchCalls } from './batch-calls'
import { Budget } from './budget'
import { standingClock } from './clock.fixture'
import { problemOf, replayAll, worldOf } from './engine.fixture'
import { Gathering } from './gathering'
import { type LedgerEntry, LedgerWriter, type LeftBatch } from './ledger'

const price = { inputPerMillion: 5, outputPerMillion: 10 }

function done(answer: string, confidence = 0.9): LiveReply {
  const usage = { inputTokens: 1000, outputTokens: 500 }
  const said = { answer, failure: null, confidence, meanLogprob: null, usage, usd: null, latencyMs: null, score: null }
  return { fate: 'done', answer: said, requestId: null, servedModel: null, headroom: null, billedShare: 0.5 }
}
const expired: Extract<LiveReply, { fate: 'refused' }> = {
  fate: 'refused',
  why: 'overloaded',
  message: 'it expired',
  retryAfterMs: null,
}

interface Plan {
  reply?: (item: BatchItem, batch: number) => LiveReply | undefined
  most?: BatchDesk['most']
  desk?: Partial<BatchDesk>
  capUsd?: number
  question?: string
  /** So often it will not take a batch. */
  refusals?: number
  left?: LeftBatch[]
}

/** A provider of batches that ends each at its second poll, and a run over it whose clock is ours. */
function bench(graph: Graph, problems: number, plan: Plan = {}) {
  const { clock, pass } = standingClock()
  const submitted: string[][] = []
  let { refusals = 0 } = plan
  const batches = new Map<string, { items: BatchItem[]; polls: number; number: number }>()
  const desk: BatchDesk = {
    most: plan.most ?? { requests: 1000, bytes: 1e9 },
    submit: async (items) => {
      refusals -= 1
      if (refusals >= 0) return { ok: false, reply: expired }
      submitted.push(items.map(({ id }) => id))
      const batchId = `batch-${submitted.length}`
      batches.set(batchId, { items: [...items], polls: 0, number: submitted.length })
      return { ok: true, batchId }
    },
    poll: async (id) => {
      const batch = batches.get(id)
      if (batch !== undefined) batch.polls += 1
      const status = (batch?.polls ?? 2) >= 2 ? 'ended' : 'working'
      return { ok: true, status, through: null, expiresAt: null, message: null }
    },
    results: async (id, onResult) => {
      const { items, number } = batches.get(id) ?? { items: [], number: 0 }
      for (const item of items.toReversed()) {
        const reply = (plan.reply ?? (() => done('right')))(item, number)
        if (reply !== undefined) onResult({ id: item.id, reply })
      }
      return { ok: true }
    },
    cancel: async () => ({ ok: true }),
    ...plan.desk,
  }
  const connection: LiveConnection = {
    name: 'lab',
    origin: 'http://127.0.0.1',
    quoteOf: () => ({ price, source: 'own', version: '1' }),
    capabilitiesOf: () => ({
      temperature: true,
      efforts: [],
      logprobs: false,
      maxOutputTokens: 1000,
      contextTokens: null,
    }),
    send: () => Promise.reject(new Error('nothing is sent live')),
  }
  const entries: LedgerEntry[] = []
  const ledger = { write: (more: readonly LedgerEntry[]) => void entries.push(...more), earlier: () => [] }
  const gathering = new Gathering(clock)
  const stopping = new AbortController()
  const calls = batchCalls({
    connection,
    desk,
    ledger,
    writer: new LedgerWriter(ledger, clock),
    budget: new Budget(plan.capUsd ?? null, 0),
    clock,
    gathering,
    left: plan.left ?? [],
    stopping: stopping.signal,
    sha256,
  })
  const world = worldOf(graph, calls, { gathering, signal: stopping.signal })
  const all = Array.from({ length: problems }, (_, n) =>
    problemOf(`p${n}`, plan.question === undefined ? {} : { question: plan.question }),
  )
  const run = replayAll(world, all, 1000)
  run.catch(() => undefined)
  return { run, pass, submitted, entries, stopping, close: () => calls.close() }
}

function types(entries: readonly LedgerEntry[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { type } of entries) counts[type] = (counts[type] ?? 0) + 1
  return counts
}

describe('a run in batches', () => {
  it('sends what all problems ask as one batch, and what they ask next as the next one', async () => {
    const unsure = (item: BatchItem) => done('right', item.call.ordinal % 3 === 0 && item.call.seq === 0 ? 0.1 : 0.9)
    const { run, pass, submitted } = bench(cascade(), 9, { reply: unsure })
    await pass(10_000)
    const { results } = await run
    expect(submitted.map((ids) => ids.length)).toEqual([9, 3])
    expect(submitted[1]).toEqual(['6-1', '3-1', '0-1'])
    expect(results.filter(({ verdict }) => verdict === 'correct')).toHaveLength(9)
  })

  it('bills half of the list price', async () => {
    const { run, pass } = bench(oneModel(), 4)
    await pass(10_000)
    for (const { usd, billedUsd } of (await run).results) expect([usd, billedUsd]).toEqual([0.01, 0.005])
  })

  it('has every row before the batch is sent, and the batch’s name right after', async () => {
    const { run, pass, entries } = bench(oneModel(), 3)
    await pass(10_000)
    await run
    expect(entries.map(({ type }) => type)).toEqual([
      ...['intend', 'intend', 'intend', 'batched'],
      ...['settle', 'settle', 'settle', 'collected'],
    ])
  })

  it('takes several samples of a problem into one batch', async () => {
    const { run, pass, submitted } = bench(oneModel({ samples: 3 }), 2)
    await pass(10_000)
    await run
    expect(submitted).toEqual([['0-0', '0-1', '0-2', '1-0', '1-1', '1-2']])
  })

  it('needs as many batches as the provider’s limits ask for', async () => {
    const { run, pass, submitted } = bench(oneModel(), 7, { most: { requests: 3, bytes: 1e9 } })
    await pass(10_000)
    await run
    expect(submitted.map((ids) => ids.length)).toEqual([3, 3, 1])
  })

  it('sends what expired in the next batch, and leaves alone what has expired three times', async () => {
    const often = ({ call }: BatchItem, batch: number) =>
      call.ordinal === 0 || (call.ordinal === 1 && batch === 1) ? expired : done('right')
    const { run, pass, submitted, entries } = bench(oneModel(), 3, { reply: often })
    await pass(30_000)
    const { results } = await run
    expect(submitted.map((ids) => ids.length)).toEqual([3, 2, 1])
    expect(results.find(({ ordinal }) => ordinal === 0)).toMatchObject({ verdict: 'failed', billedUsd: 0 })
    expect(results.find(({ ordinal }) => ordinal === 0)?.failure).toContain('refused 3 times: it expired')
    expect(results.find(({ ordinal }) => ordinal === 1)?.verdict).toBe('correct')
    const collected = entries.flatMap((entry) => (entry.type === 'collected' ? [entry.notDone] : []))
    expect(collected).toEqual([2, 1, 1])
  })

  it('counts what has no result as unknown, at what was set aside', async () => {
    const { run, pass } = bench(oneModel(), 1, { reply: () => undefined })
    await pass(10_000)
    const [result] = (await run).results
    expect(result?.failure).toContain('its batch has ended without a result of it')
    expect(result?.billedUsd).toBeGreaterThan(0.005)
  })

  it('holds the budget: what does not fit waits for the batch that is out', async () => {
    // Some $0.0077 is set aside for each, and half a cent is charged.
    const { run, pass, submitted } = bench(oneModel({ maxTokens: 1000 }), 6, { capUsd: 0.031 })
    await pass(60_000)
    await expect(run).rejects.toMatchObject({ code: 'RUN_BUDGET' })
    expect(submitted.map((ids) => ids.length)).toEqual([4, 1])
  })

  it('is kept waiting by no problem that waits for another one’s answer', async () => {
    const { run, pass, submitted } = bench(cached(), 5, { question: 'the same' })
    await pass(10_000)
    expect((await run).results).toHaveLength(5)
    expect(submitted).toEqual([['0-0']])
  })
})

describe('a batch that cannot be sent', () => {
  const submit = (reply: Exclude<LiveReply, { fate: 'done' }>) => ({
    desk: { submit: async () => ({ ok: false, reply }) as const },
  })
  const failure = { reason: 'provider', message: 'who knows' } as const

  it('is sent again after a moment where it was refused', async () => {
    const { run, pass, submitted, entries } = bench(oneModel(), 2, { refusals: 2 })
    await pass(20_000)
    expect((await run).results.every(({ verdict }) => verdict === 'correct')).toBe(true)
    expect(submitted).toEqual([['0-0', '1-0']])
    expect(types(entries)).toMatchObject({ intend: 6, withdraw: 4, batched: 1, settle: 2 })
  })

  it('ends the run where nobody knows whether it arrived, and none of it counts as free', async () => {
    const { run, pass, entries } = bench(
      oneModel(),
      2,
      submit({ fate: 'unknown', failure, requestId: null, latencyMs: null, usage: null }),
    )
    await pass(10_000)
    await expect(run).rejects.toMatchObject({ code: 'RUN_HALTED' })
    expect(types(entries)).toEqual({ intend: 2, settle: 2 })
  })

  it('ends the run where the provider says no, without a trace in the ledger', async () => {
    const { run, pass, entries } = bench(
      oneModel(),
      2,
      submit({ fate: 'halted', why: 'key', message: 'a wrong key', hint: 'set another' }),
    )
    await pass(10_000)
    await expect(run).rejects.toMatchObject({ code: 'RUN_REFUSED', message: 'a wrong key' })
    expect(types(entries)).toEqual({ intend: 2, withdraw: 2 })
  })

  it('that was turned away as a whole is not billed, and pauses the run', async () => {
    const { run, pass, entries } = bench(oneModel(), 2, {
      desk: { poll: async () => ({ ok: true, status: 'rejected', through: 0, expiresAt: null, message: 'line 1' }) },
    })
    await pass(10_000)
    await expect(run).rejects.toThrow('“lab” has turned the batch “batch-1” away: line 1')
    expect(types(entries)).toEqual({ intend: 2, batched: 1, withdraw: 2, collected: 1 })
  })
})

describe('a stop', () => {
  it('leaves the batch with its provider, and waits for nothing', async () => {
    const { run, pass, stopping, submitted, entries, close } = bench(oneModel(), 3)
    await pass(100)
    expect(submitted).toHaveLength(1)
    stopping.abort()
    expect((await run).events.at(-1)).toBe('run.stopped')
    await close()
    expect(types(entries)).toEqual({ intend: 3, batched: 1 })
  })

  it('while a batch is being sent still keeps its name', async () => {
    let arrive = (): void => {}
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const { run, pass, stopping, entries, close } = bench(oneModel(), 3, {
      desk: { submit: () => arrived.then(() => ({ ok: true, batchId: 'late' })) },
    })
    await pass(100)
    stopping.abort()
    await run
    arrive()
    await close()
    expect(types(entries)).toEqual({ intend: 3, batched: 1 })
  })
})

describe('a run that goes on', () => {
  it('finds the calls of a batch that was left with the provider, and sends only the others', async () => {
    const asked: BatchItem[] = []
    const first = bench(oneModel(), 3, {
      desk: {
        submit: async (items) => {
          asked.push(...items)
          return { ok: true, batchId: 'left' }
        },
      },
    })
    await first.pass(100)
    first.stopping.abort()
    await first.run
    await first.close()
    const intents = first.entries.flatMap((entry) => (entry.type === 'intend' ? [entry.intent] : []))
    const calls = intents.map(({ ordinal, seq, model, request, quote, reservedUsd }) => {
      return { ordinal, seq, model, request, quote, reservedUsd, problemId: `p${ordinal}` }
    })
    const left = [{ connection: 'lab', id: 'left', calls }]
    const second = bench(oneModel(), 4, {
      left,
      desk: {
        results: async (id, onResult) => {
          const items = id === 'left' ? asked : asked.slice(0, 0)
          for (const item of items.toReversed()) onResult({ id: item.id, reply: done('right') })
          if (id !== 'left') onResult({ id: '3-0', reply: done('right') })
          return { ok: true }
        },
      },
    })
    await second.pass(20_000)
    const { results } = await second.run
    expect(second.submitted).toEqual([['3-0']])
    expect(results.filter(({ verdict }) => verdict === 'correct')).toHaveLength(4)
  })
})
