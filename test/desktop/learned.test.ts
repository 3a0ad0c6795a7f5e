import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryComposed } from '../../electron/service/service.fixture'
import { type LaunchedApp, launchApp, newHome, screenshot } from './launch'

let launched: LaunchedApp
const home = newHome()

/** Forty problems that two models have answered: proofs only by the dear one. */
async function prepareDatabase(): Promise<void> {
  mkdirSync(home, { recursive: true })
  const { services, stop, close } = temporaryComposed({ databaseFile: join(home, 'switchyard.db') })
  const rows = Array.from({ length: 80 }, (_, n) => {
    const [at, model] = [Math.floor(n / 2), n % 2 === 0 ? 'dear' : 'cheap']
    const question = at % 2 === 0 ? `How many are ${at} and ${at} apples?` : `Prove that ${at} divides the product.`
    return JSON.stringify({
      id: `p${at}`,
      question,
      model,
      response: '1',
      score: model === 'dear' || at % 2 === 0 ? 1 : 0,
    })
  })
  const bytes = Buffer.from(rows.join('\n'))
  const open = async function* () {
    yield bytes
  }
  const problem = { id: 'id', question: 'question' }
  const mapping = { problem, outcome: { model: 'model', answer: 'response', correct: 'score' } }
  await services.datasets.importFile({ name: 'o.jsonl', open: () => open() }, 'graded', { mapping })
  await stop()
  close()
}

beforeAll(async () => {
  await prepareDatabase()
  launched = await launchApp({ home })
  launched.page.setDefaultTimeout(20_000)
})
afterAll(async () => {
  await launched.close()
  rmSync(home, { recursive: true, force: true })
})

test('a classifier is trained on recorded outcomes, and its models become its ports', async () => {
  const { page } = launched
  await page.getByRole('button', { name: /^Full hybrid/ }).click()
  await page.locator('.react-flow__node', { hasText: 'rules' }).first().click()
  await page.getByLabel('Method').selectOption('learned')
  await page.getByText('nothing is trained yet').waitFor()
  await page.getByRole('button', { name: 'Train…' }).click()
  const train = page.getByRole('button', { name: 'Train', exact: true })
  expect(await train.isDisabled()).toBe(true)
  await page.getByLabel('Cheapest model').selectOption('cheap')
  await page.getByLabel('Dearest model').selectOption('dear')
  await train.click()
  await page.getByText('40 problems of graded. Right').waitFor()
  await page.locator('.react-flow__node', { hasText: 'learned · 2 labels' }).waitFor()
  await screenshot(page, 'learned')
})
