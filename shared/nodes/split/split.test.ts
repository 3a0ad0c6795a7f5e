import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { portsOf } from '../kind'
import { type FixtureOptions, visitOf } from '../visit.fixture'
import { split } from './split.kind'
import { runSplit } from './split.run'

const armOf = (options: FixtureOptions<typeof split>): string =>
  (runSplit(visitOf(split, options).visit) as { leave: string }).leave

const problems = Array.from({ length: 10_000 }, (_, n) => ({ id: `p${n}` }))

describe('a split', () => {
  it('keeps to its weights', () => {
    const arms = [
      { label: 'a', weight: 3 },
      { label: 'b', weight: 1 },
    ]
    const share = problems.filter((problem) => armOf({ settings: { arms }, problem }) === 'a').length / problems.length
    expect(Math.abs(share - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / problems.length))
  })

  it('sends a problem the same way each time, and by its own way at each node', () => {
    const at = (nodeId: string) => problems.slice(0, 200).map((problem) => armOf({ problem, ctx: { nodeId } }))
    expect(at('one')).toEqual(at('one'))
    expect(at('one')).not.toEqual(at('two'))
  })

  it('agrees with another of the same salt', () => {
    const at = (nodeId: string) =>
      problems.slice(0, 200).map((problem) => armOf({ problem, settings: { salt: 's' }, ctx: { nodeId } }))
    expect(at('one')).toEqual(at('two'))
  })

  it('leaves only by arms that have a weight', () => {
    const weights = fc
      .array(fc.constantFrom(0, 0.5, 1, 7), { minLength: 1, maxLength: 6 })
      .filter((all) => all.some((weight) => weight > 0))
    fc.assert(
      fc.property(weights, fc.string(), (all, id) => {
        const arms = all.map((weight, n) => ({ label: `arm ${n}`, weight }))
        const left = armOf({ settings: { arms }, problem: { id } })
        expect(arms.find(({ label }) => label === left)?.weight).toBeGreaterThan(0)
      }),
    )
  })

  it('has a port for each label', () => {
    expect(portsOf(split, split.settings.parse({}))).toEqual(['a', 'b'])
  })

  it('refuses arms without any weight', () => {
    expect(split.settings.safeParse({ arms: [{ label: 'a', weight: 0 }] }).success).toBe(false)
  })
})
