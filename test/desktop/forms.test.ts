import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LaunchedApp, launchApp, screenshot } from './launch'

let launched: LaunchedApp
let folder: string
const complaints: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-forms-'))
  launched = await launchApp()
  const { page } = launched
  page.setDefaultTimeout(10_000)
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
})
afterAll(async () => {
  await launched.close()
  rmSync(folder, { recursive: true, force: true })
})

const node = (id: string) => launched.page.locator(`.react-flow__node[data-id="${id}"]`)
const selectNode = (id: string) => node(id).click({ position: { x: 70, y: 14 } })
const field = (name: string) => launched.page.getByLabel(name, { exact: true })
const inspector = () => launched.page.locator('#inspector')
const editor = () => inspector().locator('.cm-content')

test('a design of the gallery is made by a click and runs at once; a missed latency budget is flagged', async () => {
  const { page } = launched
  await page.getByRole('button', { name: 'New from the gallery' }).click()
  await page.getByRole('button', { name: /^Math homework helper/ }).click()
  await node('five-samples').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByLabel('Run', { exact: true }).getByText('over its 30 s').waitFor()
  await page.getByRole('button', { name: 'New from the gallery' }).click()
  await page.getByRole('button', { name: /^Confidence escalation/ }).click()
  await node('sure').waitFor()
})

test('without a run an escalation says that nothing is known, and after one what its threshold does', async () => {
  const { page } = launched
  await selectNode('sure')
  await inspector().getByText('This design has not been run').waitFor()
  await page.getByRole('button', { name: /^Run on/ }).click()
  await page.getByLabel('Run', { exact: true }).getByRole('button', { name: 'Compare' }).waitFor()
  await selectNode('sure')
  await inspector().getByText('accepted, right').waitFor()
  await inspector().getByText('AUROC').waitFor()
  await page.getByRole('textbox', { name: 'Confidence needed' }).fill('0')
  await expect.poll(() => inspector().getByText('escalated, was wrong').count()).toBe(0)
  await screenshot(page, 'escalation-form')
  await inspector().getByText('What comes before this node has changed').waitFor({ state: 'detached' })
})

test('a prompt’s variables are completed, and one that is unknown is told of', async () => {
  const { page } = launched
  await selectNode('fast')
  await editor().click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Not {{qestion}}, {{an')
  await inspector().getByText('the answer so far', { exact: true }).waitFor()
  // The editor takes no key for a list that has only just come up.
  await page.waitForTimeout(100)
  await page.keyboard.press('Enter')
  expect(await editor().textContent()).toBe('{{question}} Not {{qestion}}, {{answer}}')
  await inspector().getByText('{{qestion}} is no variable here').waitFor()
  await inspector().getByRole('button', { name: 'Preview' }).click()
  const sent = inspector().getByLabel('The prompt as it is sent')
  await expect
    .poll(() => sent.textContent())
    .toMatch(/^Which value of x .* Not \{\{qestion\}\}, \(the answer so far\)$/)
})

test('keys in a prompt change the text and not the canvas; undo outside of it takes the text back', async () => {
  const { page } = launched
  await editor().click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  expect(await node('fast').count()).toBe(1)
  await page.keyboard.type('Just say 4')
  await page.getByRole('button', { name: /^Undo/ }).first().click()
  expect(await editor().textContent()).not.toContain('Just say 4')
  await page.getByRole('button', { name: /^Redo/ }).first().click()
  await expect.poll(() => editor().textContent()).toBe('Just say 4')
})

test('several nodes take a common setting together, in one undo step', async () => {
  const { page } = launched
  await selectNode('fast')
  await node('reasoner').click({ position: { x: 70, y: 14 }, modifiers: ['Shift'] })
  await inspector().getByText('2 nodes selected').waitFor()
  await field('Samples').fill('3')
  await field('Samples').blur()
  for (const id of ['fast', 'reasoner']) await node(id).getByText('3 samples · vote').waitFor()
  await page.getByRole('button', { name: /^Undo/ }).first().click()
  for (const id of ['fast', 'reasoner']) await node(id).getByText('one pass').waitFor()
})

test('a question says by which rule it would leave', async () => {
  const { page } = launched
  await page.getByRole('button', { name: /^Full hybrid/ }).click()
  await selectNode('difficulty')
  await inspector().getByText('This question would leave by').waitFor()
  await inspector().getByRole('button', { name: 'Type a question' }).click()
  await page.getByRole('textbox', { name: 'Try the rules' }).fill('Prove that there are infinitely many primes.')
  await inspector().getByText('This question would leave by requires-reasoning because it says “prove”.').waitFor()
})

test('a file with a setting out of range opens with the node marked and the fault in plain words', async () => {
  const { page } = launched
  const file = join(folder, 'old.graph.json')
  const graph = {
    format: 'switchyard/graph',
    version: 1,
    name: 'From an old file',
    roles: { fast: { connection: 'simulated', model: 'standard' } },
    nodes: [
      { id: 'problems', kind: 'input', at: [0, 0], settings: {} },
      { id: 'ask', kind: 'model', at: [300, 0], settings: { role: 'fast', samples: 999 } },
      { id: 'answer', kind: 'output', at: [600, 0], settings: {} },
    ],
    edges: [
      { from: 'problems.problem', to: 'ask' },
      { from: 'ask.answer', to: 'answer' },
    ],
  }
  writeFileSync(file, JSON.stringify(graph))
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open a file' }).click()
  await (await chooser).setFiles(file)
  await node('ask').waitFor()
  const mark = await node('ask').getByRole('img').first().getAttribute('aria-label')
  expect(mark).toContain('Samples is 999, expected a whole number from 1 to 64')
  await selectNode('ask')
  await inspector().getByText('Samples is 999, expected a whole number from 1 to 64').waitFor()
  await field('Samples').fill('2000')
  await inspector().getByText('Enter a whole number from 1 to 64').waitFor()
  await selectNode('answer')
  await page.getByText('“2000” was not taken for “Samples”').waitFor()
})

test('a role takes another name and another model, and its nodes follow', async () => {
  await selectNode('ask')
  await inspector().getByRole('button', { name: 'Bind roles' }).click()
  await expect
    .poll(() => launched.page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Connection of fast')
  await field('Name of the role fast').fill('quick')
  await field('Name of the role fast').press('Enter')
  await node('ask').getByText('not set up').waitFor()
  await field('Model of quick').selectOption('reasoning')
  await inspector().getByRole('button', { name: 'Model', exact: true }).click()
  await field('Samples').fill('1')
  await node('ask').getByText('quick · one pass').waitFor()
})

test('the page ran under its policy without a complaint', () => {
  expect(complaints).toEqual([])
})
