import { describe, expect, it } from 'vitest'
import { cascade } from '../../shared/graph/graph.fixture'
import { bindAll, modelAt, unknownRoles } from './unknown-roles'

const here = [
  { name: 'simulated', about: '', models: ['standard', 'reasoning'] },
  { name: 'mine', about: '', models: [] },
]
const foreign = bindAll(cascade(), { reasoner: { connection: 'theirs', model: 'big' } })

describe('a design from elsewhere', () => {
  it('names the roles whose connection is not here, and no others', () => {
    expect(unknownRoles(foreign, here)).toEqual([['reasoner', { connection: 'theirs', model: 'big' }]])
    expect(unknownRoles(cascade(), here)).toEqual([])
  })

  it('keeps its model where the new connection offers it or does not say, else takes the first', () => {
    expect(modelAt(here[0], 'reasoning')).toBe('reasoning')
    expect(modelAt(here[0], 'big')).toBe('standard')
    expect(modelAt(here[1], 'big')).toBe('big')
  })

  it('is bound to connections that are here', () => {
    expect(unknownRoles(bindAll(foreign, { reasoner: { connection: 'mine', model: 'big' } }), here)).toEqual([])
  })
})
