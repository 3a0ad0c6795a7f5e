import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeProvider, startFakeProvider } from '../setup/fake-provider'
import { type LaunchedApp, launchApp } from './launch'
import { lookAt } from './look-at'

const canary = 'sk-canary-desktop-0123wxyz'
let launched: LaunchedApp
let provider: FakeProvider
const complaints: string[] = []

beforeAll(async () => {
  provider = await startFakeProvider({
    key: canary,
    answer: () => ({ text: 'Six times seven is 42.\nCONFIDENCE: 90', thinking: 'Six sevens, one after the other. ' }),
    delayMs: 400,
    pieceMs: 60,
  })
  launched = await launchApp()
  launched.page.setDefaultTimeout(10_000)
  launched.page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  launched.page.on('pageerror', (error) => complaints.push(error.message))
})
afterAll(async () => {
  await launched.close()
  await provider.close()
})

const button = (name: string | RegExp) => launched.page.getByRole('button', { name })
const field = (name: string) => launched.page.getByLabel(name, { exact: true })

test('a connection is added with its key, of which the window then knows only the end', async () => {
  const { page } = launched
  await button('Models').click()
  await button('Add a connection').first().click()
  await lookAt(launched, 'connection-empty')
  await button('vLLM').click()
  await field('Name').fill('mine')
  await field('Address').fill(`${provider.origin}/v1`)
  await field('Key').fill(canary)
  await lookAt(launched, 'connection-form')
  await button('Add').click()
  const card = page.getByRole('article', { name: 'Connection mine' })
  await card.getByText('…wxyz').waitFor()
  expect(await page.content()).not.toContain('canary')
})

test('it is tested by one small call, whose line says what was found', async () => {
  await button('Test').click()
  await launched.page.getByText(/✓ .*answered in .*streams/).waitFor()
  expect(provider.ledger.filter(({ accepted }) => accepted)).toHaveLength(1)
  await launched.page.getByRole('rowheader', { name: /fake-small/ }).waitFor()
})

test('a model gets a price of its own', async () => {
  const { page } = launched
  await page
    .getByRole('row', { name: /fake-small/ })
    .getByRole('button', { name: 'Set own' })
    .click()
  await field('Input').fill('0.5')
  await field('Output').fill('2')
  await lookAt(launched, 'price-form')
  await button('Save').click()
  await page
    .getByRole('row', { name: /fake-small/ })
    .getByText('own')
    .waitFor()
  await lookAt(launched, 'models')
})

test('a problem is played through simulated models, step by step', async () => {
  const { page } = launched
  await button('Play').first().click()
  await page.getByRole('listitem').filter({ hasText: /\?/ }).getByRole('button').first().click()
  await field('How fast the steps come').selectOption('at once')
  await lookAt(launched, 'play-before')
  await page.locator('form').getByRole('button', { name: 'Play', exact: true }).click()
  await page.getByText(/✓ right|✗ wrong/).waitFor()
  await lookAt(launched, 'play-ended')
})

test('nothing complained', () => expect(complaints).toEqual([]))
