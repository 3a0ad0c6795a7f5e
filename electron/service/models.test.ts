import { expect, it } from 'vitest'
import { graphOf } from '../../shared/graph/graph.fixture'
import { boundLive, done, hosted, liveConnection } from './live.fixture'
import { addProblems, runToEnd, temporaryServices } from './service.fixture'

it('what live runs have answered is evidence too, without labels, and without what was said of confidence', async () => {
  const graph = graphOf(
    [
      ['in', 'input'],
      ['sort', 'classifier', { method: 'llm', labels: ['easy', 'hard'], role: 'fast' }],
      ['ask', 'model'],
      ['out', 'output'],
    ],
    ['in.problem > sort', 'sort.easy > ask', 'sort.hard > ask', 'sort.unclear > ask', 'ask.answer > out'],
  )
  const live = liveConnection(({ labels, problemId }) =>
    done(labels === undefined ? `${Number(problemId.slice(1)) + 1}\nCONFIDENCE: 90` : 'easy'),
  )
  const services = temporaryServices({ connections: hosted(live) })
  const datasetId = await addProblems(services, 4, 'sums')
  await runToEnd(services, boundLive(graph), datasetId)
  expect(live.sent.some(({ labels }) => labels !== undefined)).toBe(true)
  const models = await services.models.list()
  expect(models.find(({ model }) => model === 'm')?.evidence).toEqual([
    expect.objectContaining({ dataset: 'sums', outcomes: 4, graded: 4, correct: 4, accuracy: 1, p95Ms: 100 }),
  ])
})
