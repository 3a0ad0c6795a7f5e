import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { compose } from '../../electron/compose'
import { graphOf } from '../../shared/graph/graph.fixture'
import type { Graph } from '../../shared/graph/schema'
import { type FakeProvider, type FakeProviderOptions, startFakeProvider } from '../setup/fake-provider'
import { root, saveGraph } from '../setup/terminal'

/** Dollars per million tokens of both models. */
export const RATES = { input: 5, output: 10 }

/** How many a test does: a short form in `npm test`, a long one by SWITCHYARD_FAULTS=long. */
export const howMany = (short: number, long: number): number =>
  process.env.SWITCHYARD_FAULTS === 'long' ? long : short

/** A row of our ledger, as a person with the sqlite shell would read it. */
export interface OurCall {
  problemId: string
  model: string
  state: string
  usd: number | null
  billedUsd: number | null
  reservedUsd: number | null
}

export interface Lab {
  provider: FakeProvider
  data: string
  graph: string
  db: string
  calls(): OurCall[]
  /** Calls that the provider has let in, by model and problem. */
  accepted(): Map<string, number>
  /** What the provider charges for, in dollars. */
  billedUsd(): number
  close(): Promise<void>
}

export interface LabOptions extends FakeProviderOptions {
  problems: number
  /** Settings of both model nodes. */
  settings?: Record<string, unknown>
}

const question = (n: number): string => `What is ${n} + ${n}? (problem p${n})`

/** A fast model, and a slow one behind an escalation that takes every third problem. */
function cascade(settings: Record<string, unknown>): Graph {
  const graph = graphOf(
    [
      ['in', 'input'],
      ['fast', 'model', { role: 'fast', maxTokens: 100, ...settings }],
      ['gate', 'escalation', { threshold: 0.5 }],
      ['slow', 'model', { role: 'reasoner', maxTokens: 100, ...settings }],
      ['out', 'output'],
    ],
    ['in.problem > fast', 'fast.answer > gate', 'gate.accept > out', 'gate.escalate > slow', 'slow.answer > out'],
  )
  const roles = { fast: { connection: 'lab', model: 'small' }, reasoner: { connection: 'lab', model: 'large' } }
  return { ...graph, roles }
}

/** A provider with books of its own, a database that knows it, problems to ask it, and a graph. */
export async function openLab(
  folder: string,
  name: string,
  { problems, settings, ...options }: LabOptions,
): Promise<Lab> {
  const provider = await startFakeProvider({
    answer: ({ prompt, model }) => {
      const n = Number(/What is (\d+)/.exec(prompt)?.[1])
      const sure = model === 'large' || n % 3 !== 0
      return { text: `${n * 2}\nCONFIDENCE: ${sure ? 90 : 20}`, inputTokens: 20, outputTokens: 10 }
    },
    ...options,
  })
  const [data, db] = [join(folder, `${name}.jsonl`), join(folder, `${name}.db`)]
  const rows = Array.from({ length: problems }, (_, n) =>
    JSON.stringify({ id: `p${n}`, question: question(n), key: 2 * n }),
  )
  writeFileSync(data, rows.join('\n'))
  prepareDatabase(db, `${provider.origin}/v1`)
  return {
    provider,
    data,
    graph: saveGraph(folder, `${name}.json`, cascade(settings ?? {})),
    db,
    calls: () => readCalls(db),
    accepted: () => countAccepted(provider),
    billedUsd: () =>
      provider.ledger.reduce((sum, { billed }) => {
        if (billed === null) return sum
        return sum + (billed.inputTokens * RATES.input + billed.outputTokens * RATES.output) / 1e6
      }, 0),
    close: () => provider.close(),
  }
}

/** As `switchyard connections add` and `switchyard prices set` do it, without the start of a program for each. */
function prepareDatabase(databaseFile: string, baseUrl: string): void {
  const { services, close } = compose({ databaseFile, resourcesDir: join(root, 'resources'), host: 'terminal' })
  const limits = { concurrency: null, requestsPerMinute: null, tokensPerMinute: null }
  services.connections.add({ name: 'lab', kind: 'compatible', server: null, baseUrl, notes: '', limits })
  const price = { inputPerMillion: RATES.input, outputPerMillion: RATES.output }
  for (const model of ['small', 'large']) services.prices.setOwn('lab', model, '2026-01-01', price)
  close()
}

function readCalls(db: string): OurCall[] {
  const connection = new Database(db, { readonly: true })
  try {
    return connection
      .prepare<[], OurCall>(
        `select p.problem_id as problemId, s.model, c.state, c.usd, c.billed_usd as billedUsd, c.reserved_usd as reservedUsd
         from calls c join call_sites s on s.id = c.site_id join runs r on r.id = c.run_id
         join problems p on p.dataset_id = r.dataset_id and p.ordinal = c.ordinal order by c.ordinal, c.seq`,
      )
      .all()
  } finally {
    connection.close()
  }
}

/** The books hold a row for each request for a model, in the order in which they came. */
function countAccepted({ ledger, requests }: FakeProvider): Map<string, number> {
  const asked = requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/chat/completions'))
  const counts = new Map<string, number>()
  for (const [at, { model, accepted }] of ledger.entries()) {
    const problem = /\(problem (p\d+)\)/.exec(asked[at]?.body ?? '')?.[1] ?? '?'
    if (accepted) counts.set(`${model} ${problem}`, (counts.get(`${model} ${problem}`) ?? 0) + 1)
  }
  return counts
}
