import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importRows, outcomeRow, problemRow, temporaryStore } from './store.fixture'

const PROBLEMS = 120

/** Every problem has an outcome of `a`, every third one of `b`, every seventh a second sample of `a`. */
function recorded() {
  const store = temporaryStore()
  const { datasetId } = importRows(
    store,
    Array.from({ length: PROBLEMS }, (_, n) => `p${n}`)
      .flatMap((id, n) => [
        [problemRow(id), outcomeRow(id, { model: 'a', answer: `a of ${id}` })] as const,
        ...(n % 3 === 0 ? [[problemRow(id), outcomeRow(id, { model: 'b', answer: `b of ${id}` })] as const] : []),
        ...(n % 7 === 0
          ? [[problemRow(id), outcomeRow(id, { model: 'a', sample: 1, answer: `again ${id}` })] as const]
          : []),
      ])
      .map(([problem, outcome]) => [problem, outcome]),
  )
  return { store, datasetId }
}

function answerTo(n: number, model: string, sample: number): string | undefined {
  if (model === 'a' && sample === 0) return `a of p${n}`
  if (model === 'a' && sample === 1 && n % 7 === 0) return `again p${n}`
  return model === 'b' && sample === 0 && n % 3 === 0 ? `b of p${n}` : undefined
}

describe('outcomes read ahead', () => {
  const asked = fc.record({
    n: fc.nat({ max: PROBLEMS + 1 }),
    model: fc.constantFrom('a', 'b', 'c'),
    sample: fc.nat({ max: 1 }),
  })

  it('are the right ones in any order', () => {
    const { store, datasetId } = recorded()
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 300 }), (order) => {
        const find = store.outcomes.finder(datasetId)
        for (const { n, model, sample } of order) {
          const wanted = n < PROBLEMS ? answerTo(n, model, sample) : undefined
          expect(find(`p${n}`, model, '', sample)?.answer).toBe(wanted)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('are whole, as those that are looked up by themselves', () => {
    const store = temporaryStore()
    const figures = { confidence: 0.1 + 0.2, score: 1 / 3, inputTokens: 7, outputTokens: 11, usd: 1e-7, latencyMs: 0.5 }
    const { datasetId } = importRows(
      store,
      [figures, { score: null, answer: 'x' }, { answer: null }].map((rest, n) => [
        problemRow(`p${n}`),
        outcomeRow(`p${n}`, rest),
      ]),
    )
    const find = store.outcomes.finder(datasetId)
    for (const id of ['p0', 'p1', 'p2', 'p3'])
      expect(find(id, 'm', '', 0)).toEqual(store.outcomes.find(datasetId, id, 'm', '', 0))
    expect(find('p0', 'm', '', 0)).toMatchObject(figures)
  })

  it('are the right ones in the order of the dataset', () => {
    const { store, datasetId } = recorded()
    const find = store.outcomes.finder(datasetId)
    for (let n = 0; n < PROBLEMS; n++) {
      expect(find(`p${n}`, 'a', '', 0)?.answer).toBe(answerTo(n, 'a', 0))
      expect(find(`p${n}`, 'b', '', 0)?.answer).toBe(answerTo(n, 'b', 0))
    }
  })

  it('that come in later are found too', () => {
    const { store, datasetId } = recorded()
    const find = store.outcomes.finder(datasetId)
    expect(find('p0', 'late', '', 0)).toBeUndefined()
    importRows(store, [[problemRow('p0'), outcomeRow('p0', { model: 'late', answer: 'now' })]])
    expect(find('p0', 'late', '', 0)?.answer).toBe('now')
  })
})
