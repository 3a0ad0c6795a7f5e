import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProblems, temporaryComposed } from '../../electron/service/service.fixture'
import { oneModel } from '../../shared/graph/graph.fixture'
import { writeGraph } from '../../shared/graph/write'
import { type FakeProvider, startFakeProvider } from '../setup/fake-provider'
import { type LaunchedApp, launchApp, newHome } from './launch'
import { lookAt } from './look-at'

const home = newHome()
let provider: FakeProvider
let launched: LaunchedApp

/** Two connections to the provider, and a design on each. */
async function prepareDatabase(): Promise<void> {
  const { services, stop, close } = temporaryComposed({ databaseFile: join(home, 'switchyard.db') })
  await addProblems(services, 20, 'sums')
  const rest = {
    server: null,
    notes: '',
    limits: { concurrency: null, requestsPerMinute: null, tokensPerMinute: null },
  }
  services.connections.add({ ...rest, name: 'mine', kind: 'compatible', baseUrl: `${provider.origin}/v1` })
  services.connections.add({ ...rest, name: 'lab', kind: 'anthropic', baseUrl: provider.origin })
  for (const connection of ['mine', 'lab']) {
    services.prices.setOwn(connection, 'fake-small', '2026-01-01', { inputPerMillion: 100, outputPerMillion: 200 })
    const graph = oneModel({ maxTokens: 200 })
    const roles = Object.fromEntries(
      Object.keys(graph.roles).map((role) => [role, { connection, model: 'fake-small' }]),
    )
    services.designs.create({ graph: writeGraph({ ...graph, name: `Through ${connection}`, roles }) })
  }
  await stop()
  close()
}

beforeAll(async () => {
  const expired = { 'msgbatch_1 1-0': 'expired', 'msgbatch_1 2-0': 'expired' } as const
  provider = await startFakeProvider({ batches: { polls: 3, fates: expired } })
  await prepareDatabase()
  launched = await launchApp({ home })
  launched.page.setDefaultTimeout(20_000)
})
afterAll(async () => {
  await launched.close()
  await provider.close()
  rmSync(home, { recursive: true, force: true })
})

const button = (name: string | RegExp) => launched.page.getByRole('button', { name, exact: typeof name === 'string' })

async function startRun(design: string, set: () => Promise<void> = async () => undefined): Promise<void> {
  await button(new RegExp(`^${design}`)).click()
  await button('Run options').click()
  const datasets = launched.page.getByLabel('Dataset', { exact: true })
  await datasets.selectOption({ label: 'sums · 20 problems' })
  await set()
  await button('Run this design').click()
}

test('a provider that asks for a pause is told of beside the run, with the seconds until it goes on', async () => {
  const { page } = launched
  provider.script(
    { none: true, times: 5 },
    { status: 429, headers: { 'retry-after': '5' }, body: { error: { message: 'slow down' } } },
  )
  await startRun('Through mine')
  const strip = page.getByRole('region', { name: 'Run' })
  await expect.poll(() => strip.textContent(), { timeout: 5_000 }).toMatch(/mine pauses\s*[1-5] s/)
  await button('How the run goes').click()
  await page.getByText(/asked for a pause: goes on in [1-5] s/).waitFor()
  await lookAt(launched, 'live-pause')
  await page.keyboard.press('Escape')
  await button('Results').waitFor()
})

test('a run whose budget is used up says why it paused, and is asked for another before it goes on', async () => {
  const { page } = launched
  await startRun('Through mine', () => page.getByLabel('Budget', { exact: true }).fill('0.01'))
  await button('Resume').click()
  const dialog = page.getByRole('dialog', { name: 'Resume the run' })
  await dialog.getByText(/of \$0\.0100 are spent and the next call may cost up to/).waitFor()
  await lookAt(launched, 'live-budget')
  await dialog.getByLabel('Budget from here on').fill('5')
  await dialog.getByRole('button', { name: 'Resume' }).click()
  await button('Compare').last().waitFor()
})

test('how many calls expired in a batch is told beside the run, and that they were sent again', async () => {
  const { page } = launched
  await button('Models').click()
  const card = page.getByRole('article', { name: 'Connection lab' })
  await card.getByRole('button', { name: 'Set key' }).click()
  await card.locator('input').fill('sk-lab-0123456789')
  await page.keyboard.press('Enter')
  await card.getByText('…6789').waitFor()
  await button('Design').first().click()
  await startRun('Through lab', async () => {
    await page.getByRole('switch', { name: 'In batches' }).click()
    await page.getByLabel('Budget', { exact: true }).fill('')
  })
  await expect
    .poll(() => page.getByRole('region', { name: 'Run' }).textContent(), { timeout: 20_000 })
    .toContain('2 expired')
  await button('Results').waitFor()
  await button('How the run goes').click()
  await page.getByText(/20 calls, 2 expired or not done, at no cost: sent again/).waitFor()
  await page.getByText(/2 calls, all fetched/).waitFor()
  await lookAt(launched, 'live-batches')
})
