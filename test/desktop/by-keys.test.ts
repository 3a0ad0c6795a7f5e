import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp } from './launch'

let launched: LaunchedApp

beforeAll(async () => {
  launched = await launchApp()
  launched.page.setDefaultTimeout(6000)
  await launched.page.getByRole('button', { name: 'New design', exact: true }).click()
  await node('model').waitFor()
})
afterAll(() => launched.close())

const node = (id: string) => launched.page.locator(`.react-flow__node[data-id="${id}"]`)
const press = (keys: string) => launched.page.keyboard.press(keys)
/** The node whose card has the focus, or the name of what else has it. */
const focused = () =>
  launched.page.evaluate(() => {
    const { activeElement } = document
    return activeElement?.getAttribute('data-id') ?? activeElement?.getAttribute('aria-label') ?? 'nothing'
  })

async function pick(list: string | RegExp, words: string): Promise<void> {
  const search = launched.page.getByRole('combobox', { name: list })
  await search.fill(words)
  await press('Enter')
}

test('Escape leads from the settings of a node back to its card', async () => {
  await node('model').focus()
  await press('Enter')
  await expect.poll(focused).toBe('Title')
  await press('Escape')
  await expect.poll(focused).toBe('model')
})

test('each node that is added behind another has the focus and is wholly in view', async () => {
  for (const id of ['model-2', 'model-3', 'model-4', 'model-5']) {
    await press('c')
    await pick(/^Connect Model/, 'failed')
    await pick('Connect failed to', 'new model')
    await expect.poll(focused).toBe(id)
  }
  const area = await launched.page.getByTestId('canvas').boundingBox()
  const isInView = async () => {
    const card = await node('model-5').boundingBox()
    if (card === null || area === null) return false
    return card.x + card.width < area.x + area.width && card.y + card.height < area.y + area.height
  }
  await expect.poll(isInView).toBe(true)
})

test('two nodes without a title of their own are told apart', async () => {
  await node('model-3').getByText('Model 3', { exact: true }).waitFor()
  const targets = await launched.page.getByLabel('failed', { exact: true }).locator('option').allTextContents()
  expect(new Set(targets).size).toBe(targets.length)
})

test('a run that is refused leaves the focus and the selection where they were', async () => {
  await press('Control+Enter')
  await launched.page.getByText('This design cannot run yet').waitFor()
  expect(await focused()).toBe('model-5')
  expect(await launched.page.locator('.react-flow__node.selected').count()).toBe(1)
})

test('F6 goes from panel to panel, and Shift+F6 the same way back', async () => {
  await press('F6')
  await expect.poll(focused).toBe('Title')
  await press('Shift+F6')
  await expect.poll(focused).toBe('Graph')
})
