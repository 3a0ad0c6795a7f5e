import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp } from './launch'

let launched: LaunchedApp
const complaints: string[] = []

beforeAll(async () => {
  launched = await launchApp()
  const { page } = launched
  page.setDefaultTimeout(10_000)
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.getByRole('button', { name: /^All standard/ }).click()
  await node('fast').waitFor()
})
afterAll(() => launched.close())

const node = (id: string) => launched.page.locator(`.react-flow__node[data-id="${id}"]`)
const port = (id: string, name: string) => node(id).locator(`[data-port="${name}"]`)
const nodes = () => launched.page.locator('.react-flow__node').count()
const edges = () => launched.page.locator('[data-edge]').count()
const press = (keys: string) => launched.page.keyboard.press(keys)
const selectNode = (id: string) => node(id).click({ position: { x: 70, y: 14 } })
const field = (name: string) => launched.page.getByLabel(name, { exact: true })

async function middleOf(locator: Locator): Promise<[number, number]> {
  const box = await locator.boundingBox()
  if (box === null) throw new Error('it is not on the screen')
  return [box.x + box.width / 2, box.y + box.height / 2]
}

async function drag(from: Locator, to: Locator | [number, number]): Promise<void> {
  const { mouse } = launched.page
  const target = Array.isArray(to) ? to : await middleOf(to)
  await mouse.move(...(await middleOf(from)))
  await mouse.down()
  await mouse.move(...target, { steps: 10 })
  await mouse.up()
}

test('a kind dragged from the palette becomes a node that says what it still needs', async () => {
  await launched.page
    .locator('[data-kind="verifier"]')
    .dragTo(launched.page.getByTestId('canvas'), { targetPosition: { x: 330, y: 560 } })
  await expect.poll(nodes).toBe(4)
  expect(await node('verifier').getByRole('img').getAttribute('aria-label')).toContain('leads nowhere')
  await launched.page.getByRole('button', { name: '3 issues' }).waitFor()
})

test('a port is joined to the card that its line is let go on', async () => {
  await drag(port('fast', 'failed'), node('verifier'))
  expect(await launched.page.locator('[data-edge="fast.failed"]').count()).toBe(1)
})

test('no line leads back to where problems enter', async () => {
  await drag(port('verifier', 'pass'), node('problems'))
  await expect.poll(edges).toBe(3)
  await launched.page.getByText('leads back to the entry').waitFor()
})

test('a whole drag is one undo step', async () => {
  const before = await middleOf(node('verifier'))
  await drag(node('verifier'), [before[0] + 90, before[1] - 30])
  const moved = await middleOf(node('verifier'))
  expect(moved[0]).toBeGreaterThan(before[0] + 60)
  await press('Control+z')
  expect((await middleOf(node('verifier')))[0]).toBeCloseTo(before[0], 0)
  await press('Control+Shift+z')
  expect((await middleOf(node('verifier')))[0]).toBeCloseTo(moved[0], 0)
})

test('edges are made in the inspector too, without a mouse', async () => {
  await selectNode('verifier')
  await field('pass').selectOption({ label: 'Answer' })
  await field('fail').selectOption({ label: 'Answer' })
  await expect.poll(edges).toBe(5)
  await launched.page.getByRole('button', { name: 'Check' }).waitFor()
})

test('a setting out of range is refused beside its field and the design keeps the last good one', async () => {
  await field('Retries').fill('99')
  await launched.page.getByText('Enter a whole number from 0 to 20').waitFor()
  await field('Retries').fill('2')
  await field('Retries').blur()
  await node('verifier').getByText('numeric · 2 retries').waitFor()
  await field('retry').selectOption({ label: 'Fast model' })
})

test('typing is one undo step, and Backspace in a field deletes no node', async () => {
  await field('Title').fill('')
  await field('Title').pressSequentially('Checkerx')
  await field('Title').press('Backspace')
  await expect.poll(nodes).toBe(4)
  await field('Title').blur()
  await node('verifier').getByText('Checker', { exact: true }).waitFor()
  await press('Control+z')
  await node('verifier').getByText('Verifier', { exact: true }).waitFor()
  await press('Control+y')
})

test('Delete removes a node with its edges, undo brings both back', async () => {
  await selectNode('verifier')
  await press('Delete')
  await expect.poll(async () => [await nodes(), await edges()]).toEqual([3, 2])
  await press('Control+z')
  await expect.poll(async () => [await nodes(), await edges()]).toEqual([4, 6])
})

test('copies keep the edges among them', async () => {
  await press('Control+a')
  await press('Control+c')
  await press('Control+v')
  await expect.poll(async () => [await nodes(), await edges()]).toEqual([8, 12])
  await press('Control+z')
  await expect.poll(async () => [await nodes(), await edges()]).toEqual([4, 6])
})

test('a node is inserted, moved and opened by keys alone', async () => {
  await launched.page.locator('[data-kind="cache"]').focus()
  await press('Enter')
  await node('cache').focus()
  const before = await middleOf(node('cache'))
  await press('ArrowRight')
  await press('ArrowRight')
  await expect.poll(async () => (await middleOf(node('cache')))[0]).toBeGreaterThan(before[0])
  await press('Enter')
  await expect
    .poll(() => launched.page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Title')
  await node('cache').focus()
  await press('Delete')
  await expect.poll(nodes).toBe(4)
})

test('a design comes back with its own undo', async () => {
  await launched.page.getByRole('button', { name: /^All reasoning/ }).click()
  await node('reasoner').waitFor()
  await launched.page.getByRole('button', { name: /^All standard/ }).click()
  await node('verifier').waitFor()
  await press('Control+z')
  await node('cache').waitFor()
  await press('Control+y')
  await expect.poll(nodes).toBe(4)
})

test('edits are saved on their own and are there after a reload', async () => {
  await launched.page.getByText(/^v\d+ · saved$/).waitFor()
  await launched.page.reload()
  await node('verifier').waitFor()
  await expect.poll(async () => [await nodes(), await edges()]).toEqual([4, 6])
})

test('the page ran under its policy without a complaint', () => {
  expect(complaints).toEqual([])
})
