import { describe, expect, it } from 'vitest'
import { graphOf } from '../../shared/graph/graph.fixture'
import type { Services } from '../compose'
import { runToEnd, temporaryServices } from './service.fixture'

/** Sums that both models get right and proofs that only the dear one does; one problem that the cheap one never saw. */
function rowsOf(problems: number): string {
  return Array.from({ length: problems }, (_, n) => {
    const isSum = n % 2 === 0
    const question = isSum ? `How many are ${n} and ${n} apples?` : `Prove that ${n} divides the product of the sums.`
    const row = (model: string, score: number, usd: number) =>
      JSON.stringify({ id: `p${n}`, question, key: '1', model, response: '1', score, cost: usd })
    const cheap = n === 0 ? [] : [row('cheap', isSum ? 1 : 0, 0.01)]
    return [...cheap, row('dear', 1, 1)].join('\n')
  }).join('\n')
}

async function addOutcomes(services: Services, text: string): Promise<string> {
  const bytes = Buffer.from(text)
  const open = async function* () {
    yield bytes
  }
  const file = { name: 'o.jsonl', open: () => open() }
  const problem = { id: 'id', question: 'question', key: 'key' }
  const mapping = { problem, outcome: { model: 'model', answer: 'response', correct: 'score', usd: 'cost' } }
  return (await services.datasets.importFile(file, 'graded', { mapping })).dataset.id
}

describe('a classifier trained on recorded outcomes', () => {
  it('sends each question to the cheapest model that does, in a graph that carries what it learned', async () => {
    const services = temporaryServices()
    const datasetId = await addOutcomes(services, rowsOf(120))
    const learned = await services.classifiers.train({ datasetId, models: ['cheap', 'dear'], labels: ['easy', 'hard'] })
    expect(learned.trainedOn).toMatchObject({ dataset: 'graded', problems: 119, commonest: expect.closeTo(0.5, 1) })
    expect(learned.trainedOn.heldOut).toBeGreaterThan(0.9)
    const graph = graphOf(
      [
        ['in', 'input'],
        ['sort', 'classifier', { method: 'learned', learned }],
        ['small', 'model', { role: 'fast' }],
        ['large', 'model', { role: 'reasoner' }],
        ['out', 'output'],
      ],
      ['in.problem > sort', 'sort.easy > small', 'sort.hard > large', 'small.answer > out', 'large.answer > out'],
      {
        roles: {
          fast: { connection: 'recorded', model: 'cheap' },
          reasoner: { connection: 'recorded', model: 'dear' },
        },
      },
    )
    const id = await runToEnd(services, graph, datasetId)
    const { correct, usd } = services.runs.summary(id)
    expect(correct).toBeGreaterThan(110)
    expect(usd).toBeLessThan(70)
  })

  it.each([
    ['one model', { models: ['cheap'] }, 'two models at least'],
    ['a model twice', { models: ['cheap', 'cheap'] }, 'named twice'],
    ['a label too few', { models: ['cheap', 'dear'], labels: ['easy'] }, '2 models and 1 label'],
    ['a model without outcomes', { models: ['cheap', 'gone'] }, 'no recorded outcomes of “gone”'],
    ['nothing to tell apart', { models: ['dear', 'cheap'] }, 'always the same best model, “dear”'],
  ])('is refused for %s', async (_, options, says) => {
    const services = temporaryServices()
    const datasetId = await addOutcomes(services, rowsOf(40))
    await expect(services.classifiers.train({ datasetId, ...options })).rejects.toThrow(says)
  })

  it('is refused where too few problems were answered by all', async () => {
    const services = temporaryServices()
    const datasetId = await addOutcomes(services, rowsOf(10))
    await expect(services.classifiers.train({ datasetId, models: ['cheap', 'dear'] })).rejects.toThrow(
      'only 9 problems',
    )
  })
})
