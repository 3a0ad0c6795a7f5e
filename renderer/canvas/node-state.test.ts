import { expect, test } from 'vitest'
import type { RunStatus } from '../../shared/report'
import { stateOfNode } from './node-state'

const traffic = {
  visits: { in: 10, fast: 10, gate: 8 },
  exits: { 'in.problem': 10, 'fast.answer': 8, 'gate.accept': 8 },
}
const seen = (status: RunStatus, rest: Partial<Parameters<typeof stateOfNode>[1]> = {}) => ({
  traffic,
  status,
  ports: ['answer', 'failed'],
  entering: [{ from: 'in.problem', to: 'fast' }],
  used: new Set(['fast.answer']),
  isOff: false,
  isEntry: false,
  ...rest,
})

test('problems that came and did not leave by an edge failed here', () => {
  expect(stateOfNode('fast', seen('done'))).toEqual({ name: 'failed', why: '2 problems failed here' })
})

test('a node is running while the run is, and done after it', () => {
  const gate = { ports: ['accept', 'escalate'], used: new Set(['gate.accept', 'gate.escalate']) }
  expect(stateOfNode('gate', seen('running', gate)).name).toBe('running')
  expect(stateOfNode('gate', seen('done', gate))).toEqual({ name: 'done', why: '8 visits' })
})

test('a node that no problem came to waits, and was skipped when the run has ended, for a reason', () => {
  const slow = { entering: [{ from: 'gate.escalate', to: 'slow' }] }
  expect(stateOfNode('slow', seen('running', slow)).name).toBe('waiting')
  expect(stateOfNode('slow', seen('done', slow))).toEqual({
    name: 'skipped',
    why: 'no problem left “gate” by “escalate”',
  })
  expect(stateOfNode('slow', seen('stopped', { entering: [] })).why).toBe('no edge leads here')
})

test('an output keeps what comes to it without failing', () => {
  expect(stateOfNode('gate', seen('done', { ports: [] })).name).toBe('done')
})
