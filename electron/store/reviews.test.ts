import { expect, it } from 'vitest'
import type { ReviewQuestion } from '../../shared/review'
import { addRun, temporaryStore } from './store.fixture'

const question = (answer: string): ReviewQuestion => ({
  problemId: 'p0',
  repeat: 0,
  nodeId: 'person',
  visit: 0,
  instructions: '',
  answer,
  confidence: null,
  path: ['in'],
})

it('does not take the approval of one answer for that of another', () => {
  const store = temporaryStore()
  const run = addRun(store)
  const first = store.reviews.ask(run, question('1'), 1)
  store.reviews.decide(first.id, { decision: 'approved', note: null }, 2)
  expect(store.reviews.ask(run, question('1'), 3)).toMatchObject({ id: first.id, decided: { decision: 'approved' } })
  expect(store.reviews.ask(run, question('2'), 4).decided).toBeNull()
})
