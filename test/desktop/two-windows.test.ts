import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp, projectRoot } from './launch'

let launched: LaunchedApp
let first: Page
let second: Page

beforeAll(async () => {
  launched = await launchApp()
  first = launched.page
  const opening = launched.app.waitForEvent('window')
  await launched.app.evaluate(
    ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { preload, sandbox: true } })
      void window.loadURL('app://switchyard/index.html')
    },
    join(projectRoot, 'out/preload/preload.cjs'),
  )
  second = await opening
  for (const page of [first, second]) {
    page.setDefaultTimeout(10_000)
    await open(page, 'All standard')
  }
})
afterAll(() => launched.close())

async function open(page: Page, name: string): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^${name}v?\\b`) })
    .first()
    .click()
  await page.locator('.react-flow__node[data-id="fast"]').waitFor()
}

const fast = (page: Page) => page.locator('.react-flow__node[data-id="fast"]')
const title = (page: Page, words: string) => fast(page).getByText(words, { exact: true })
const conflict = (page: Page) => page.getByText(/changed in another window while you edited/)

async function retitle(page: Page, words: string): Promise<void> {
  await fast(page).click({ position: { x: 70, y: 14 } })
  await page.getByLabel('Title', { exact: true }).fill(words)
  await page.getByLabel('Title', { exact: true }).blur()
}

const saved = (page: Page) => page.getByText(/^v\d+ · saved$/).waitFor()

test('a design that was changed in another window is not overwritten, and the difference can be seen', async () => {
  await retitle(first, 'Theirs')
  await saved(first)
  await retitle(second, 'Mine')
  await conflict(second).waitFor()
  await second.getByText(/· changed elsewhere$/).waitFor()
  await second.getByRole('button', { name: 'See the difference' }).click()
  await second.getByRole('dialog').getByText('Before Theirs').waitFor()
  await second.getByRole('dialog').getByText('After Mine').waitFor()
  await second.keyboard.press('Escape')
  await title(second, 'Mine').waitFor()
})

test('a notice that was put aside comes again from the version beside the name', async () => {
  await second.getByRole('button', { name: 'Dismiss' }).first().click()
  await expect.poll(() => conflict(second).count()).toBe(0)
  await second.getByText(/· changed elsewhere$/).click()
  await conflict(second).waitFor()
})

test('mine can be kept as a design of its own, beside theirs', async () => {
  await second.getByRole('button', { name: 'Keep mine as a copy' }).click()
  await expect.poll(() => second.title()).toBe('All standard 2 — Switchyard')
  await title(second, 'Mine').waitFor()
  await open(second, 'All standard')
  await title(second, 'Theirs').waitFor()
})

test('theirs can be taken, and undo leads back to mine', async () => {
  await retitle(first, 'Theirs again')
  await saved(first)
  await retitle(second, 'Mine again')
  await conflict(second).waitFor()
  await second.getByRole('button', { name: 'Take theirs' }).click()
  await title(second, 'Theirs again').waitFor()
  await saved(second)
  await second.locator('.react-flow__pane').click({ position: { x: 20, y: 20 } })
  await second.keyboard.press('Control+z')
  await title(second, 'Mine again').waitFor()
  await saved(second)
})

test('a window without edits of its own shows what another one saved as soon as it is come back to', async () => {
  await first.evaluate(() => window.dispatchEvent(new Event('focus')))
  await title(first, 'Mine again').waitFor()
  await first.getByText('was changed in another window; this is how it is now').waitFor()
})
