import { expect, it } from 'vitest'
import { visitOf } from '../visit.fixture'
import { input } from './input.kind'
import { runInput } from './input.run'

it('sends every problem on and changes nothing', () => {
  expect(runInput(visitOf(input).visit)).toEqual({ leave: 'problem', why: 'entered' })
})

it('is where problems enter', () => {
  expect(input.entry).toBe(true)
})
