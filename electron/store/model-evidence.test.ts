import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearestRank } from '../../shared/evidence/percentile'
import { importRows, outcomeRow, problemRow, temporaryStore } from './store.fixture'

describe('what recorded outcomes say of a model', () => {
  it('counts right answers as the grader does: by the recorded grade, else by the key, and not where there is neither', () => {
    const store = temporaryStore()
    importRows(store, [
      [problemRow('a', { answerKey: '18' }), outcomeRow('a', { answer: '$18.00', score: null, usd: 0.1 })],
      [problemRow('b', { answerKey: '1' }), outcomeRow('b', { answer: 'wrong', score: 1, usd: 0.2 })],
      [problemRow('c', { answerKey: '1' }), outcomeRow('c', { answer: null, score: null, usd: 0.3 })],
      [problemRow('d', { answerKey: null }), outcomeRow('d', { answer: '7', score: null, usd: null })],
    ])
    expect(store.modelEvidence.all()).toEqual([
      expect.objectContaining({ model: 'm', dataset: 'd', outcomes: 4, graded: 3, correct: 2, p95Ms: null }),
    ])
    expect(store.modelEvidence.all()[0]?.usd).toBeCloseTo(0.6, 9)
  })

  it('keeps datasets and models apart', () => {
    const store = temporaryStore()
    importRows(store, [[problemRow('a'), outcomeRow('a', { model: 'x' })]], 'one')
    importRows(store, [[problemRow('a'), outcomeRow('a', { model: 'x', usd: 1 })]], 'two')
    importRows(store, [[problemRow('a'), outcomeRow('a', { model: 'y' })]], 'two')
    expect(store.modelEvidence.all().map(({ model, dataset, usd }) => [model, dataset, usd])).toEqual([
      ['x', 'one', null],
      ['x', 'two', 1],
      ['y', 'two', null],
    ])
  })

  it('has the p95 of the nearest rank, of however many', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 60 }), (latencies) => {
        const store = temporaryStore({ file: ':memory:' })
        importRows(
          store,
          latencies.map((latencyMs, n) => [problemRow(`p${n}`), outcomeRow(`p${n}`, { latencyMs })]),
        )
        const sorted = latencies.toSorted((a, b) => a - b)
        expect(store.modelEvidence.all()[0]?.p95Ms).toBe(nearestRank(sorted, 0.95))
        store.close()
      }),
      { numRuns: 25 },
    )
  })
})
