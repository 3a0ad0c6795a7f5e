import { expect, test } from 'vitest'
import { addNode, connect, newNode } from '../../shared/graph/edit'
import type { Graph } from '../../shared/graph/schema'
import { addChips, deriveFlow, dragFlow } from './flow'
import { refusalOf } from './refusal'

function chain(): Graph {
  const empty: Graph = {
    format: 'switchyard/graph',
    version: 1,
    name: 'Chain',
    description: '',
    limits: {},
    roles: { fast: { connection: 'simulated', model: 'standard' } },
    nodes: [],
    edges: [],
  }
  const places = { input: [0, 0], model: [300, 0], escalation: [600, 0], output: [900, 0] } as const
  const kinds = ['input', 'model', 'escalation', 'output'] as const
  const graph = kinds.reduce((next, kind) => addNode(next, newNode(next, kind, places[kind])), empty)
  const joined = connect(connect(graph, 'input.problem', 'model'), 'model.answer', 'escalation')
  return connect(connect(joined, 'escalation.accept', 'output'), 'escalation.escalate', 'output')
}

const traffic = {
  visits: { input: 200, model: 200, escalation: 200, output: 200 },
  exits: { 'input.problem': 200, 'model.answer': 200, 'escalation.accept': 150, 'escalation.escalate': 50 },
}
const lineOf = (graph: Graph, id: string) =>
  addChips(deriveFlow(graph, traffic), graph, traffic, 1).flow.lines.find((line) => line.id === id)
const cardOf = (graph: Graph, id: string, withRun = true) =>
  deriveFlow(graph, withRun ? traffic : undefined).cards.find(({ node }) => node.id === id)

test('an edge tells how many problems went its way and what share of all that is', () => {
  expect(lineOf(chain(), 'escalation.escalate')?.data).toMatchObject({ share: 0.25, hue: 'decision' })
  expect(lineOf(chain(), 'escalation.accept')?.data?.chip?.text).toBe('150 · 75 %')
  expect(lineOf(chain(), 'escalation.accept')?.ariaLabel).toBe('Escalation accept to Answer, 150 problems')
})

test('without a run there are no chips and no figures', () => {
  const { cards, lines } = deriveFlow(chain(), undefined)
  expect(lines.every(({ data }) => data?.chip === undefined && data?.share === null)).toBe(true)
  expect(cards.every(({ data }) => data.figures.length === 0)).toBe(true)
})

test('a card shows at most three figures, the telling port among them', () => {
  expect(cardOf(chain(), 'escalation')?.data.figures).toEqual([
    { value: '200', label: 'visits' },
    { value: '25 %', label: 'escalate' },
  ])
  expect(cardOf(chain(), 'model')?.data.figures).toEqual([
    { value: '200', label: 'visits' },
    { value: '100 %', label: 'of all' },
  ])
})

test('a node that the run did not know shows no figures', () => {
  const graph = chain()
  const grown = addNode(graph, newNode(graph, 'cache', [0, 300]))
  expect(cardOf(grown, 'cache')?.data.figures).toEqual([])
})

test('a node carries the issues that are its own', () => {
  const graph = chain()
  const grown = addNode(graph, newNode(graph, 'verifier', [0, 300]))
  expect(cardOf(grown, 'verifier', false)?.data.issues.map(({ severity }) => severity)).toContain('error')
  expect(cardOf(grown, 'model', false)?.data.issues).toEqual([])
})

test('a dragged card takes its edges along before the document knows, and leaves the others as they are', () => {
  const { flow: resting } = addChips(deriveFlow(chain(), traffic), chain(), traffic, 1)
  const moving = dragFlow(resting, new Map([['output', [900, 400] as const]]))
  const find = (flow: typeof resting, id: string) => flow.lines.find((line) => line.id === id)
  expect(moving.cards.find(({ node }) => node.id === 'output')?.box.y).toBe(400)
  expect(find(moving, 'escalation.accept')?.data.line.pointAt(1).y).toBeGreaterThan(400)
  expect(find(moving, 'escalation.accept')?.data.chip).toBeUndefined()
  expect(find(moving, 'input.problem')).toBe(find(resting, 'input.problem'))
})

test('an edge that would be wrong is refused with the reason', () => {
  expect(refusalOf(chain(), 'escalation.escalate', 'input')).toContain('leads back to the entry')
  expect(refusalOf(chain(), 'escalation.escalate', 'model')).toContain('closes a cycle')
  expect(refusalOf(chain(), 'model.failed', 'output')).toBeUndefined()
})
