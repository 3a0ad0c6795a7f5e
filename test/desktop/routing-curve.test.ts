import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp } from './launch'
import { lookAt } from './look-at'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let launched: LaunchedApp

beforeAll(async () => {
  launched = await launchApp()
  launched.page.setDefaultTimeout(15_000)
})
afterAll(() => launched.close())

/** Of 40 questions the small model is wrong on the longest ten, and unsure of these. */
function outcomes(): string {
  const rows = Array.from({ length: 40 }, (_, n) => {
    const isHard = n % 4 === 3
    const question = `${n} ${'long '.repeat(isHard ? 9 : 1)}`
    return [
      { question, model: 'small', correct: isHard ? 0 : 1, confidence: isHard ? 0.3 : 0.9, usd: 0.001 },
      { question, model: 'large', correct: 1, confidence: null, usd: 0.02 },
    ]
  })
  return rows
    .flat()
    .map((row) => JSON.stringify(row))
    .join('\n')
}

test('whoever imports outcomes of two models sees on the datasets page what routing between them could buy', async () => {
  const { page } = launched
  const file = join(tmpdir(), `outcomes-${process.pid}.jsonl`)
  writeFileSync(file, outcomes())
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
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('button', { name: 'Done' }).click()

  const card = page.getByRole('region', { name: 'Routing curve' })
  await card.getByText('Over 40 problems to which both models have a graded answer.').waitFor()
  expect(await card.getByRole('status').textContent()).toContain(
    'Half of what large is better by takes 12.5 % of its calls',
  )
  expect(await card.getByLabel('Weak model').inputValue()).toBe('small')
  expect(await card.getByRole('img').count()).toBe(2)

  await card.getByLabel('Goes to the strong one first').selectOption('confidence')
  const cells = card.locator('table').first().locator('tbody tr').nth(1).locator('th, td')
  await cells.first().waitFor()
  expect(await cells.allTextContents()).toEqual(['0.9', '10', '40', '100.0 %', '1.0000', '$6.00', expect.any(String)])
  await lookAt(launched, 'routing-curve')

  await page.evaluate(axe)
  const { violations } = await page.evaluate(() =>
    Reflect.get(window, 'axe').run(document, { resultTypes: ['violations'] }),
  )
  expect(violations.map(({ id }: { id: string }) => id)).toEqual([])

  await card.getByLabel('Weak model').selectOption('large')
  await card.getByText('small is not better than large on these problems').waitFor()
})
