import { expect, test } from 'vitest'
import { defaultRunName, givenName, titleOfRun } from './run-name'

test('a run that nobody named goes by its design, and a named one by both', () => {
  const run = { graph: 'Cascade', dataset: 'gsm8k', name: defaultRunName('Cascade', 'gsm8k') }
  expect([givenName(run), titleOfRun(run)]).toEqual([null, 'Cascade'])
  const named = { ...run, name: 'shorter prompt' }
  expect([givenName(named), titleOfRun(named)]).toEqual(['shorter prompt', 'Cascade: shorter prompt'])
})
