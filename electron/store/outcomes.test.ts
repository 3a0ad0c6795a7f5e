import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importRows, outcomeRow, problemRow, temporaryStore } from './store.fixture'

const usage = { inputTokens: 1, outputTokens: 2 }
const answerOf = (problemId: string, request: string, answer: string) => ({
  ...{ problemId, model: 'm', request, usage, usd: 0.1, latencyMs: 5, answer },
  ...{ confidence: null, meanLogprob: null },
})

describe('answers of live calls', () => {
  it('become the next samples of their request, however many are kept at once', () => {
    // A few requests and many answers: most statements hold one that is there already.
    const asked = fc.record({ problem: fc.nat({ max: 1 }), request: fc.nat({ max: 30 }) })
    const batches = fc.array(fc.array(asked, { maxLength: 70 }), { maxLength: 4 })
    fc.assert(
      fc.property(batches, (all) => {
        const store = temporaryStore({ file: ':memory:' })
        const { datasetId } = importRows(store, [
          [problemRow('p0'), null],
          [problemRow('p1'), null],
        ])
        const wanted = new Map<string, string[]>()
        let number = 0
        for (const batch of all) {
          const calls = batch.map(({ problem, request }) => {
            number += 1
            const key = `p${problem} r${request}`
            wanted.set(key, [...(wanted.get(key) ?? []), `answer ${number}`])
            return answerOf(`p${problem}`, `r${request}`, `answer ${number}`)
          })
          store.outcomes.append(datasetId, calls)
        }
        for (const [key, answers] of wanted) {
          const [problemId = '', request = ''] = key.split(' ')
          const find = (sample: number) => store.outcomes.find(datasetId, problemId, 'm', request, sample)?.answer
          expect(answers.map((_, sample) => find(sample))).toEqual(answers)
          expect(find(answers.length)).toBeUndefined()
        }
        store.close()
      }),
      { numRuns: 40 },
    )
  })

  it('are known of by their models, as imported ones are not', () => {
    const store = temporaryStore()
    const { datasetId } = importRows(store, [[problemRow('p0'), outcomeRow('p0', { model: 'imported' })]])
    store.outcomes.append(datasetId, [answerOf('p0', 'r', '1')])
    const madeUp = { ...answerOf('p0', 'r', '1'), datasetId, model: 'made up', source: 'simulated' as const, sample: 0 }
    const gathered = store.results.gather('no run')
    gathered.addAnswer(madeUp)
    gathered.store()
    const models = ['m', 'made up', 'imported', 'none']
    expect(models.filter((model) => store.outcomes.hasOwn(datasetId, model))).toEqual(['m', 'made up'])
    expect(store.outcomes.hasOwn(datasetId + 1, 'm')).toBe(false)
  })
})
