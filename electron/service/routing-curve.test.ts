import { describe, expect, it } from 'vitest'
import { graphOf } from '../../shared/graph/graph.fixture'
import { writeGraph } from '../../shared/graph/write'
import type { Services } from '../compose'
import { chooseEnds } from './routing-curve'
import { temporaryServices } from './service.fixture'

type Row = Record<string, unknown>

async function imported(services: Services, rows: readonly Row[]): Promise<string> {
  const bytes = Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'))
  const file = {
    name: 'o.jsonl',
    async *open(): AsyncGenerator<Uint8Array> {
      yield bytes
    },
  }
  return (await services.datasets.importFile(file, 'graded', { given: {}, outcomes: 'any' })).dataset.id
}

const problems = Array.from({ length: 40 }, (_, n) => ({
  question: n % 2 === 0 ? `add the apples ${n}` : `prove this lemma of primes ${n}`,
  answer_key: '1',
  category: n < 10 ? 'first' : 'rest',
}))
/** The small model is right on every other problem, and on none at its second try; the large one is right on all. */
const rows = problems.flatMap((problem, n): Row[] => [
  { ...problem, model: 'small', response: n % 2 === 0 ? 'The answer is 1.\nCONFIDENCE: 90' : '2', tokens_out: n },
  { ...problem, model: 'small', response: '3' },
  { ...problem, model: 'large', response: '1' },
  { ...problem, model: 'large', response: '1' },
])

describe('the routing curve of a dataset', () => {
  it('grades answers by the key, as a run does, and the first of several unless told otherwise', async () => {
    const { routing, ...services } = temporaryServices()
    const datasetId = await imported({ routing, ...services }, rows)
    expect(routing.models(datasetId)).toEqual([
      { model: 'small', problems: 40, graded: 40, correct: 20 },
      { model: 'large', problems: 40, graded: 40, correct: 40 },
    ])
    const wish = { datasetId, weak: 'small', strong: 'large', by: 'length' } as const
    expect(await routing.curve(wish)).toMatchObject({ problems: 40, weak: { correct: 20 }, cpt50: 0.25 })
    expect(await routing.curve({ ...wish, answer: 1 })).toMatchObject({ weak: { correct: 0 }, strong: { correct: 40 } })
    await expect(routing.curve({ ...wish, answer: 2 })).rejects.toMatchObject({
      message: '“graded” has no imported answer 2 of “small”',
      hint: 'ask for an earlier answer; they are counted from 0',
    })
    expect(() => chooseEnds(routing.models(datasetId, 2), { answer: 2 }, '“graded”')).toThrow('no imported answer 2')
  })

  it('goes by the confidence that an answer states in a line of its own, as a run does', async () => {
    const { routing, ...services } = temporaryServices()
    const datasetId = await imported({ routing, ...services }, rows)
    const curve = await routing.curve({
      datasetId,
      weak: 'small',
      strong: 'large',
      by: 'confidence',
      thresholds: [0.8],
    })
    expect(curve).toMatchObject({ unscored: 20, auroc: 1, cascade: [{ escalated: 20, correct: 40 }] })
  })

  it('may go by the scores of a router that the file gives as difficulties; a problem without one is sent last', async () => {
    const { routing, ...services } = temporaryServices()
    const scored = rows.map((row, n) => ({ ...row, difficulty: n < 4 ? null : (Math.floor(n / 4) % 2) * 3 - 5 }))
    const datasetId = await imported({ routing, ...services }, scored)
    const curve = await routing.curve({ datasetId, weak: 'small', strong: 'large', by: 'difficulty' })
    expect(curve).toMatchObject({ problems: 40, unscored: 1, paysBoth: false, aurocScored: 1, auroc: 1, cpt80: 0.4 })
  })

  it('may be of some problems only, and of some points', async () => {
    const { routing, ...services } = temporaryServices()
    const datasetId = await imported({ routing, ...services }, rows)
    const wish = { datasetId, weak: 'small', strong: 'large', by: 'tokens' } as const
    const first = await routing.curve({ ...wish, selection: { categories: ['first'] }, most: 5 })
    expect(first).toMatchObject({ problems: 10, leftOut: { neither: 0 } })
    expect(first.points.map(({ toStrong }) => toStrong)).toEqual([0, 2, 4, 6, 8, 10])
  })

  it('may follow a classifier that a design has learned, and says where it was trained on these very problems', async () => {
    const services = temporaryServices()
    const datasetId = await imported(services, rows)
    const learned = await services.classifiers.train({
      datasetId,
      models: ['small', 'large'],
      labels: ['easy', 'hard'],
    })
    const graph = graphOf(
      [
        ['in', 'input'],
        ['sort', 'classifier', { method: 'learned', learned }],
      ],
      [],
    )
    services.designs.create({ graph: writeGraph({ ...graph, name: 'Plain', nodes: graph.nodes.slice(0, 1) }) })
    const { id } = services.designs.create({ graph: writeGraph({ ...graph, name: 'Sorted' }) })
    expect(services.learnedRouters.list()).toEqual([{ designId: id, name: 'Sorted', dataset: 'graded' }])
    const wish = { datasetId, weak: 'small', strong: 'large', by: 'learned' } as const
    const curve = await services.routing.curve({ ...wish, learned: services.learnedRouters.of(id) })
    expect(curve).toMatchObject({ auroc: 1, cpt50: 0.25, trainedHere: true })
    await expect(services.routing.curve(wish)).rejects.toThrow('the score “learned” needs a trained classifier')
  })

  it('takes of two models the one that is right more often for the strong one', () => {
    const model = (name: string) => ({ model: name, problems: 2, graded: 2, correct: 1 })
    const two = [model('a'), model('b')]
    expect(chooseEnds(two, {}, 'it')).toEqual({ weak: 'a', strong: 'b' })
    expect(chooseEnds(two, { weak: 'b' }, 'it')).toEqual({ weak: 'b', strong: 'a' })
    expect(chooseEnds(two, { strong: 'a' }, 'it')).toEqual({ weak: 'b', strong: 'a' })
    expect(() => chooseEnds([...two, model('c')], { weak: 'a' }, 'it')).toThrow('it has outcomes of 3 models')
    expect(() => chooseEnds([], {}, 'it')).toThrow('it has no imported outcomes, and routing takes two')
  })
})
