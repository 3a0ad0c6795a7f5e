import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Step } from '../../shared/report'
import { addRun, callRow, resultRow, temporaryFile, temporaryStore } from './store.fixture'

const quote = { price: { inputPerMillion: 1, outputPerMillion: 2 }, source: 'own', version: '1' }
const call = (nodeId: string) => callRow(nodeId, { quote })

describe('steps and call sites that many results share', () => {
  it('are there with the next results where those that brought them could not be stored', () => {
    const step: Step = ['fast', 'answer', 'said for the first time']
    const store = temporaryStore()
    const runId = addRun(store)
    const result = resultRow(0, { steps: [step], calls: [call('fast')] })
    expect(() => store.results.append(runId, [result, result])).toThrow('UNIQUE')
    store.results.append(runId, [result])
    expect(store.problems.find(runId, 0)).toMatchObject({ steps: [step], calls: [{ nodeId: 'fast', model: 'm' }] })
  })

  it('come back as they were, whichever writes fail and whenever the program starts anew', () => {
    const steps = fc.array(
      fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('x', null), fc.constantFrom('', 'w', 'ws', '"')),
      { maxLength: 4 },
    )
    const batch = fc.record({
      steps,
      node: fc.constantFrom('fast', 'slow'),
      fails: fc.boolean(),
      reopens: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 8 }), (batches) => {
        const file = temporaryFile()
        let store = temporaryStore({ file })
        const runId = addRun(store)
        for (const [ordinal, { steps, node, fails, reopens }] of batches.entries()) {
          const result = resultRow(ordinal, { steps, calls: [call(node)] })
          if (fails) expect(() => store.results.append(runId, [result, result])).toThrow('UNIQUE')
          else store.results.append(runId, [result])
          if (!reopens) continue
          store.close()
          store = temporaryStore({ file })
        }
        for (const [ordinal, { steps, node, fails }] of batches.entries()) {
          const found = store.problems.find(runId, ordinal)
          if (fails) expect(found).toBeUndefined()
          else expect(found).toMatchObject({ steps, calls: [{ nodeId: node }] })
        }
        store.close()
      }),
      { numRuns: 40 },
    )
  })
})
