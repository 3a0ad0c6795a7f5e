import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProblems, temporaryComposed } from '../../electron/service/service.fixture'
import { oneModel } from '../../shared/graph/graph.fixture'
import { writeGraph } from '../../shared/graph/write'
import { type FakeProvider, startFakeProvider } from '../setup/fake-provider'
import { type LaunchedApp, launchApp, newHome } from './launch'

const home = newHome()
let provider: FakeProvider
let launched: LaunchedApp

/** A design whose problems take a while, so that a run of them is looked at before it ends. */
async function prepareDatabase(): Promise<void> {
  const { services, stop, close } = temporaryComposed({ databaseFile: join(home, 'switchyard.db') })
  await addProblems(services, 20_000, 'sums')
  const limits = { concurrency: null, requestsPerMinute: null, tokensPerMinute: null }
  const baseUrl = `${provider.origin}/v1`
  services.connections.add({ server: null, notes: '', limits, name: 'mine', kind: 'compatible', baseUrl })
  services.prices.setOwn('mine', 'fake-small', '2026-01-01', { inputPerMillion: 1, outputPerMillion: 2 })
  const graph = oneModel({ maxTokens: 200 })
  const bound = { connection: 'mine', model: 'fake-small' }
  const roles = Object.fromEntries(Object.keys(graph.roles).map((role) => [role, bound]))
  services.designs.create({ graph: writeGraph({ ...graph, name: 'Streams', roles }) })
  await stop()
  close()
}

/** Counts what comes from the engine, and how long the longest of it is, from before the page begins. */
function countMessages(): void {
  const heard = { count: 0, longest: 0 }
  Reflect.set(window, 'heard', heard)
  type Listen = (this: MessagePort, type: string, listener: EventListenerOrEventListenerObject) => void
  const listen: Listen = Reflect.get(MessagePort.prototype, 'addEventListener')
  MessagePort.prototype.addEventListener = function (this: MessagePort, ...how: Parameters<Listen>) {
    if (how[0] === 'message') {
      listen.call(this, 'message', (event) => {
        const { data } = event as MessageEvent<unknown>
        const length = (typeof data === 'string' ? data : JSON.stringify(data)).length
        heard.count += 1
        heard.longest = Math.max(heard.longest, length)
      })
    }
    listen.apply(this, how)
  }
}

beforeAll(async () => {
  provider = await startFakeProvider({ delayMs: 20 })
  await prepareDatabase()
  launched = await launchApp({ home })
  const { page } = launched
  page.setDefaultTimeout(20_000)
  await page.addInitScript(countMessages)
  await page.reload()
})
afterAll(async () => {
  await launched.close()
  await provider.close()
  rmSync(home, { recursive: true, force: true })
})

const button = (name: string | RegExp) => launched.page.getByRole('button', { name, exact: typeof name === 'string' })
const patience = { timeout: 20_000 }
const strip = () => launched.page.getByRole('region', { name: 'Run' })

interface Heard {
  count: number
  longest: number
  atMs: number
}

const heard = (): Promise<Heard> =>
  launched.page.evaluate(() => ({ ...(Reflect.get(window, 'heard') as Heard), atMs: performance.now() }))

const finished = async (): Promise<number> => {
  const said = await strip().textContent()
  return Number(/([\d,]+) of 20,000/.exec(said ?? '')?.[1]?.replaceAll(',', '') ?? 0)
}

test('however fast problems end, the window is told at most ten times a second, in short messages', async () => {
  const { page } = launched
  await button(/^Streams/).click()
  await button('Run options').click()
  await page.getByLabel('Dataset', { exact: true }).selectOption({ label: 'sums · 20,000 problems' })
  await button('Run this design').click()
  await expect.poll(finished, patience).toBeGreaterThan(20)
  await page.evaluate(() => Object.assign(Reflect.get(window, 'heard') as object, { longest: 0 }))
  const before = await heard()
  await expect.poll(finished, patience).toBeGreaterThan(500)
  const after = await heard()
  const seconds = (after.atMs - before.atMs) / 1000
  // Progress ten times, and twice how the connections go.
  expect(after.count - before.count).toBeLessThanOrEqual(12 * seconds + 4)
  expect(after.longest).toBeLessThan(2000)
})

test('results that come in while a run streams are read into the open table', async () => {
  const { page } = launched
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Runs' }).click()
  await page.locator('table tbody tr', { hasText: 'running' }).locator('th button').click()
  const rows = () => page.getByRole('table', { name: 'Results' }).getAttribute('aria-rowcount').then(Number)
  await expect.poll(rows, patience).toBeGreaterThan(1)
  const first = await rows()
  await expect.poll(rows, patience).toBeGreaterThan(first)
  expect(await page.getByRole('heading', { level: 1 }).locator('..').textContent()).toContain('running')
})
