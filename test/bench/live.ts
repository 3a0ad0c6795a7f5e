import { dirname, join } from 'node:path'
import { compose } from '../../electron/compose'
import { Budget } from '../../electron/engine/budget'
import { type CallLedger, LedgerWriter } from '../../electron/engine/ledger'
import { liveCalls } from '../../electron/engine/live-calls'
import { Pace } from '../../electron/engine/pace'
import { hashQuickly } from '../../electron/service/bindings'
import { realClock } from '../../electron/service/live-run'
import type { LiveConnection, LiveReply } from '../../shared/connection'
import type { ProblemRecord } from '../../shared/dataset'
import { oneModel } from '../../shared/graph/graph.fixture'
import type { Graph } from '../../shared/graph/schema'
import { walkInMemory } from './in-memory'
import { say } from './measure'

const CALLS = 20_000
const IN_FLIGHT = 500
const CALL_MS = 50
const ROUNDS = 5
const ALONE = 'the calls alone'

const reply: LiveReply = {
  fate: 'done',
  answer: {
    answer: '1',
    failure: null,
    confidence: 0.9,
    meanLogprob: null,
    usage: { inputTokens: 40, outputTokens: 200 },
    usd: null,
    latencyMs: CALL_MS,
    score: null,
  },
  requestId: 'request',
  servedModel: null,
  headroom: null,
  billedShare: 1,
}

const quote = { price: { inputPerMillion: 1, outputPerMillion: 2 }, source: 'own', version: '1' }

const connection: LiveConnection = {
  name: 'live',
  origin: 'http://127.0.0.1',
  quoteOf: () => quote,
  capabilitiesOf: () => ({
    temperature: true,
    efforts: [],
    logprobs: false,
    maxOutputTokens: 1000,
    contextTokens: null,
  }),
  send: () => answerLater(),
}

function answerLater(): Promise<LiveReply> {
  return new Promise((resolve) => setTimeout(resolve, CALL_MS, reply))
}

interface Spent {
  ms: number
  cpuUs: number
}

async function spent(work: () => Promise<void>): Promise<Spent> {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { ms: performance.now() - began, cpuUs: user + system }
}

const limits = { concurrency: IN_FLIGHT, requestsPerMinute: null, tokensPerMinute: null }

// The connection takes 500 calls; more problems may be under way, for one that is being written leaves its place to another.
const UNDER_WAY = 2 * IN_FLIGHT

const single = oneModel()
const graph: Graph = {
  ...single,
  roles: Object.fromEntries(Object.keys(single.roles).map((role) => [role, { connection: 'live', model: 'm' }])),
}

const problems: ProblemRecord[] = Array.from({ length: CALLS }, (_, n) => {
  const rest = { category: null, difficulty: null, checks: null }
  return { id: `p${n}`, question: `Is ${n} 1?`, answerKey: '1', ...rest }
})

/** Live calls of a known length, many in flight, beside the clock: with budget, pace and a ledger in memory, and as a stored run. */
export async function benchLive(folder: string): Promise<void> {
  const ways: [name: string, way: (round: number) => Promise<Spent>][] = [
    [ALONE, () => spent(bareCalls)],
    ['by the engine, its ledger in memory', () => spent(walkWithoutStore)],
    ['a run, each call written before and after it is sent', (round) => runStored(join(folder, `live-${round}.db`))],
  ]
  const best = new Map<string, Spent>()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, way] of ways) {
      const once = await way(round)
      if (once.ms < (best.get(name)?.ms ?? Number.POSITIVE_INFINITY)) best.set(name, once)
    }
  }
  const idealMs = (CALLS / IN_FLIGHT) * CALL_MS
  const aloneMs = best.get(ALONE)?.ms ?? idealMs
  say(`${CALLS} live calls of ${CALL_MS} ms, ${IN_FLIGHT} in flight, ideally ${idealMs} ms; best of ${ROUNDS}`)
  for (const [name, { ms, cpuUs }] of best) {
    const ratios = `${(ms / idealMs).toFixed(3)} × the ideal, ${(ms / aloneMs).toFixed(3)} × the calls alone`
    say(`${name.padEnd(52)} ${ms.toFixed(0)} ms, ${ratios}; ${(cpuUs / CALLS).toFixed(1)} µs of CPU per call`)
  }
}

async function bareCalls(): Promise<void> {
  let next = 0
  const one = async (): Promise<void> => {
    while (next < CALLS) {
      next += 1
      await answerLater()
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, one))
}

async function walkWithoutStore(): Promise<void> {
  const ledger: CallLedger = { write: () => {}, earlier: () => [] }
  const never = new AbortController().signal
  const made = liveCalls({
    connection,
    ledger,
    writer: new LedgerWriter(ledger, realClock),
    budget: new Budget(1000, 0),
    pace: new Pace(limits, realClock),
    clock: realClock,
    runId: 'run',
    stopping: never,
    cutting: never,
    sha256: hashQuickly,
  })
  const right = await walkInMemory(graph, made, problems, UNDER_WAY)
  if (right !== CALLS) throw new Error(`${CALLS - right} problems came out wrong`)
}

async function runStored(databaseFile: string): Promise<Spent> {
  const connections = { names: () => ['live'], find: () => ({ connection, limits }) }
  const composed = compose({ databaseFile, resourcesDir: dirname(databaseFile), host: 'terminal', connections })
  const { services } = composed
  const lines = problems.map(({ id, question, answerKey }) => JSON.stringify({ id, question, key: answerKey }))
  const file = { name: 'live.jsonl', open: () => once(Buffer.from(lines.join('\n'))) }
  const { dataset } = await services.datasets.importFile(file, 'live', { given: {} })
  const run = await spent(async () => {
    const options = {
      from: { graph },
      datasetId: dataset.id,
      seed: 7,
      limit: null,
      concurrency: UNDER_WAY,
      capUsd: 1000,
    }
    const { id } = services.runs.start(options)
    for await (const { status, failed, failure } of services.runs.watch(id))
      if (failed > 0 || status === 'failed') throw new Error(`${failed} problems failed: ${failure}`)
  })
  await composed.stop()
  composed.close()
  return run
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
