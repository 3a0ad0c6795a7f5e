import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeLiveConnection } from '../../electron/connections/live-connection'
import { liveCall, quoted } from '../setup/live-call'

const main = join(import.meta.dirname, '../setup/fake-provider-main.ts')
const started: { kill(): boolean }[] = []
afterEach(() => {
  for (const one of started.splice(0)) one.kill()
})

async function startProcess(settings: object): Promise<string> {
  const process_ = spawn(process.execPath, [main, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(process_)
  const [line] = await once(process_.stdout, 'data')
  return `http://127.0.0.1:${String(line).trim()}`
}

async function control(origin: string, what: string, post?: object): Promise<unknown> {
  const init = post === undefined ? {} : { method: 'POST', body: JSON.stringify(post) }
  return (await fetch(`${origin}/__fake/${what}`, init)).json()
}

describe('the fake provider as a process of its own', () => {
  it('answers, does wrong what it is told to, and shows its books', async () => {
    const origin = await startProcess({ answer: '42', key: 'k' })
    const within = (idleMs: number) =>
      makeLiveConnection(
        { name: 'lab', kind: 'openai', baseUrl: `${origin}/v1` },
        { key: () => 'k', quoteOf: quoted, limits: { idleMs } },
      )
    await control(origin, 'faults', [{ status: 429 }, { stall: 'stream' }])
    const fates = []
    for (const idleMs of [20_000, 300, 20_000]) fates.push((await within(idleMs).send(liveCall())).fate)
    expect(fates).toEqual(['refused', 'unknown', 'done'])
    expect(await control(origin, 'ledger')).toMatchObject([
      { accepted: false, billed: null },
      { accepted: true, billed: { outputTokens: 2 } },
      { accepted: true, billed: { outputTokens: 2 }, fault: null },
    ])
    expect(JSON.stringify(await control(origin, 'requests'))).toContain('Bearer k')
    expect(await control(origin, 'reset', {})).toEqual([])
  })
})
