import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { compose } from '../../electron/compose'
import { cascade } from '../../shared/graph/graph.fixture'
import type { Graph } from '../../shared/graph/schema'
import { type FakeProvider, type FakeProviderOptions, startFakeProvider } from '../setup/fake-provider'
import { type Ended, root, saveGraph, startTerminal, temporaryFolder } from '../setup/terminal'

/** Dollars per million tokens. */
const PRICE = { inputPerMillion: 5, outputPerMillion: 10 }
const PROBLEMS = 12
const KEY = 'sk-batches-161803'

const folder = temporaryFolder()
const open: FakeProvider[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const data = join(folder, 'sums.jsonl')
const rows = Array.from({ length: PROBLEMS }, (_, n) =>
  JSON.stringify({ id: `p${n}`, question: `What is ${n} + ${n}?`, key: 2 * n }),
)
writeFileSync(data, rows.join('\n'))

/** A fast model, and a slow one for every third problem. */
function graph(connection = 'lab'): Graph {
  const roles = { fast: { connection, model: 'small' }, reasoner: { connection, model: 'large' } }
  return { ...cascade(), roles }
}

/** A provider with books of its own, and a database that knows it. */
async function lab(name: string, options: FakeProviderOptions = {}) {
  const provider = await startFakeProvider({
    answer: ({ prompt, model }) => {
      const n = Number(/What is (\d+)/.exec(prompt)?.[1])
      const sure = model === 'large' || n % 3 !== 0
      return { text: `${n * 2}\nCONFIDENCE: ${sure ? 90 : 20}`, inputTokens: 20, outputTokens: 10 }
    },
    ...options,
  })
  open.push(provider)
  const db = join(folder, `${name}.db`)
  const { services, close } = compose({ databaseFile: db, resourcesDir: join(root, 'resources'), host: 'terminal' })
  const limits = { concurrency: null, requestsPerMinute: null, tokensPerMinute: null }
  const base = { server: null, notes: '', limits }
  services.connections.add({ ...base, name: 'lab', kind: 'anthropic', baseUrl: provider.origin })
  services.connections.add({ ...base, name: 'mine', kind: 'compatible', baseUrl: `${provider.origin}/v1` })
  for (const model of ['small', 'large']) services.prices.setOwn('lab', model, '2026-01-01', PRICE)
  close()
  const file = saveGraph(folder, `${name}.json`, graph())
  const say = (...args: string[]) => startTerminal([...args, '--db', db], folder, { SWITCHYARD_KEY_LAB: KEY })
  return {
    provider,
    db,
    file,
    say,
    run: (...more: string[]): Promise<Ended> => say('run', file, '--data', data, '--batch', ...more).ended,
    submitted: () => batchesSent(provider).map(({ requests }) => requests.length),
    sums: () => sumsOf(db),
  }
}

interface Sent {
  requests: { custom_id: string }[]
}

function batchesSent({ requests }: FakeProvider): Sent[] {
  const posts = requests.filter(({ method, path }) => method === 'POST' && path === '/v1/messages/batches')
  return posts.map(({ body }) => JSON.parse(body) as Sent)
}

interface Sums {
  problems: number
  correct: number
  usd: number
  billedUsd: number
  unknown: number
}

function sumsOf(db: string): Sums | undefined {
  const connection = new Database(db, { readonly: true })
  try {
    return connection
      .prepare<[], Sums>(
        `select count(*) as problems, count(*) filter (where verdict = 'correct') as correct, sum(usd) as usd,
           sum(billed_usd) as billedUsd, (select count(*) from calls where state <> 'done') as unknown from results`,
      )
      .get()
  } finally {
    connection.close()
  }
}

/** What the provider charges, in dollars: half of the list price. */
function charged({ ledger }: FakeProvider): number {
  return ledger.reduce((sum, { billed }) => {
    if (billed === null) return sum
    return sum + (billed.inputTokens * PRICE.inputPerMillion + billed.outputTokens * PRICE.outputPerMillion) / 2e6
  }, 0)
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

const whole = { problems: PROBLEMS, correct: PROBLEMS, unknown: 0 }

describe('a run in batches', () => {
  it('sends a batch for each round, whose results come in any order, and is charged half', async () => {
    const { run, provider, submitted, sums } = await lab('whole', { batches: { polls: 2, fates: {} } })
    const { code, stderr } = await run()
    expect(code, stderr).toBe(0)
    expect(submitted()).toEqual([PROBLEMS, PROBLEMS / 3])
    expect(provider.ledger).toHaveLength(16)
    expect(sums()).toMatchObject(whole)
    expect(sums()?.billedUsd).toBeCloseTo(charged(provider), 12)
    expect(sums()?.usd).toBeCloseTo(charged(provider) * 2, 12)
  })

  it('says how many calls expired, and sends those again', async () => {
    const fates = { 'msgbatch_1 4-0': 'expired', 'msgbatch_1 7-0': 'errored' } as const
    const { run, provider, submitted, sums } = await lab('expired', { batches: { polls: 1, fates } })
    const { code, stderr } = await run()
    expect(code, stderr).toBe(0)
    // The two go out again beside what the others ask next.
    expect(submitted()).toEqual([PROBLEMS, PROBLEMS / 3 + 2])
    expect(stderr).toContain('2 calls expired or were not done in their batch, and cost nothing')
    expect(sums()).toMatchObject(whole)
    expect(sums()?.billedUsd).toBeCloseTo(charged(provider), 12)
  })

  it('says beforehand what it saves', async () => {
    const { say, file, submitted } = await lab('estimate')
    const live = await say('estimate', file, '--data', data).ended
    expect(live.stdout).toMatch(/to pay, .* less in batches/)
    const batch = await say('estimate', file, '--data', data, '--batch').ended
    expect(batch.stdout).toMatch(/to pay, .* less than live, within a day for each batch/)
    expect(submitted()).toEqual([])
  })

  it('is refused in a line where a connection does no batches, or nothing is sent', async () => {
    const { say, db } = await lab('refused')
    const compatible = saveGraph(folder, 'compatible.json', graph('mine'))
    const simulated = saveGraph(folder, 'simulated.json', cascade())
    const refused = await say('run', compatible, '--data', data, '--batch').ended
    expect([refused.code, refused.stderr.trim()]).toEqual([
      1,
      'switchyard: the connection “mine” does no batches; run it live, or bind its roles to a connection to Anthropic or OpenAI',
    ])
    expect((await say('estimate', simulated, '--data', data, '--batch').ended).stderr).toContain(
      'nothing of this run is sent to a provider',
    )
    expect(sumsOf(db)?.problems).toBe(0)
  })
})

describe('a run in batches that is', () => {
  it.each(['SIGKILL', 'SIGINT'] as const)(
    'ended by %s while its batch is out finds it again, and sends no call twice',
    async (signal) => {
      const { say, file, db, provider, submitted, sums } = await lab(`ended-${signal}`, {
        batches: { polls: 3, fates: {} },
      })
      const first = say('run', file, '--data', data, '--batch')
      const polls = () => provider.requests.filter(({ path }) => path === '/v1/messages/batches/msgbatch_1').length
      await until(() => polls() > 0)
      first.process.kill(signal)
      const { stderr } = await first.ended
      if (signal === 'SIGINT') expect(stderr).toContain('12 calls of it stay with the provider')
      expect(submitted()).toEqual([PROBLEMS])
      const id = runOf(db)
      const { code, stderr: said } = await say('resume', id).ended
      expect(code, said).toBe(0)
      expect(submitted()).toEqual([PROBLEMS, PROBLEMS / 3])
      expect(provider.ledger).toHaveLength(16)
      expect(sums()).toMatchObject(whole)
      expect(sums()?.billedUsd).toBeCloseTo(charged(provider), 12)
    },
  )

  it.each([0, 30, 1005])(
    'killed again and again, first after %i ms, pays for no call twice, and knows of all that was charged',
    async (ms) => {
      const { say, file, db, provider, sums } = await lab(`killed-${ms}`, { batches: { polls: 1, fates: {} } })
      let args = ['run', file, '--data', data, '--batch']
      for (const afterMs of [ms, 2, 1005, 0]) {
        const seen = provider.requests.length
        const one = say(...args)
        let hasEnded = false
        void one.ended.then(() => {
          hasEnded = true
        })
        await until(() => hasEnded || provider.requests.length > seen)
        await new Promise((resolve) => setTimeout(resolve, afterMs))
        one.process.kill('SIGKILL')
        await one.ended
        args = ['resume', runOf(db)]
      }
      await say(...args).ended
      expect(sums()?.problems).toBe(PROBLEMS)
      const asked = batchesSent(provider).flatMap(({ requests }) => requests.map(({ custom_id }) => custom_id))
      expect(new Set(asked).size).toBe(asked.length)
      const known = callsOf(db)
      expect(known).toMatchObject({ calls: provider.ledger.length, sent: 0 })
      expect(known?.usd).toBeGreaterThanOrEqual(charged(provider) - 1e-12)
    },
  )
})

function callsOf(db: string): { calls: number; usd: number; sent: number } | undefined {
  const connection = new Database(db, { readonly: true })
  try {
    return connection
      .prepare<[], { calls: number; usd: number; sent: number }>(
        `select count(*) as calls, sum(billed_usd) as usd, count(*) filter (where state = 'sent') as sent from calls`,
      )
      .get()
  } finally {
    connection.close()
  }
}

function runOf(db: string): string {
  const connection = new Database(db, { readonly: true })
  try {
    return connection.prepare<[], { id: string }>('select id from runs').get()?.id ?? ''
  } finally {
    connection.close()
  }
}
