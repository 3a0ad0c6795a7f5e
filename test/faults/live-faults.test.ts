import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import type { Fault } from '../setup/fake-provider-faults'
import { cli, temporaryFolder, terminal } from '../setup/terminal'
import { howMany, type Lab, type LabOptions, openLab } from './live-lab'

const folder = temporaryFolder()
const labs: Lab[] = []
let opened = 0

async function lab(options: LabOptions): Promise<Lab> {
  opened += 1
  const made = await openLab(folder, `lab-${opened}`, options)
  labs.push(made)
  return made
}
afterEach(async () => {
  for (const made of labs.splice(0)) await made.close()
})

const run = ({ graph, data, db }: Lab, ...more: string[]) =>
  terminal(folder, 'run', graph, '--data', data, '--db', db, '--json', ...more)

function runIdOf({ db }: Lab): string {
  const connection = new Database(db, { readonly: true })
  try {
    return connection.prepare<[], string>('select id from runs').pluck().get() ?? ''
  } finally {
    connection.close()
  }
}

/** What must hold whatever a provider does. */
function checkBooks(lab: Lab): void {
  const calls = lab.calls()
  const rows = new Map<string, number>()
  for (const { model, problemId } of calls)
    rows.set(`${model} ${problemId}`, (rows.get(`${model} ${problemId}`) ?? 0) + 1)
  for (const [what, times] of lab.accepted()) {
    expect([what, times]).toEqual([what, 1])
    expect([what, rows.get(what)]).toEqual([what, 1])
  }
  const ours = calls.reduce((sum, call) => sum + (call.billedUsd ?? Number.NaN), 0)
  expect(ours).toBeGreaterThanOrEqual(lab.billedUsd() - 1e-9)
  expect(calls.some(({ state }) => state === 'sent')).toBe(false)
}

const date = (ms: number): string => new Date(Date.now() + ms).toUTCString()

/** What was provably not accepted: it is sent again, and nobody sees it but the clock. */
const refusals: Record<string, Fault> = {
  '429 and seconds to wait': { status: 429, headers: { 'retry-after': '0' } },
  '429 and milliseconds to wait': { status: 429, headers: { 'retry-after-ms': '20' } },
  '429 and a date to wait for': { status: 429, headers: { 'retry-after': date(300) } },
  '429 and a date that is past': { status: 429, headers: { 'retry-after': date(-60_000) } },
  '429 and nonsense to wait for': { status: 429, headers: { 'retry-after': 'soon', 'retry-after-ms': '10' } },
  '529': { status: 529, headers: { 'retry-after-ms': '10' } },
  '503 while a model loads': { status: 503, headers: { 'retry-after': '0' }, body: 'Loading model' },
}

/** What may have been accepted, or was refused for good: it is never sent again on its own. */
const failures: Record<string, Fault> = {
  '500': { status: 500, accepted: true, billed: true },
  '502': { status: 502, body: '<html>bad gateway</html>', accepted: true, billed: true },
  '400': { status: 400 },
  'silence before the headers': { stall: 'headers' },
  'silence in the body': { stall: 'body' },
  'silence in the stream': { stall: 'stream' },
  'a cut in the stream': { cutAfterBytes: 150 },
  'a stream that ends too early': { missingEvents: 4 },
  'an event that is not JSON': { event: 'data: {"choices": [' },
  'an error with 200': { json: { error: { message: 'overloaded' } } },
  'a rate limit with 200': { json: { error: { type: 'rate_limit_error', message: 'slow down' } } },
  'a web page with 200': { html: true, accepted: false, billed: false },
  'what is not HTTP': { garbage: true },
}

describe('a provider that refuses', () => {
  it.each(Object.entries(refusals))('by %s is asked again, and all comes out right', async (_, fault) => {
    const made = await lab({ problems: 12 })
    made.provider.script({ ...fault, times: 3 })
    const { code, stdout, stderr } = await run(made, '--concurrency', '4')
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout).runs[0]).toMatchObject({ problems: 12, correct: 12, failed: 0 })
    expect(made.provider.ledger.filter(({ accepted }) => !accepted)).toHaveLength(3)
    checkBooks(made)
  })
})

describe('a provider that fails', () => {
  it.each(Object.entries(failures))('by %s is not asked again, and the rest goes on', async (_, fault) => {
    const made = await lab({ problems: 10, settings: { timeoutMs: 1500 } })
    made.provider.script({ none: true, times: 2 }, fault)
    const { code, stdout } = await run(made, '--concurrency', '2')
    expect(code).toBe(0)
    expect(JSON.parse(stdout).runs[0]).toMatchObject({ problems: 10, failed: 1 })
    checkBooks(made)
  })

  it('in every way at once keeps its books and ours in step', async () => {
    const faults = [...Object.values(refusals), ...Object.values(failures)]
    const made = await lab({ problems: howMany(80, 1000), settings: { timeoutMs: 1500 } })
    made.provider.script(...faults.flatMap((fault): Fault[] => [{ none: true, times: 3 }, fault]))
    const { code, stdout } = await run(made, '--concurrency', '10')
    expect(code).toBe(0)
    const [summary] = JSON.parse(stdout).runs
    expect(summary.failed).toBeLessThanOrEqual(Object.keys(failures).length)
    expect(summary.correct + summary.failed).toBe(summary.problems)
    checkBooks(made)
  })
})

describe('a person who must act', () => {
  it('hears of a wrong key once, and no other call is made', async () => {
    const made = await lab({ problems: 200, key: 'right' })
    const { code, stderr } = await run(made, '--concurrency', '4')
    expect(code).toBe(1)
    expect(stderr.split('\n').filter((line) => line.includes('key'))).toHaveLength(1)
    expect(made.provider.requests.filter(({ method }) => method === 'POST').length).toBeLessThanOrEqual(4)
    expect(made.calls()).toEqual([])
  })

  it.each([402, 429])('goes on after an empty account (%i), with nothing lost', async (status) => {
    const made = await lab({ problems: 20 })
    const body = { error: { code: 'insufficient_quota', type: 'insufficient_quota', message: 'no money' } }
    made.provider.script({ none: true, times: 8 }, { status, body, times: 20 })
    const { code, stderr } = await run(made, '--concurrency', '2')
    expect(code).toBe(1)
    expect(stderr).toContain('paused after')
    const paid = made.accepted().size
    made.provider.reset()
    const resumed = await terminal(folder, 'resume', runIdOf(made), '--db', made.db, '--json')
    expect(JSON.parse(resumed.stdout).runs[0]).toMatchObject({ problems: 20, correct: 20 })
    expect(made.accepted().size + paid).toBe(made.calls().length)
  })
})

describe('a budget', () => {
  it.each(Array.from({ length: howMany(3, 50) }, (_, n) => n + 1))(
    'is not passed, by the provider’s own books (%i)',
    async (n) => {
      // Always below what the run would come to.
      const cap = 0.012 + 0.0002 * n
      const made = await lab({ problems: 60, delayMs: 3, settings: { timeoutMs: 1500 } })
      made.provider.script(
        { none: true, times: 4 },
        { cutAfterBytes: 120 },
        { none: true, times: 3 },
        { status: 500, accepted: true, billed: true },
      )
      const { stderr } = await run(made, '--concurrency', '16', '--budget', String(cap))
      expect(stderr).toContain('raise the budget')
      expect(made.billedUsd()).toBeLessThanOrEqual(cap)
      const committed = made.calls().reduce((sum, { billedUsd }) => sum + (billedUsd ?? Number.NaN), 0)
      expect(committed).toBeLessThanOrEqual(cap + 1e-9)
      expect(made.calls().length).toBeGreaterThan(0)
      checkBooks(made)
      const resumed = await terminal(folder, 'resume', runIdOf(made), '--db', made.db, '--budget', '10', '--json')
      expect(JSON.parse(resumed.stdout).runs[0]).toMatchObject({ problems: 60 })
      checkBooks(made)
    },
  )
})

describe('a machine that misbehaves', () => {
  it('with a clock that jumps about neither stalls a run nor changes what it comes to', async () => {
    const made = await lab({ problems: 30 })
    made.provider.script({ status: 429, headers: { 'retry-after-ms': '50' }, times: 2 })
    const jumping = `data:text/javascript,${encodeURIComponent(
      'const real = Date.now; let calls = 0; Date.now = () => real() + (++calls % 3 - 1) * 86400e3 * 400',
    )}`
    process.env.NODE_OPTIONS = `--import=${jumping}`
    try {
      const { code, stdout, stderr } = await run(made, '--concurrency', '5')
      expect(code, stderr).toBe(0)
      expect(JSON.parse(stdout).runs[0]).toMatchObject({ problems: 30, correct: 30 })
    } finally {
      delete process.env.NODE_OPTIONS
    }
    checkBooks(made)
  })

  // A limit on the size of files stands for the disk: writing beyond it fails in the same place.
  it.skipIf(process.platform === 'win32')(
    'with a full disk stops in one line, loses nothing and pays nothing twice',
    async () => {
      const made = await lab({ problems: 300, delayMs: 2 })
      const kilobytes = Math.ceil(statSync(made.db).size / 1024) + 100
      const args = ['run', made.graph, '--data', made.data, '--db', made.db, '--concurrency', '8']
      const command = `ulimit -f ${kilobytes}; exec "$0" "$@"`
      const child = spawn('bash', ['-c', command, process.execPath, ...cli, ...args], { cwd: folder, stdio: 'pipe' })
      let stderr = ''
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text
      })
      const code = await new Promise((resolve) => child.on('close', resolve))
      expect([code, stderr]).toEqual([1, expect.stringMatching(/^switchyard: .*(disk|cannot be used)[^\n]*$/m)])
      const resumed = await terminal(folder, 'resume', runIdOf(made), '--db', made.db, '--json')
      expect(resumed.code, resumed.stderr).toBe(0)
      const [summary] = JSON.parse(resumed.stdout).runs
      expect(summary).toMatchObject({ problems: 300 })
      checkBooks(made)
    },
  )
})
