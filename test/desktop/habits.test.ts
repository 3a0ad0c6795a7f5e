import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp } from './launch'

let launched: LaunchedApp
const complaints: string[] = []

beforeAll(async () => {
  launched = await launchApp()
  const { page } = launched
  page.setDefaultTimeout(6000)
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await openDesign('All standard')
})
afterAll(() => launched.close())

const node = (id: string) => launched.page.locator(`.react-flow__node[data-id="${id}"]`)
const edge = (from: string) => launched.page.locator(`[data-edge="${from}"]`)
const port = (id: string, name: string) => node(id).locator(`[data-port="${name}"]`)
const nodes = () => launched.page.locator('.react-flow__node').count()
const edges = () => launched.page.locator('[data-edge]').count()
const counts = async () => [await nodes(), await edges()]
const press = (keys: string) => launched.page.keyboard.press(keys)
const canvas = () => launched.page.getByTestId('canvas')
const search = (name: string) => launched.page.getByRole('combobox', { name })
const selected = () => launched.page.locator('.react-flow__node.selected').count()

async function openDesign(name: string): Promise<void> {
  await launched.page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await node('problems').waitFor()
}

async function newDesign(): Promise<void> {
  await launched.page.getByRole('button', { name: 'New design', exact: true }).click()
  await node('input').waitFor()
}

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox()
  if (box === null) throw new Error('it is not on the screen')
  return box
}

async function middleOf(locator: Locator): Promise<[number, number]> {
  const { x, y, width, height } = await boxOf(locator)
  return [x + width / 2, y + height / 2]
}

/** A place on the canvas, as shares of its width and height. */
async function place(across: number, down: number): Promise<[number, number]> {
  const { x, y, width, height } = await boxOf(canvas())
  return [x + width * across, y + height * down]
}

async function drag(from: [number, number], to: [number, number], button: 'left' | 'middle' = 'left'): Promise<void> {
  const { mouse } = launched.page
  await mouse.move(...from)
  await mouse.down({ button })
  await mouse.move(...to, { steps: 8 })
  await mouse.up({ button })
}

async function choose(list: string, words: string): Promise<void> {
  await search(list).fill(words)
  await press('Enter')
  await search(list).waitFor({ state: 'hidden' })
}

/** Clicks the empty canvas at its upper edge. */
const clickCanvas = async () => launched.page.mouse.click(...(await place(0.5, 0.04)))
const selectNode = (id: string) => node(id).click({ position: { x: 60, y: 12 } })

test('a double click, Space and Tab open the search of kinds, and Enter inserts at the pointer', async () => {
  const at = await place(0.3, 0.75)
  await launched.page.mouse.dblclick(...at)
  await choose('Add a node', 'cach')
  await node('cache').waitFor()
  const card = await boxOf(node('cache'))
  expect(Math.hypot(card.x - at[0], card.y - at[1])).toBeLessThan(4)
  for (const key of ['Space', 'Tab']) {
    await clickCanvas()
    await press(key)
    await search('Add a node').waitFor()
    await press('Escape')
    await search('Add a node').waitFor({ state: 'hidden' })
  }
  await press('Control+z')
  await expect.poll(nodes).toBe(3)
})

test('ends that fit light up while a line is drawn, and the entry refuses', async () => {
  await drag(await middleOf(port('fast', 'failed')), await place(0.5, 0.8))
  await search('Add a node').waitFor()
  await press('Escape')
  const { mouse } = launched.page
  await mouse.move(...(await middleOf(port('fast', 'failed'))))
  await mouse.down()
  await mouse.move(...(await place(0.5, 0.8)), { steps: 5 })
  expect(await node('answer').locator('[data-fit]').getAttribute('data-fit')).toBe('true')
  expect(await node('problems').locator('[data-fit]').getAttribute('data-fit')).toBe('false')
  await mouse.up()
  await choose('Add a node', 'verif')
  await edge('fast.failed').waitFor()
  await press('Control+z')
  await expect.poll(counts).toEqual([3, 2])
})

test('a connected end dragged off deletes its edge, and dragged to another card leads there', async () => {
  const [x, y] = await middleOf(node('answer').locator('.react-flow__handle'))
  await drag([x - 12, y], await place(0.6, 0.85))
  await expect.poll(edges).toBe(1)
  await press('Control+z')
  await expect.poll(edges).toBe(2)
})

test('what is copied is JSON text, and is pasted at the pointer with its inner edges, in another design too', async () => {
  await press('Control+a')
  await press('Control+c')
  await launched.page.mouse.move(...(await place(0.2, 0.7)))
  await press('Control+v')
  await expect.poll(counts).toEqual([6, 4])
  await press('Control+z')
  const text = await launched.app.evaluate(({ clipboard }) => clipboard.readText())
  expect(JSON.parse(text)).toMatchObject({ format: 'switchyard/graph', nodes: [{}, {}, {}] })
  await newDesign()
  await press('Control+v')
  await expect.poll(counts).toEqual([6, 4])
  await press('Control+z')
  await expect.poll(counts).toEqual([3, 2])
})

test('paste of something that is no graph says so in one line, and changes nothing', async () => {
  await launched.app.evaluate(({ clipboard }) => clipboard.writeText('<script>alert(1)</script>'))
  await press('Control+v')
  await launched.page.getByText('What was pasted is no part of a graph').waitFor()
  expect(await counts()).toEqual([3, 2])
})

test('keys belong to the text while a field has the focus', async () => {
  await selectNode('model')
  const title = launched.page.getByLabel('Title', { exact: true })
  await title.fill('one')
  for (const keys of ['Control+a', 'Control+c', 'End', 'Control+v', 'Backspace', 'd', 't']) await press(keys)
  expect(await title.inputValue()).toBe('oneondt')
  expect(await counts()).toEqual([3, 2])
  await title.blur()
  await press('Control+z')
})

test('a marquee and Ctrl-click select, arrows nudge, Escape clears', async () => {
  await press('Escape')
  expect(await selected()).toBe(0)
  await launched.page.keyboard.down('Shift')
  await drag(await place(0.02, 0.1), await place(0.98, 0.9))
  await launched.page.keyboard.up('Shift')
  await expect.poll(selected).toBe(3)
  await clickCanvas()
  await selectNode('input')
  await node('model').click({ position: { x: 60, y: 12 }, modifiers: ['Control'] })
  expect(await selected()).toBe(2)
  const before = await middleOf(node('model'))
  for (const key of ['ArrowDown', 'ArrowDown', 'Shift+ArrowRight']) await press(key)
  const after = await middleOf(node('model'))
  expect(after[1]).toBeGreaterThan(before[1])
  expect(after[0]).toBeGreaterThan(before[0])
  await press('Control+z')
  expect(await middleOf(node('model'))).toEqual(before)
  await press('Escape')
})

test('Ctrl+Delete removes a node and joins what it stood between', async () => {
  await selectNode('model')
  await press('Control+Delete')
  await expect.poll(counts).toEqual([2, 1])
  await press('Control+z')
  await expect.poll(counts).toEqual([3, 2])
})

test('a node is switched off and on again, and stays in the design', async () => {
  await selectNode('model')
  await press('d')
  await node('model').getByText('off · passes by “answer”').waitFor()
  await press('d')
  await node('model').getByText('one pass').waitFor()
})

test('the wheel zooms at the pointer, the middle button pans, F fits', async () => {
  const scale = () =>
    canvas()
      .locator('.react-flow__viewport')
      .evaluate((view) => new DOMMatrix(getComputedStyle(view).transform).a)
  await press('f')
  await launched.page.waitForTimeout(100)
  const before = await scale()
  const [x, y] = await middleOf(node('model'))
  await launched.page.mouse.move(x, y)
  await launched.page.mouse.wheel(0, 300)
  await expect.poll(scale).toBeLessThan(before)
  expect(Math.hypot((await middleOf(node('model')))[0] - x, (await middleOf(node('model')))[1] - y)).toBeLessThan(3)
  await drag(await place(0.5, 0.85), await place(0.6, 0.85), 'middle')
  expect((await middleOf(node('model')))[0]).toBeGreaterThan(x + 20)
  await launched.page.keyboard.down('Space')
  await drag(await place(0.6, 0.85), await place(0.5, 0.85))
  await launched.page.keyboard.up('Space')
  expect(Math.abs((await middleOf(node('model')))[0] - x)).toBeLessThan(6)
  expect(await search('Add a node').count()).toBe(0)
  await press('f')
  await expect.poll(scale).toBeCloseTo(before, 2)
})

test('tidy is one undo step, and a card dragged near another is drawn into line with it', async () => {
  const from = await middleOf(node('model'))
  const { mouse } = launched.page
  await mouse.move(from[0], from[1] - 20)
  await mouse.down()
  await mouse.move(from[0] + 10, from[1] + 140, { steps: 6 })
  await mouse.move(from[0] + 10, from[1] - 17, { steps: 6 })
  await launched.page.getByTestId('guides').waitFor({ state: 'attached' })
  await mouse.move(from[0] + 30, from[1] + 150, { steps: 6 })
  await mouse.up()
  const untidy = await boxOf(node('model'))
  await clickCanvas()
  await press('t')
  await expect.poll(async () => (await boxOf(node('model'))).y).toBeLessThan(untidy.y - 50)
  await press('Control+z')
  await expect.poll(async () => (await boxOf(node('model'))).y).toBeCloseTo(untidy.y, 0)
})

test('a frame moves what lies in it', async () => {
  await press('Control+a')
  await press('Control+g')
  await node('frame').waitFor()
  await press('f')
  await launched.page.waitForTimeout(150)
  const before = await middleOf(node('model'))
  const [x, y] = await middleOf(node('frame').locator('[data-grip]'))
  await drag([x, y], [x + 60, y + 40])
  await expect.poll(async () => (await middleOf(node('model')))[0]).toBeGreaterThan(before[0] + 50)
  await press('Delete')
  await expect.poll(nodes).toBe(3)
  for (let step = 0; step < 3; step += 1) await press('Control+z')
})

test('a note shows its markdown and no markup', async () => {
  await launched.page.mouse.move(...(await place(0.4, 0.85)))
  await press('n')
  await node('note').waitFor()
  const text = launched.page.getByLabel('Text', { exact: true })
  await text.fill('# Why\n\n<img src=x onerror=alert(1)> **bold**')
  await node('note').getByText('bold', { exact: true }).waitFor()
  expect(await node('note').locator('img').count()).toBe(0)
  await text.blur()
  await launched.page.getByRole('button', { name: /^Check/ }).waitFor()
})

test('Ctrl+F finds a node, Ctrl+K does a command, and menus show the same commands', async () => {
  await clickCanvas()
  await press('Control+f')
  await launched.page.getByRole('searchbox', { name: 'Find in the graph' }).fill('one pass')
  await launched.page.getByRole('searchbox', { name: 'Find in the graph' }).fill('answer')
  await press('Enter')
  await expect.poll(selected).toBe(1)
  await press('Escape')
  await clickCanvas()
  await press('Control+k')
  await choose('Command palette', 'select all')
  await expect.poll(selected).toBeGreaterThan(2)
  await node('model').click({ button: 'right', position: { x: 60, y: 12 } })
  await launched.page.getByRole('menuitem', { name: /^Tidy/ }).waitFor()
  await press('Escape')
  await launched.page.mouse.click(...(await place(0.5, 0.04)), { button: 'right' })
  await launched.page.getByRole('menuitem', { name: /^Add a note/ }).waitFor()
  await press('Escape')
})

test('menus copy and paste as the keys do, and connect', async () => {
  const { page } = launched
  const take = async (name: string) => {
    const item = page.getByRole('menuitem', { name: new RegExp(`^${name}`) })
    await item.click()
    await item.waitFor({ state: 'hidden' })
  }
  const [before] = await counts()
  await clickCanvas()
  await node('model').click({ button: 'right', position: { x: 60, y: 12 } })
  await take('Copy')
  await page.mouse.click(...(await place(0.5, 0.04)), { button: 'right' })
  await take('Paste')
  await expect.poll(nodes).toBe((before ?? 0) + 1)
  await node('model-2').click({ button: 'right', position: { x: 60, y: 12 } })
  await take('Connect to')
  await choose('Connect Model 2 by', 'answer')
  await choose('Connect answer to', 'answer')
  await edge('model-2.answer').waitFor()
  await press('Control+z')
  await press('Control+z')
  await expect.poll(nodes).toBe(before)
})

test('Delete on a slider of the inspector deletes no node', async () => {
  const [before] = await counts()
  await clickCanvas()
  await press('Space')
  await choose('Add a node', 'escalation')
  await expect
    .poll(() => launched.page.evaluate(() => document.activeElement?.getAttribute('data-id')))
    .toBe('escalation')
  await launched.page.getByRole('slider').first().focus()
  for (const key of ['Delete', 'd', 't']) await press(key)
  expect(await nodes()).toBe((before ?? 0) + 1)
  await press('Control+z')
  await expect.poll(nodes).toBe(before)
})

test('the checklist leads to what is wrong and puts right what is mechanical', async () => {
  await clickCanvas()
  await press('Control+k')
  await choose('Command palette', 'go to node model')
  await press('Delete')
  const check = launched.page.getByRole('button', { name: /issue/ })
  await check.click()
  await launched.page.getByRole('button', { name: 'Connect it to the output' }).click()
  await press('Escape')
  await launched.page.getByRole('button', { name: /^Check/ }).waitFor()
  await press('Control+z')
  await press('Control+z')
})

test('a graph is drawn by keys alone, with the outline as its list', async () => {
  await newDesign()
  await launched.page.mouse.move(2, 2)
  await press('Control+k')
  await choose('Command palette', 'outline')
  const row = (id: string) => launched.page.locator(`[data-outline="${id}"]`)
  const focused = () => launched.page.evaluate(() => document.activeElement?.getAttribute('data-outline'))
  await expect.poll(focused).toBe('input')
  await press('ArrowDown')
  await expect.poll(focused).toBe('model')
  await press('c')
  await choose('Connect Model by', 'answer')
  await choose('Connect answer to', 'new verifier')
  await edge('model.answer').waitFor()
  await press('c')
  await choose('Connect Verifier by', 'pass')
  await choose('Connect pass to', 'answer')
  await press('c')
  await choose('Connect Verifier by', 'fail')
  await choose('Connect fail to', 'new answer')
  await launched.page.getByRole('button', { name: /^Check/ }).waitFor()
  expect(await row('verifier').count()).toBe(1)
  await press('Control+k')
  await choose('Command palette', 'undo')
  await expect.poll(counts).toEqual([4, 3])
})

test('a hundred steps are undone and done again', async () => {
  await clickCanvas()
  await press('f')
  await selectNode('model')
  const before = await middleOf(node('model'))
  // Two kinds of steps in turn: a row of nudges would be one.
  for (let step = 0; step < 50; step += 1) for (const key of ['d', 'ArrowDown']) await press(key)
  const after = await middleOf(node('model'))
  expect(after[1]).toBeGreaterThan(before[1] + 200)
  for (let step = 0; step < 100; step += 1) await press('Control+z')
  expect(await middleOf(node('model'))).toEqual(before)
  for (let step = 0; step < 100; step += 1) await press('Control+y')
  expect(await middleOf(node('model'))).toEqual(after)
})

test('the view of each design is remembered over a reload', async () => {
  const view = () =>
    canvas()
      .locator('.react-flow__viewport')
      .evaluate((element) => element.style.transform)
  await launched.page.mouse.move(...(await place(0.5, 0.5)))
  await launched.page.mouse.wheel(0, 500)
  await launched.page.waitForTimeout(400)
  const before = await view()
  await launched.page.getByText(/^v\d+ · saved$/).waitFor()
  await launched.page.reload()
  await node('model').waitFor()
  expect(await view()).toBe(before)
})

test('the page ran under its policy without a complaint', () => {
  expect(complaints).toEqual([])
})
