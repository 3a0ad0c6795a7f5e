import { describe, expect, it } from 'vitest'
import { setSetting } from '../../shared/graph/edit'
import { cascade, oneModel } from '../../shared/graph/graph.fixture'
import { parseGraph } from '../../shared/graph/load'
import { writeGraph } from '../../shared/graph/write'
import { addProblems, temporaryServices, watchRun } from './service.fixture'

describe('the name of a new design', () => {
  it('gets a number where another design has it, in the list and in the document', () => {
    const { designs } = temporaryServices()
    const made = [1, 2, 3].map(() => designs.create({ graph: writeGraph(oneModel()) }))
    expect(made.map(({ name }) => name)).toEqual(['test', 'test 2', 'test 3'])
    expect(parseGraph(designs.get(made[2]?.id ?? '').graph, 'it').name).toBe('test 3')
  })

  it('counts designs that are put away', () => {
    const { designs } = temporaryServices()
    designs.archive(designs.create({ graph: writeGraph(oneModel()) }).id, true)
    expect(designs.create({ graph: writeGraph(oneModel()) }).name).toBe('test 2')
  })
})

describe('the history of a design', () => {
  it('says which versions were run and what came of it', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 20)
    const first = cascade({ threshold: 0.5 })
    const { id, hash } = services.designs.create({ graph: writeGraph(first) })
    const run = services.runs.start({ from: { designId: id }, datasetId, seed: 1, limit: null, concurrency: 1 })
    await watchRun(services, run.id)
    services.designs.save({ id, graph: writeGraph(setSetting(first, 'gate', 'threshold', 0.9)), baseHash: hash })
    expect(services.designs.versions(id)).toMatchObject([
      { number: 2, origin: 'edited', runs: 0, lastRun: null },
      { number: 1, origin: 'created', runs: 1, lastRun: { id: run.id, dataset: 'd' } },
    ])
    expect(parseGraph(services.designs.version(id, 1).graph, 'it')).toEqual(first)
  })

  it('takes labels, and an empty one away', () => {
    const { designs } = temporaryServices()
    const { id } = designs.create({ graph: writeGraph(oneModel()) })
    expect(designs.labelVersion({ id, number: 1, label: ' before the talk ' })[0]?.label).toBe('before the talk')
    expect(designs.labelVersion({ id, number: 1, label: ' ' })[0]?.label).toBeNull()
  })

  it('brings an older version back with its name', () => {
    const { designs } = temporaryServices()
    const { id, hash } = designs.create({ graph: writeGraph(oneModel()) })
    designs.save({ id, graph: writeGraph({ ...oneModel(), name: 'renamed' }), baseHash: hash })
    const { summary, graph } = designs.restoreVersion(id, 1)
    expect(summary).toMatchObject({ name: 'test', hash, versions: 3 })
    expect(parseGraph(graph, 'it')).toEqual(oneModel())
  })
})

it('tags are tidied: no blanks around, none empty, none twice', () => {
  const { designs } = temporaryServices()
  const { id } = designs.create({ graph: writeGraph(oneModel()) })
  expect(designs.setTags(id, [' maths ', '', 'maths', 'two  words']).tags).toEqual(['maths', 'two words'])
  expect(designs.list()[0]?.tags).toEqual(['maths', 'two words'])
})
