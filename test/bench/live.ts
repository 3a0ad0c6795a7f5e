import { join } from 'node:path'
import { compose } from '../../electron/compose'
import type { LiveConnection, LiveReply } from '../../shared/connection'
import { oneModel } from '../../shared/graph/graph.fixture'
import { say } from './measure'

const CALLS = 20_000
const IN_FLIGHT = 500
const CALL_MS = 50

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

/** Live calls of a known length, many in flight: ledger, budget, pace and store against the clock. */
export async function benchLive(folder: string): Promise<void> {
  const limits = { concurrency: IN_FLIGHT, requestsPerMinute: null, tokensPerMinute: null }
  const connections = { names: () => ['live'], find: () => ({ connection, limits }) }
  const composed = compose({
    databaseFile: join(folder, 'live.db'),
    resourcesDir: folder,
    host: 'terminal',
    connections,
  })
  const { services } = composed
  const lines = Array.from({ length: CALLS }, (_, n) =>
    JSON.stringify({ id: `p${n}`, question: `Is ${n} 1?`, key: '1' }),
  )
  const file = { name: 'live.jsonl', open: () => once(Buffer.from(lines.join('\n'))) }
  const { dataset } = await services.datasets.importFile(file, 'live', { given: {} })
  const single = oneModel()
  const roles = Object.fromEntries(Object.keys(single.roles).map((role) => [role, { connection: 'live', model: 'm' }]))
  const bare = await spent(bareCalls)
  const run = await spent(async () => {
    const from = { graph: { ...single, roles } }
    // The connection takes 500 calls; more problems may be under way, for one that is being written leaves its place to another.
    const concurrency = 2 * IN_FLIGHT
    const options = { from, datasetId: dataset.id, seed: 7, limit: null, concurrency, capUsd: 1000 }
    const { id } = services.runs.start(options)
    for await (const { status, failed, failure } of services.runs.watch(id))
      if (failed > 0 || status === 'failed') throw new Error(`${failed} problems failed: ${failure}`)
  })
  await composed.stop()
  composed.close()
  const idealMs = (CALLS / IN_FLIGHT) * CALL_MS
  say(`${CALLS} live calls of ${CALL_MS} ms, ${IN_FLIGHT} in flight, each written before and after it is sent`)
  for (const [name, { ms, cpuUs }] of Object.entries({ 'the calls alone': bare, 'a run': run })) {
    const ratio = (ms / idealMs).toFixed(3)
    say(
      `${name.padEnd(18)} ${ms.toFixed(0)} ms, ${ratio} × the ideal ${idealMs} ms; ${(cpuUs / CALLS).toFixed(1)} µs of CPU per call`,
    )
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

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
