import { expect, it } from 'vitest'
import { visitOf } from '../visit.fixture'
import { output } from './output.kind'
import { runOutput } from './output.run'

it('takes the answer that the problem carries as final', () => {
  expect(runOutput(visitOf(output, { problem: { answer: '5' } }).visit)).toMatchObject({ end: 'answered' })
})

it('abstains where it is set to, whatever answer there is', () => {
  expect(runOutput(visitOf(output, { settings: { abstain: true }, problem: { answer: '5' } }).visit)).toMatchObject({
    end: 'abstained',
  })
})

it('abstains for a problem that no node has answered', () => {
  expect(runOutput(visitOf(output).visit)).toMatchObject({ end: 'abstained' })
})
