import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp, newHome } from './launch'

let launched: LaunchedApp
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  launched = await launchApp()
  page = launched.page
  page.setDefaultTimeout(10_000)
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await open('All standard')
})
afterAll(() => launched.close())

const node = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`)
const notice = (words: string | RegExp) => page.getByRole('status').filter({ hasText: words })
const listed = () =>
  page.locator('section[aria-label="Designs"] li button[aria-current] > span:first-child').allInnerTexts()

async function open(name: string): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click()
  await page.locator('.react-flow__node').first().waitFor()
}

async function act(name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

async function retitle(id: string, title: string): Promise<void> {
  await node(id).click({ position: { x: 70, y: 14 } })
  await page.getByLabel('Title', { exact: true }).fill(title)
  await page.getByLabel('Title', { exact: true }).blur()
}

const saved = () => page.getByText(/^v\d+ · saved$/).waitFor()

/** Drops a text as a file on the window. */
async function drop(name: string, text: string): Promise<void> {
  const files = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content ?? ''], fileName ?? ''))
      return transfer
    },
    [name, text],
  )
  await page.dispatchEvent('body', 'drop', { dataTransfer: files })
}

test('a copy gets the next free name', async () => {
  await act('All standard', 'Duplicate')
  await expect.poll(listed).toContain('All standard 2')
  await act('All standard', 'Duplicate')
  await expect.poll(listed).toContain('All standard 3')
})

test('a design is renamed and tagged, and found by its tag', async () => {
  await act('All standard 3', 'Name and tags…')
  await page.getByLabel('Name', { exact: true }).fill('Baseline')
  await page.getByLabel('Tags', { exact: true }).fill('maths, cheap')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(listed).toContain('Baseline')
  await page.getByLabel('Search designs').fill('CHEAP')
  await expect.poll(listed).toEqual(['Baseline'])
  await page.getByLabel('Search designs').fill('')
  await page.getByRole('button', { name: 'maths', exact: true }).click()
  await expect.poll(listed).toEqual(['Baseline'])
  await page.getByRole('button', { name: 'maths', exact: true }).click()
})

test('a design is put away and brought back', async () => {
  await act('All standard 2', 'Archive')
  await notice('was archived').waitFor()
  await page.getByText('Archived (1)').click()
  await act('All standard 2', 'Back to the list')
  await expect.poll(() => page.getByText(/^Archived/).count()).toBe(0)
  expect(await listed()).toContain('All standard 2')
})

test('quick edits are one version, and what differs is drawn and listed', async () => {
  await open('Baseline')
  await retitle('fast', 'First')
  await saved()
  await retitle('fast', 'Second')
  await saved()
  await page.getByTitle('Versions of this design').click()
  const versions = page.getByRole('dialog').locator('li > button[aria-current]')
  await expect.poll(() => versions.count()).toBe(2)
  await page.getByRole('img', { name: /^What differs/ }).waitFor()
  await page.getByRole('button', { name: /Second.*changed/ }).waitFor()
  expect(await page.getByRole('dialog').locator('dl').last().innerText()).toMatch(/Title[\s\S]*Fast model[\s\S]*Second/)
})

test('an older version is restored as a new one', async () => {
  await page.getByRole('dialog').locator('li > button[aria-current]').last().click()
  await page.getByRole('button', { name: 'Restore this version' }).click()
  await node('fast').getByText('Fast model', { exact: true }).waitFor()
  await page.getByText('v3 · saved').waitFor()
  await page.keyboard.press('Control+z')
  await node('fast').getByText('Second', { exact: true }).waitFor()
})

test.each([
  ['Graph file (JSON)', /\.graph\.json$/, /"format": "switchyard\/graph"/],
  ['Picture (SVG)', /\.svg$/, /^<svg xmlns=/],
  ['Picture (PNG)', /\.png$/, /^.PNG/],
  ['Mermaid text', /\.mmd$/, /^flowchart LR/],
])('a design is exported: %s', async (item, name, content) => {
  const folder = launched.home
  await launched.app.evaluate(({ session }, target) => {
    session.defaultSession.once('will-download', (_event, download) => {
      download.setSavePath(`${target}/${download.getFilename()}`)
      download.once('done', () => Reflect.set(globalThis, 'downloaded', download.getFilename()))
    })
    Reflect.set(globalThis, 'downloaded', undefined)
  }, folder)
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: item }).click()
  const downloaded = () => launched.app.evaluate(() => String(Reflect.get(globalThis, 'downloaded')))
  await expect.poll(downloaded).toMatch(name)
  expect(readFileSync(join(folder, await downloaded()), 'latin1')).toMatch(content)
})

test('a dropped graph becomes a design, and the same one is not taken twice', async () => {
  const text = readFileSync(join(import.meta.dirname, '../../resources/graphs/full-hybrid.json'), 'utf8')
  await drop('mine.json', text.replace('"Full hybrid"', '"Dropped one"'))
  await expect.poll(listed).toContain('Dropped one')
  await drop('mine.json', text.replace('"Full hybrid"', '"Dropped one"'))
  await notice('is here already').waitFor()
  expect((await listed()).filter((name) => name.startsWith('Dropped one'))).toHaveLength(1)
})

test('the pasted text of a whole graph becomes a design', async () => {
  const text = readFileSync(join(import.meta.dirname, '../../resources/graphs/full-hybrid.json'), 'utf8')
  await page.evaluate(
    (pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', pasted)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    text.replace('"Full hybrid"', '"Pasted one"'),
  )
  await expect.poll(listed).toContain('Pasted one')
})

test('a file of another tool is said to be no graph', async () => {
  await drop('workflow.json', JSON.stringify({ nodes: [{ id: 1, type: 'KSampler' }], links: [] }))
  await page.getByRole('alert').filter({ hasText: 'workflow.json is no Switchyard graph' }).waitFor()
})

test('a file far too large is refused at once', async () => {
  await page.evaluate(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['{"format": "switchyard/graph", ', ' '.repeat(50_000_000), '}'], 'huge.json'))
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
  })
  await page.getByRole('alert').filter({ hasText: 'huge.json is 50 MB, more than a graph can be' }).waitFor()
})

test('a graph of more nodes than can be drawn is refused in one line', async () => {
  const nodes = Array.from({ length: 5000 }, (_, n) => ({ id: `n${n}`, kind: 'output', at: [n, 0], settings: {} }))
  await drop('many.json', JSON.stringify({ format: 'switchyard/graph', version: 1, name: 'Many', nodes, edges: [] }))
  await page.getByRole('alert').filter({ hasText: 'many.json: nodes are more than the 2000' }).waitFor()
})

test('what a hostile file says is shown as text and runs nothing', async () => {
  const hostile =
    '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script> [a](javascript:window.pwned=1) $\\href{x}{y}$'
  const text = JSON.stringify({
    format: 'switchyard/graph',
    version: 1,
    name: hostile,
    description: hostile,
    roles: { fast: { connection: hostile, model: hostile } },
    nodes: [
      { id: 'in', kind: 'input', title: hostile, at: [0, 0], settings: {} },
      {
        id: 'ask',
        kind: 'model',
        title: hostile,
        at: [300, 0],
        settings: { role: 'fast', system: hostile, prompt: hostile },
      },
      { id: 'odd', kind: hostile.slice(0, 64), at: [600, 0], settings: { [hostile]: hostile } },
    ],
    edges: [
      { from: 'in.problem', to: 'ask' },
      { from: `ask.${hostile}`, to: 'odd' },
    ],
  })
  await drop('hostile.json', text)
  await node('odd').waitFor()
  for (const id of ['in', 'ask', 'odd']) await node(id).click({ position: { x: 70, y: 14 } })
  await page.getByTitle('Versions of this design').click()
  await page.getByRole('img', { name: /^What differs/ }).waitFor()
  await page.keyboard.press('Escape')
  const made = await page.evaluate(() => ({
    pwned: 'pwned' in window,
    elements: document.querySelectorAll('img[src="x"], #root script, a[href^="javascript"]').length,
    shown: document.querySelector('[data-id="ask"]')?.textContent?.includes('<script>') === true,
  }))
  expect(made).toEqual({ pwned: false, elements: 0, shown: true })
})

test('the title of the window names the design and says that it is not saved yet', async () => {
  await open('Baseline')
  const titles = await page.evaluate(async () => {
    const seen = new Set<string>()
    new MutationObserver(() => seen.add(document.title)).observe(document.querySelector('title') as Node, {
      childList: true,
    })
    await new Promise((done) => setTimeout(done, 50))
    Reflect.set(window, 'titles', seen)
    return [document.title]
  })
  expect(titles).toEqual(['Baseline — Switchyard'])
  await retitle('fast', 'Titled')
  await saved()
  expect(await page.evaluate(() => [...(Reflect.get(window, 'titles') as Set<string>)])).toEqual([
    '• Baseline — Switchyard',
    'Baseline — Switchyard',
  ])
})

test('a file named on the command line is opened, and is among the recent ones', async () => {
  const home = newHome()
  const file = join(home, 'given.graph.json')
  const text = readFileSync(join(import.meta.dirname, '../../resources/graphs/full-hybrid.json'), 'utf8')
  writeFileSync(file, text.replace('"Full hybrid"', '"Given one"'))
  const other = await launchApp({ home, files: [file] })
  try {
    await expect.poll(() => other.page.title(), { timeout: 10_000 }).toBe('Given one — Switchyard')
    const recent = await other.app.evaluate(({ Menu }) => {
      const menu = Menu.getApplicationMenu()?.items[0]?.submenu?.items.find(({ label }) => label === 'Open recent')
      return menu?.submenu?.items.map(({ label }) => label)
    })
    expect(recent?.[0]).toBe('given.graph.json')
  } finally {
    await other.close()
  }
})

test('the page ran under its policy without a complaint', () => {
  expect(complaints).toEqual([])
})
