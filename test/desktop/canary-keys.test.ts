import type { FileChooser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneModel } from '../../shared/graph/graph.fixture'
import { writeGraph } from '../../shared/graph/write'
import { type EchoingProvider, startEchoingProvider } from '../setup/echoing-provider'
import { filesWith, processesWith } from '../setup/find-secret'
import { type LaunchedApp, launchApp } from './launch'
import { lookAt } from './look-at'

const given = 'sk-canary-given-in-the-window-wxyz'
const inherited = 'sk-canary-inherited-by-the-app-0000'
const said: string[] = []
let launched: LaunchedApp
let provider: EchoingProvider

beforeAll(async () => {
  provider = await startEchoingProvider()
  launched = await launchApp({ env: { ANTHROPIC_API_KEY: inherited, SWITCHYARD_KEY_PARROT: inherited } })
  launched.page.setDefaultTimeout(10_000)
  launched.page.on('console', (message) => said.push(message.text()))
  const child = launched.app.process()
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(String(chunk)))
})
afterAll(async () => {
  await launched.close()
  await provider.close()
})

const button = (name: string | RegExp) => launched.page.getByRole('button', { name })
const field = (name: string) => launched.page.getByLabel(name, { exact: true })

async function enginePid(): Promise<number | undefined> {
  return launched.app.evaluate(
    ({ app }) => app.getAppMetrics().find((process) => process.name === 'Switchyard engine')?.pid,
  )
}

test('a key is given in the window, used, and refused', async () => {
  const { page } = launched
  await button('Models').click()
  await button('Add a connection').first().click()
  await button('Another server').click()
  await field('Name').fill('parrot')
  await field('Address').fill(`${provider.origin}/v1`)
  await field('Key').fill(given)
  await button('Add').click()
  await page.getByText('…wxyz').waitFor()
  await button('Test').click()
  await page.getByText(/✓ .*answered in/).waitFor()
  provider.answerBy('refuses the key')
  await button('Test').click()
  await page.getByText(/^✗/).waitFor()
  provider.answerBy('answers')
  expect([...provider.keys]).toEqual([given])
})

const openGraph = () =>
  launched.app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()
      ?.items.flatMap((item) => item.submenu?.items ?? [])
      .find((item) => item.label.startsWith('Open graph'))
      ?.click(),
  )

test('a design from elsewhere asks to be bound before anything is sent, and is played then', async () => {
  const { page } = launched
  const graph = { ...oneModel(), name: 'Foreign', roles: { fast: { connection: 'theirs', model: 'big' } } }
  await button('Design').click()
  await page.getByTestId('canvas').waitFor()
  const file = { name: 'foreign.json', mimeType: 'application/json', buffer: Buffer.from(writeGraph(graph)) }
  let chooser: FileChooser | undefined
  page.once('filechooser', (opened) => {
    chooser = opened
  })
  // A page that has just been gone to is drawn in slices: until it is there, nobody hears the menu.
  await expect.poll(() => openGraph().then(() => chooser !== undefined), { interval: 1000, timeout: 20_000 }).toBe(true)
  await chooser?.setFiles(file)
  await page.getByText('This design asks “theirs”').waitFor()
  await lookAt(launched, 'unbound')
  await button('Bind').click()
  await lookAt(launched, 'bind')
  await page.getByRole('dialog').getByLabel('Model of fast').fill('parrot')
  await page.getByRole('dialog').getByRole('button', { name: 'Bind' }).click()
  await expect.poll(() => page.getByText('This design asks “theirs”').count()).toBe(0)
  await button('Play').first().click()
  await field('Problem').fill('What was I sent?')
  await field('at most $').fill('')
  await page.locator('form').getByRole('button', { name: 'Play', exact: true }).click()
  await page.getByText('the key is •••').first().waitFor()
  provider.answerBy('never ends')
  await page.locator('form').getByRole('button', { name: 'Play', exact: true }).click()
  await page.getByText(/answering · \d/).waitFor()
  await lookAt(launched, 'play-live')
  await button('Stop').click()
  await page.getByText('You stopped it.').waitFor()
})

test('the engine gets the key again after a crash, and the window still does not', async () => {
  const { page } = launched
  const before = await enginePid()
  if (before === undefined) throw new Error('there is no engine')
  process.kill(before, 'SIGKILL')
  await expect.poll(enginePid, { timeout: 10_000 }).not.toBe(before)
  provider.answerBy('answers')
  await button('Models').click()
  await button('Test').click()
  await page.getByText(/✓ .*answered in/).waitFor({ timeout: 15_000 })
  expect([...provider.keys]).toEqual([given])
  expect(await page.content()).not.toContain('canary')
  expect(
    await page.evaluate(() => JSON.stringify([...Object.entries(localStorage), ...Object.entries(sessionStorage)])),
  ).not.toContain('canary')
})

test('the key stands in no file, no output, and in nothing that the system tells of the processes', async () => {
  const pid = launched.app.process().pid
  if (pid === undefined) throw new Error('the app has no process')
  expect(said.filter((text) => text.includes(given) || text.includes(inherited))).toEqual([])
  expect(filesWith(launched.home, given)).toEqual([])
  expect(filesWith(launched.home, inherited)).toEqual([])
  if (process.platform !== 'linux') return
  expect(processesWith(pid, given, ['cmdline', 'environ'])).toEqual([])
  const engine = await enginePid()
  expect(processesWith(engine ?? 0, inherited, ['cmdline', 'environ'])).toEqual([])
})
