import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneModel } from './graph.fixture'
import { bringUp, type GraphMigration, graphMigrations } from './migrations'
import { GRAPH_VERSION } from './schema'

const renameMember: GraphMigration = ({ title, ...rest }) => ({ ...rest, name: title })
const addList: GraphMigration = (document) => ({ ...document, tags: [document.name] })

describe('an old document', () => {
  it('is brought up one version at a time, each step on what the one before made', () => {
    const old = { format: 'f', version: 1, title: 'T', later: 1 }
    expect(bringUp(old, [renameMember, addList])).toEqual({ format: 'f', version: 3, name: 'T', tags: ['T'], later: 1 })
  })

  it('takes only the steps that it has not taken', () => {
    expect(bringUp({ version: 2, name: 'N' }, [renameMember, addList])).toEqual({ version: 3, name: 'N', tags: ['N'] })
  })

  it('is not changed itself', () => {
    const old = Object.freeze({ version: 1, title: 'T' })
    bringUp(old, [renameMember])
    expect(old).toEqual({ version: 1, title: 'T' })
  })
})

it('a document of the present version is left as it is', () => {
  const present = oneModel()
  expect(bringUp(present)).toBe(present)
})

it('what says no version that can be brought up is left for the check to refuse', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ max: 0 }), fc.double({ noInteger: true }), fc.string(), fc.constant(null)),
      (version) => {
        const document = { version }
        expect(bringUp(document, [renameMember])).toBe(document)
      },
    ),
  )
})

it('every version but the present one has a step to the next', () => {
  expect(graphMigrations).toHaveLength(GRAPH_VERSION - 1)
})
