import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp } from './launch'
import { lookAt } from './look-at'

let launched: LaunchedApp

beforeAll(async () => {
  launched = await launchApp()
  launched.page.setDefaultTimeout(15_000)
})
afterAll(() => launched.close())

/** Opens the import and gives it a file. */
async function chooseFile(file: string): Promise<void> {
  const { page } = launched
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Datasets' }).click()
  await page.getByRole('button', { name: 'Import a file' }).click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page
      .getByRole('dialog')
      .getByRole('button', { name: /Choose a file/ })
      .click(),
  ])
  await chooser.setFiles(file)
}

test('outcomes deep inside a file are found by a pattern, and prices that it does not say are filled in after', async () => {
  const { page } = launched
  const file = join(tmpdir(), `nested-${process.pid}.json`)
  const usage = { prompt: 1_000_000, completion: 100_000 }
  const items = [1, 2, 3].map((n) => ({
    input: { text: `What is ${n} + ${n}?` },
    gold: 2 * n,
    out: { 'org/a-1.5': { text: 2 * n, usage }, b: { text: n } },
  }))
  writeFileSync(file, JSON.stringify(items))
  await chooseFile(file)
  // An object is no question: what is inside has a path of its own.
  await page.getByLabel(/^Question/).selectOption('input.text')
  expect(await page.getByLabel('Answer key').inputValue()).toBe('gold')
  await page.getByLabel('Each row is').selectOption('wide')
  await page.getByLabel('Answer', { exact: true }).fill('out.{model}.text')
  await page.getByLabel('Input tokens').fill('out.{model}.usage.prompt')
  await page.getByLabel('Output tokens').fill('out.{model}.usage.completion')
  await page.getByText('No column is like that').waitFor({ state: 'hidden' })
  await page.getByRole('checkbox', { name: /^org\/a-1\.5/ }).waitFor()
  await page.getByRole('button', { name: 'Import', exact: true }).click()

  const costs = page.getByRole('region', { name: 'Costs that the file does not say' })
  await costs.getByLabel('Dollars per million input tokens of org/a-1.5').fill('3')
  await costs.getByLabel('Dollars per million output tokens of org/a-1.5').fill('15')
  expect(await costs.getByLabel('Dollars per million input tokens of b').isDisabled()).toBe(true)
  await costs.getByLabel('Dollars for each call of b').fill('0.5')
  await costs.getByRole('button', { name: 'Fill in' }).click()
  await costs.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Done' }).click()

  const card = page.getByRole('region', { name: 'Routing curve' })
  await card.getByText('3 right · $4,500 per 1,000 problems').waitFor()
  await card.getByText('0 right · $500.00 per 1,000 problems').waitFor()
})

test('of a document with several lists the longest is shown first, and another one can be taken', async () => {
  const { page } = launched
  const file = join(tmpdir(), `evaluation-${process.pid}.json`)
  const row = (n: number) => ({ question: `What is ${n} + 1?`, key: n + 1, model: 'm', answer: n + 1 })
  const results = { version: 3, prompts: [{ label: 'a prompt' }], results: [row(1), row(2)], stats: { passed: 2 } }
  writeFileSync(file, JSON.stringify({ evalId: 'e', results }))
  await chooseFile(file)
  const list = page.getByLabel('The rows are in')
  expect(await list.inputValue()).toBe('results.results')
  await page.getByRole('cell', { name: 'What is 1 + 1?' }).waitFor()
  await lookAt(launched, 'import-lists')
  await list.selectOption('results.prompts')
  await page.getByRole('cell', { name: 'a prompt' }).waitFor()
  await list.selectOption('results.results')
  await page.getByRole('cell', { name: 'What is 2 + 1?' }).waitFor()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('2 problems').first().waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
})

test('a file whose rows are all of one model that no column names is read under a name of its own', async () => {
  const { page } = launched
  const file = join(tmpdir(), `one-model-${process.pid}.jsonl`)
  const rows = [1, 2, 3].map((n) => JSON.stringify({ question: `Is ${n} odd?`, exact_match: n % 2 }))
  writeFileSync(file, rows.join('\n'))
  await chooseFile(file)
  await page.getByLabel('Each row is').selectOption('single')
  await page.getByLabel('Correct or score').selectOption('exact_match')
  expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
  await page.getByLabel(/^Model/).fill('org/a-1.5')
  await lookAt(launched, 'import-one-model')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('3 problems').first().waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
  await page
    .getByRole('row', { name: /^one-model/ })
    .getByText('org/a-1.5')
    .waitFor()
})

test('an import that took the ids of rows for those of problems says so', async () => {
  const { page } = launched
  const file = join(tmpdir(), `row-ids-${process.pid}.jsonl`)
  const rows = ['a', 'b', 'c'].flatMap((model, at) =>
    [1, 2].map((n) => JSON.stringify({ id: `r${at}${n}`, question: `Is ${n} odd?`, model, correct: n % 2 })),
  )
  writeFileSync(file, rows.join('\n'))
  await chooseFile(file)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('6 problems ask only 2 questions').waitFor()
  await lookAt(launched, 'import-row-ids')
  await page.getByRole('button', { name: 'Done' }).click()
})
