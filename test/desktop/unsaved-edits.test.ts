import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp } from './launch'

let launched: LaunchedApp

beforeAll(async () => {
  launched = await launchApp()
})
afterAll(() => launched.close())

/** Resolves once the window is there again: what is asked of a page that is going gets no answer. */
function drawnAgain(): Promise<void> {
  return launched.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((done) => {
        const page = BrowserWindow.getAllWindows()[0]?.webContents
        page?.once('render-process-gone', () => page.once('did-finish-load', () => done()))
        page?.forcefullyCrashRenderer()
      }),
  )
}

/** Evaluated by way of the main process: Playwright lets go of a page that crashed and does not see the one that takes its place. */
function inPage<T>(script: string): Promise<T> {
  return launched.app.evaluate(
    ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code),
    script,
  ) as Promise<T>
}

const titleOf = (id: string) =>
  inPage<string>(`document.querySelector('.react-flow__node[data-id="${id}"]')?.textContent ?? ''`)

test('edits that were made while there was no engine are saved by the next one', async () => {
  const { page, app } = launched
  await page.getByRole('button', { name: /^All standard/ }).click()
  await page.locator('.react-flow__node[data-id="fast"]').click({ position: { x: 70, y: 14 } })
  const engine = await app.evaluate(
    ({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Switchyard engine')?.pid,
  )
  if (engine === undefined) throw new Error('there is no engine')
  process.kill(engine, 'SIGKILL')
  await page.getByLabel('Title', { exact: true }).fill('While it was gone')
  await page.getByLabel('Title', { exact: true }).blur()
  await page.getByText('v2 · saved').waitFor()
  await page.reload()
  await page.locator('.react-flow__node[data-id="fast"]').getByText('While it was gone', { exact: true }).waitFor()
})

test('edits that were not saved when the window broke down are there again, and can be discarded', async () => {
  const { page } = launched
  await page.getByRole('button', { name: /^All standard/ }).click()
  const card = page.locator('.react-flow__node[data-id="fast"]')
  await card.click({ position: { x: 70, y: 14 } })
  // Nobody saves for a while.
  await page.evaluate(() => {
    MessagePort.prototype.postMessage = () => undefined
  })
  await page.getByLabel('Title', { exact: true }).fill('In the crash')
  await page.getByLabel('Title', { exact: true }).blur()
  await page.getByText(/· (edited|saving…)$/).waitFor()
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('In the crash')
  await drawnAgain()
  await expect.poll(() => titleOf('fast')).toContain('In the crash')
  await expect.poll(() => inPage<string>('document.body.innerText')).toContain('had not been saved were brought back')
  await expect.poll(() => inPage<string>('document.body.innerText')).toMatch(/v2 · saved/)
  expect(await inPage<string>('JSON.stringify(localStorage)')).not.toContain('In the crash')
  await inPage(
    "[...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Discard them').click()",
  )
  await expect.poll(() => titleOf('fast')).toContain('While it was gone')
})
