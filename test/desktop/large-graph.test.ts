import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Graph, MOST_NODES } from '../../shared/graph/schema'
import { type LaunchedApp, launchApp } from './launch'

let launched: LaunchedApp
const folder = mkdtempSync(join(tmpdir(), 'switchyard-large-'))

beforeAll(async () => {
  launched = await launchApp()
  launched.page.setDefaultTimeout(30_000)
})
afterAll(async () => {
  await launched.close()
  rmSync(folder, { recursive: true, force: true })
})

const cards = () => launched.page.locator('.react-flow__node').count()
const canvas = () => launched.page.getByTestId('canvas')

/** Escalations one behind the other in rows, as many as there are to be. */
function escalations(name: string, count: number): Graph {
  const columns = Math.ceil(Math.sqrt(count))
  const inner = Array.from({ length: count - 2 }, (_, at) => ({
    id: `n${at}`,
    kind: 'escalation',
    at: [((at % columns) + 1) * 280, Math.floor(at / columns) * 180] as [number, number],
    settings: {},
  }))
  return {
    format: 'switchyard/graph',
    version: 1,
    name,
    description: '',
    limits: {},
    roles: {},
    nodes: [
      { id: 'in', kind: 'input', at: [0, 0], settings: {} },
      ...inner,
      { id: 'out', kind: 'output', at: [(columns + 2) * 280, 0], settings: {} },
    ],
    edges: [
      { from: 'in.problem', to: 'n0' },
      ...inner.flatMap(({ id }, at) => [
        { from: `${id}.accept`, to: inner[at + 1]?.id ?? 'out' },
        { from: `${id}.escalate`, to: inner[at + columns]?.id ?? 'out' },
      ]),
    ],
  }
}

async function open(graph: Graph): Promise<void> {
  const { page } = launched
  const file = join(folder, `${graph.name}.json`)
  writeFileSync(file, JSON.stringify(graph))
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open a file' }).click(),
  ])
  await chooser.setFiles(file)
  await page.waitForFunction(
    (name) =>
      document.querySelector('h1')?.textContent === name && document.querySelector('.react-flow__node') !== null,
    graph.name,
  )
}

/** The frames drawn while the canvas is dragged about for a fixed number of steps. */
async function framesOfPan(): Promise<{ count: number; ms: number }> {
  const { page } = launched
  const box = await canvas().boundingBox()
  if (box === null) throw new Error('the canvas is not on the screen')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.evaluate(() => {
    const seen: number[] = []
    const tick = (now: number) => {
      seen.push(now)
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    Reflect.set(window, 'frameTimes', seen)
  })
  await page.mouse.move(x, y)
  await page.mouse.down({ button: 'middle' })
  for (let step = 1; step <= 40; step += 1) {
    await page.mouse.move(x + 150 * Math.sin(step / 6), y + 100 * Math.sin(step / 9))
  }
  await page.mouse.up({ button: 'middle' })
  const times = await page.evaluate(() => (Reflect.get(window, 'frameTimes') as number[]).slice())
  return { count: times.length, ms: (times.at(-1) ?? 0) - (times[0] ?? 0) }
}

const perSecond = ({ count, ms }: { count: number; ms: number }) => (count * 1000) / ms

test('five hundred nodes pan nearly as smoothly as an empty canvas', async () => {
  await open({ ...escalations('Empty', 2), nodes: escalations('Empty', 2).nodes.slice(0, 1), edges: [] })
  const empty = await framesOfPan()
  await open(escalations('Five hundred', 500))
  expect(await cards()).toBe(500)
  await canvas().locator('.react-flow').focus()
  await launched.page.keyboard.press('0')
  await expect.poll(cards, { timeout: 20_000 }).toBeLessThan(120)
  const full = await framesOfPan()
  const seen = `frames per second: ${perSecond(empty).toFixed(0)} empty, ${perSecond(full).toFixed(0)} with 500 nodes`
  expect(perSecond(full) / perSecond(empty), seen).toBeGreaterThan(0.25)
})

test('as many nodes as a graph may have open, and only those in sight are drawn', async () => {
  await open(escalations('The most', MOST_NODES))
  expect(await cards()).toBeLessThan(1000)
  await launched.page.getByRole('button', { name: /^Check/ }).waitFor()
})

test('more nodes than a graph may have are refused in one line', async () => {
  const { page } = launched
  const file = join(folder, 'too-many.json')
  writeFileSync(file, JSON.stringify(escalations('Too many', MOST_NODES + 1)))
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open a file' }).click(),
  ])
  await chooser.setFiles(file)
  await page.getByText(/too-many\.json: nodes are more than/).waitFor()
})
