import { expect, it } from 'vitest'
import { cascade, graphOf } from './graph.fixture'
import { passThroughOf, removeAndHeal } from './heal'

const edgesOf = (graph: ReturnType<typeof cascade>) => graph.edges.map(({ from, to }) => `${from} > ${to}`)

it('what led to a removed node leads on to where it led', () => {
  expect(edgesOf(removeAndHeal(cascade(), new Set(['gate'])))).toEqual([
    'in.problem > fast',
    'slow.answer > out',
    'fast.answer > out',
  ])
})

it('through as many nodes as are removed at once', () => {
  expect(edgesOf(removeAndHeal(cascade(), new Set(['fast', 'gate', 'slow'])))).toEqual(['in.problem > out'])
})

it('a node that leads nowhere leaves the ports before it open', () => {
  expect(edgesOf(removeAndHeal(cascade(), new Set(['out'])))).toEqual([
    'in.problem > fast',
    'fast.answer > gate',
    'gate.escalate > slow',
  ])
})

it('no edge is healed into a cycle without a bound', () => {
  const graph = graphOf(
    [
      ['in', 'input'],
      ['ask', 'model'],
      ['check', 'verifier', { attempts: 2 }],
      ['out', 'output'],
    ],
    ['in.problem > ask', 'ask.answer > check', 'check.pass > out', 'check.fail > out', 'check.retry > ask'],
  )
  expect(edgesOf(removeAndHeal(graph, new Set(['out'])))).not.toContain('ask.answer > ask')
  expect(edgesOf(removeAndHeal(graph, new Set(['ask'])))).toContain('check.retry > check')
})

it('a node with wrong settings has no port that stands for it', () => {
  expect(passThroughOf({ id: 'c', kind: 'escalation', at: [0, 0], settings: { threshold: 9 } })).toBeUndefined()
  expect(passThroughOf({ id: 'c', kind: 'escalation', at: [0, 0], settings: {} })).toBe('accept')
})
