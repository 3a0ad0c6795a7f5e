import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp } from './launch'
import { lookAt } from './look-at'

let launched: LaunchedApp

beforeAll(async () => {
  launched = await launchApp()
  launched.page.setDefaultTimeout(20_000)
})
afterAll(() => launched.close())

const button = (name: string | RegExp) => launched.page.getByRole('button', { name, exact: typeof name === 'string' })
const lines = () => launched.page.locator('table tbody tr')
const problem = () => launched.page.getByRole('complementary', { name: 'Problem' })

test('a run of three repeats is set, estimated and started', async () => {
  const { page } = launched
  await page.getByText('Full hybrid', { exact: true }).first().click()
  await button('Run options').click()
  await page.getByLabel('Repeats', { exact: true }).fill('three')
  await page.getByText('Repeats: a whole number from 1 to 100').waitFor()
  await page.getByLabel('Repeats', { exact: true }).fill('3')
  await page.getByText(/ walks, 3 of each problem, made on simulated answers/).waitFor()
  await lookAt(launched, 'repeats-options')
  await button('Run this design').click()
  await button('Results').click()
  await page.getByText(/[\d,]+ walks of [\d,]+ problems/).waitFor()
  await page.getByText('every time', { exact: true }).waitFor()
})

test('its results have their repeat, and are filtered by it', async () => {
  const { page } = launched
  await expect.poll(() => lines().count()).toBeGreaterThan(10)
  await page.getByRole('columnheader', { name: /^Repeat/ }).waitFor()
  const repeats = () => page.locator('td[data-column="repeat"]').allTextContents()
  await expect.poll(async () => new Set(await repeats())).toEqual(new Set(['1']))
  await lookAt(launched, 'repeats-results')
  await page.getByLabel('Filter by repeat').selectOption('Repeat 3')
  await expect.poll(async () => new Set(await repeats())).toEqual(new Set(['3']))
})

test('a problem leads from one of its walks to the others', async () => {
  const { page } = launched
  await lines().locator('button').first().click()
  const walks = problem().getByRole('navigation', { name: 'Repeats of this problem' })
  await walks.getByText(/^Right [0-3] of 3 times$/).waitFor()
  const current = () => walks.locator('[aria-current="true"]').textContent()
  expect(await current()).toBe('3')
  await lookAt(launched, 'repeats-problem')
  const first = walks.getByRole('button', { name: /^Repeat 1: / })
  await first.click()
  await expect.poll(current).toBe('1')
  expect(await first.evaluate((element) => element === document.activeElement)).toBe(true)
  const heading = await problem().getByRole('heading', { level: 2 }).textContent()
  await walks.getByRole('button', { name: /^Repeat 2: / }).press('Enter')
  await expect.poll(current).toBe('2')
  expect(await problem().getByRole('heading', { level: 2 }).textContent()).toBe(heading)
  await page.keyboard.press('Escape')
})

test('it is compared by problem with a run without repeats', async () => {
  const { page } = launched
  await page.getByRole('button', { name: 'Design', exact: true }).first().click()
  await button('Run options').click()
  await page.getByLabel('Repeats', { exact: true }).fill('1')
  await button('Run this design').click()
  await page.getByRole('region', { name: 'Run' }).getByText('500 problems', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Compare', exact: true }).first().click()
  await button(/^Runs: /).click()
  await page.getByRole('checkbox', { name: /1,500 walks of 500 problems/ }).check()
  await page.keyboard.press('Escape')
  await page.getByText(/each by the share of its walks that are right \(exact sign-flip test\)/).waitFor()
  await page.getByText(/^3 repeats: [\d.]+ % every time/).waitFor()
  await lookAt(launched, 'repeats-compare')
})

test('what changed against another run is told with the verdict there, and narrowed to one way', async () => {
  const { page } = launched
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Runs', exact: true }).click()
  // The run of three repeats was left open there.
  await page.getByText(/^1,500 walks of 500 problems/).waitFor()
  const cells = (column: string) => page.locator(`td[data-column="${column}"]`).allTextContents()
  await page.getByLabel('Changed against another run').selectOption({ index: 1 })
  await page.getByRole('columnheader', { name: 'Other run' }).waitFor()
  const both = async () => {
    const [here, there] = [await cells('verdict'), await cells('otherVerdict')]
    return here.length > 0 && here.every((verdict, at) => (verdict === 'right') !== (there[at] === 'right'))
  }
  await expect.poll(both).toBe(true)
  await lookAt(launched, 'repeats-changed')
  await page.getByLabel('Which way they changed').selectOption('Right here only')
  await expect.poll(async () => new Set(await cells('verdict'))).toEqual(new Set(['right']))
  await page.getByLabel('Which way they changed').selectOption('Right there only')
  await expect.poll(async () => new Set(await cells('otherVerdict'))).toEqual(new Set(['right']))
})
