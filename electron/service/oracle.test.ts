import { expect, it } from 'vitest'
import { oneModel, verified } from '../../shared/graph/graph.fixture'
import { formatComparison } from '../terminal/comparison'
import { formatRuns } from '../terminal/listings'
import { addProblems, runToEnd, temporaryServices } from './service.fixture'

it('a run of a graph that looks at the answer key is marked wherever its figures show', async () => {
  const services = temporaryServices()
  const datasetId = await addProblems(services, 60)
  const oracle = await runToEnd(services, { ...verified({ method: 'key' }), name: 'perfect' }, datasetId)
  const plain = await runToEnd(services, { ...oneModel(), name: 'plain' }, datasetId)
  expect(services.runs.summary(oracle).oracle).toBe(true)
  expect(services.runs.summary(plain).oracle).toBe(false)
  const { runs } = services.compare.runs({ runIds: [oracle, plain] })
  expect(runs.map((run) => run.oracle)).toEqual([true, false])
  expect(formatComparison(runs)).toMatch(/perfect †.+plain {2,}.+\n\n† uses the answer key$/s)
  const list = services.runs.list()
  const listed = formatRuns(
    list,
    list.map(({ id }) => services.runs.summary(id)),
  )
  expect(listed).toMatch(/perfect †.+\n\n† uses the answer key$/s)
})

it('over the problems that runs have in common the mark stays', async () => {
  const services = temporaryServices()
  const datasetId = await addProblems(services, 60)
  const oracle = await runToEnd(services, verified({ method: 'key' }), datasetId, 20)
  const plain = await runToEnd(services, oneModel(), datasetId)
  expect(services.compare.runs({ runIds: [oracle, plain] }).runs.map((run) => run.oracle)).toEqual([true, false])
})

it('a table without such a run has no footnote', async () => {
  const services = temporaryServices()
  const id = await runToEnd(services, oneModel(), await addProblems(services, 5))
  expect(formatComparison([services.runs.summary(id)])).not.toContain('†')
})

it('a verifier that knows the key lets no wrong answer through', async () => {
  const services = temporaryServices()
  const id = await runToEnd(services, verified({ method: 'key' }), await addProblems(services, 200))
  const verdicts = new Set(services.runs.results(id, 0, 200).map(({ verdict }) => verdict))
  expect([...verdicts].sort()).toEqual(['abstained', 'correct'])
})
