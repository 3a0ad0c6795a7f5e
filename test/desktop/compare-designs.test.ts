import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../../shared/report'
import { root, terminal } from '../setup/terminal'
import { type LaunchedApp, launchApp } from './launch'

let launched: LaunchedApp
const folder = mkdtempSync(join(tmpdir(), 'switchyard-compare-'))

beforeAll(async () => {
  launched = await launchApp()
  launched.page.setDefaultTimeout(20_000)
})
afterAll(async () => {
  await launched.close()
  rmSync(folder, { recursive: true, force: true })
})

const button = (name: string | RegExp) => launched.page.getByRole('button', { name, exact: typeof name === 'string' })

test('every design is replayed and compared by what a correct answer costs', async () => {
  await button('Compare').first().click()
  await button('Replay all designs').click()
  await launched.page.getByText(/^In all [\d,]+ .*at list price, nothing to pay$/).waitFor()
  await button('Replay 4 designs').click()
  const rows = launched.page.locator('tr', { has: launched.page.getByRole('button', { name: /Look inside/ }) })
  await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(4)
  await launched.page.getByRole('heading', { name: 'Full hybrid against All reasoning' }).waitFor()
  await launched.page
    .getByText(/whether it is right as often cannot be told yet/)
    .first()
    .waitFor()
  for (const design of ['All standard', 'All reasoning', 'Route by difficulty', 'Full hybrid']) {
    await launched.page.locator('svg[aria-label^="Right answers"] text', { hasText: design }).waitFor()
  }
})

test('the designs are sorted by any measure', async () => {
  const { page } = launched
  const right = page.locator('th', { has: page.getByRole('button', { name: 'Right', exact: true }) })
  const shares = async () => {
    const cells = await page.locator('tr:has(button:has-text("Look inside")) td:nth-child(2)').allInnerTexts()
    return cells.map((text) => Number.parseFloat(text))
  }
  for (const order of ['ascending', 'descending']) {
    await right.getByRole('button').click()
    expect(await right.getAttribute('aria-sort')).toBe(order)
    const sorted = (await shares()).toSorted((a, b) => (order === 'ascending' ? a - b : b - a))
    expect(await shares()).toEqual(sorted)
  }
})

test('a long page scrolls by itself, and the window around it stays where it is', async () => {
  const reach = await launched.page.evaluate(() => {
    const window = document.scrollingElement
    const page = document.querySelector('main')
    return { window: (window?.scrollHeight ?? 0) - (window?.clientHeight ?? 0), page: page?.scrollHeight ?? 0 }
  })
  expect(reach.page).toBeGreaterThan(1200)
  expect(reach.window).toBe(0)
})

test('a comparison is taken away as a page and as pictures', async () => {
  const { page, app } = launched
  // The app asks where to save; a test answers.
  await app.evaluate(({ session }, to) => {
    session.defaultSession.on('will-download', (_, item) => item.setSavePath(`${to}/${item.getFilename()}`))
  }, folder)
  for (const [item, name, head] of [
    ['Report as HTML', 'comparison.html', '<!doctype html>'],
    ['Chart as PNG', 'comparison.png', '\u0089PNG'],
    ['Chart as SVG', 'comparison.svg', '<svg xmlns'],
    ['Table as CSV', 'comparison.csv', 'design,version,'],
  ] as const) {
    await button(/^Export/).click()
    await page.getByRole('menuitem', { name: item }).click()
    const file = join(folder, name)
    const start = () => (existsSync(file) ? readFileSync(file, 'latin1').slice(0, head.length) : '')
    await expect.poll(start, { timeout: 20_000 }).toBe(head)
  }
})

test('the inside of a run tells what its escalation was worth', async () => {
  const { page } = launched
  await page
    .locator('tr', { hasText: 'Full hybrid' })
    .getByRole('button', { name: /Look inside/ })
    .click()
  await page.getByRole('heading', { name: 'Inside Full hybrid' }).waitFor()
  await page.getByText(/escalated problems the first answer was right on/).waitFor()
  await page.getByRole('heading', { name: /^Classifier:/ }).waitFor()
  await button('Back to the comparison').click()
  await page.getByRole('heading', { name: 'What a dollar buys' }).waitFor()
})

test('the terminal gives the same results, byte for byte', async () => {
  const appDatabase = join(launched.home, 'switchyard.db')
  const ownDatabase = join(folder, 'own.db')
  const graphs = ['all-standard', 'all-reasoning', 'route-by-difficulty', 'full-hybrid'].map((name) =>
    join(root, 'resources/graphs', `${name}.json`),
  )
  const data = join(root, 'resources/datasets/math-ladder.jsonl')
  const { stderr } = await terminal(folder, 'run', ...graphs, '--data', data, '--seed', '7', '--db', ownDatabase)
  expect(stderr).not.toContain('failed')
  const resultsIn = async (db: string) => {
    const { runs } = JSON.parse((await terminal(folder, 'runs', '--json', '--db', db)).stdout) as Report
    const exported = runs.map(async ({ id, graph }) => {
      const { stdout } = await terminal(folder, 'export', id, '--format', 'csv', '--db', db)
      return [graph, stdout] as const
    })
    return Object.fromEntries(await Promise.all(exported))
  }
  const inTheApp = await resultsIn(appDatabase)
  expect(Object.keys(inTheApp)).toHaveLength(4)
  expect(inTheApp).toEqual(await resultsIn(ownDatabase))
})

test('the canvas shows how many problems went each way', async () => {
  await button('Design').click()
  await button(/^Full hybrid/).click()
  await launched.page.locator('.react-flow__node', { hasText: 'visits' }).first().waitFor()
  const chips = launched.page.locator('.react-flow__edgelabel-renderer span')
  expect(await chips.count()).toBeGreaterThan(5)
  expect(await chips.allInnerTexts()).toContainEqual(expect.stringMatching(/^500( · 100 %)?$/))
})

test('a chip covers neither a card nor another chip', async () => {
  const covered = await launched.page.evaluate(() => {
    const boxes = (selector: string) =>
      [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect())
    const touch = (a: DOMRect, b: DOMRect) =>
      a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
    const chips = boxes('.react-flow__edgelabel-renderer span')
    const cards = boxes('.react-flow__node')
    return chips.filter(
      (chip, index) =>
        cards.some((card) => touch(chip, card)) || chips.some((other, at) => at > index && touch(chip, other)),
    ).length
  })
  expect(covered).toBe(0)
})

test('a file is imported after a look at its columns, and bad rows are named by their line', async () => {
  const file = join(folder, 'sums.jsonl')
  const rows = Array.from({ length: 60_000 }, (_, n) =>
    JSON.stringify({ question: `What is ${n} + 1?`, answer: `${n + 1}` }),
  )
  rows[6] = '{"question": '
  writeFileSync(file, `${rows.join('\n')}\n`)
  await button('Datasets').click()
  await button('Import a file').click()
  const [chooser] = await Promise.all([launched.page.waitForEvent('filechooser'), button('Choose a file').click()])
  await chooser.setFiles(file)
  await button('Import').click()
  await launched.page.getByText('sums has 59,999 problems').waitFor()
  await launched.page.getByRole('cell', { name: '7', exact: true }).waitFor()
  await button('Done').click()
})

test('a run is stopped and resumed where it was', async () => {
  await button('Design').click()
  await button(/^All standard/).click()
  await launched.page.getByRole('button', { name: /^Run on sums/ }).click()
  await button('Stop').click()
  await button('Resume').click()
  const bar = launched.page.getByLabel('Problems finished')
  await expect.poll(() => bar.getAttribute('value'), { timeout: 50_000 }).toBe('59999')
})

test('a run that a crash cut off is offered to be resumed', async () => {
  await launched.page.getByRole('button', { name: /^Run on sums/ }).click()
  await button('Stop').waitFor()
  const pid = await launched.app.evaluate(
    ({ app }) => app.getAppMetrics().find((process) => process.name === 'Switchyard engine')?.pid,
  )
  process.kill(pid ?? 0, 'SIGKILL')
  await button('Resume').first().waitFor()
  await button('Resume').first().click()
  await button('Compare').nth(1).waitFor({ timeout: 50_000 })
})
