import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp, screenshot } from './launch'

let launched: LaunchedApp

beforeAll(async () => {
  launched = await launchApp()
  launched.page.setDefaultTimeout(20_000)
})
afterAll(() => launched.close())

const button = (name: string | RegExp) => launched.page.getByRole('button', { name, exact: typeof name === 'string' })
const lines = () => launched.page.locator('table tbody tr')

test('a sample of one difficulty is run, and says what it will take before', async () => {
  const { page } = launched
  await page.getByText('Full hybrid', { exact: true }).first().click()
  await button('Run options').click()
  await page.getByLabel('Difficulty', { exact: true }).selectOption('medium')
  await page.getByLabel('Sample', { exact: true }).selectOption('some')
  await page.getByLabel('How many drawn').fill('40')
  await page.getByText(/calls, \$.* at list price, nothing to pay/).waitFor()
  await screenshot(page, 'run-options')
  await button('Run this design').click()
  await button('Results').click()
  await page.getByText('difficulty medium, a sample of 40, seed 7').waitFor()
})

test('its results are filtered, one is opened with its path and calls, and graded by hand', async () => {
  const { page } = launched
  await expect.poll(() => lines().count()).toBeGreaterThan(10)
  await button(/^Escalated/).click()
  await page
    .getByRole('status')
    .filter({ hasText: /^\d+ of 40 results$/ })
    .waitFor()
  await lines().getByText('Sure enough? escalate → Reasoning model answer').first().waitFor()
  await lines().locator('button').first().click()
  const problem = page.getByRole('complementary', { name: 'Problem' })
  await problem.getByRole('img', { name: /^The way:/ }).waitFor()
  expect(await problem.locator('article').count()).toBe(2)
  await problem.getByText('made anew from the graph and the problem').first().waitFor()
  await problem.getByRole('button', { name: 'Grade by hand' }).click()
  await problem.getByLabel('Why', { exact: true }).fill('looked at by a person')
  await problem.getByRole('button', { name: /^It is/ }).click()
  await problem.getByText('looked at by a person').waitFor()
  await button(/^By hand/).waitFor()
  await screenshot(page, 'run-problem')
})

test('its router is looked into from its page and from the list, and left again to where one was', async () => {
  const { page } = launched
  const inside = page.getByRole('heading', { name: 'Inside Full hybrid' })
  await button('Look inside').click()
  await inside.waitFor()
  await button('Back to the results').click()
  await page.getByText('difficulty medium, a sample of 40, seed 7').waitFor()
  await button('All runs').click()
  await button(/^Actions for Full hybrid/).click()
  await page.getByRole('menuitem', { name: 'Look inside its router' }).click()
  await inside.waitFor()
  await button('Back to all runs').click()
  await page.getByRole('heading', { name: 'Runs', exact: true }).waitFor()
})

test('its results are written to the file that is chosen', async () => {
  const { page, app, home } = launched
  const file = join(home, 'results.csv')
  await app.evaluate(({ dialog }, filePath) => {
    const save: typeof dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    Object.assign(dialog, { showSaveDialog: save })
  }, file)
  await button(/^Actions for Full hybrid/).click()
  await page.getByRole('group', { name: 'Export results' }).getByRole('menuitem', { name: 'CSV' }).click()
  await page.getByText(/is written: \d/).waitFor()
  expect(readFileSync(file, 'utf8').trim().split('\r\n')).toHaveLength(41)
})

test('the list has the run with its name and tags, until it is deleted', async () => {
  const { page } = launched
  await button(/^Actions for Full hybrid/).click()
  await page.getByRole('menuitem', { name: 'Name, tags and notes…' }).click()
  await page.getByLabel('Name', { exact: true }).fill('medium sample')
  await page.getByLabel('Tags', { exact: true }).fill('baseline')
  await button('Save').click()
  await button('medium sample').waitFor()
  await page.getByText('baseline').waitFor()
  await screenshot(page, 'run-list')
  await button('Actions for medium sample').click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await page.getByText(/40 results and their calls, about \d/).waitFor()
  await button('Delete the run').click()
  await page.getByText('No run yet').waitFor()
})
