import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Choosable, chooseProblems, selectionWords } from './problem-selection'

const anyProblems = fc
  .array(fc.record({ category: fc.constantFrom('a', 'b', null), difficulty: fc.constantFrom('easy', 'hard') }), {
    minLength: 1,
    maxLength: 80,
  })
  .map((all) => all.map((one, ordinal): Choosable => ({ ordinal, id: `p${ordinal}`, ...one })))

describe('the problems of a run', () => {
  it('are all of them where nothing is left out', () => {
    fc.assert(
      fc.property(anyProblems, (problems) => {
        expect(chooseProblems(problems, {})).toEqual(problems.map(({ ordinal }) => ordinal))
      }),
    )
  })

  it('of a sample are so many, in dataset order, and the same whatever the order in which they are read', () => {
    fc.assert(
      fc.property(anyProblems, fc.integer({ min: 1, max: 100 }), fc.nat(1000), (problems, size, seed) => {
        const selection = { sample: { size, stratify: null, seed } }
        const chosen = chooseProblems(problems, selection)
        expect(chosen).toHaveLength(Math.min(size, problems.length))
        expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b))
        expect(chooseProblems(problems.toReversed(), selection)).toEqual(chosen)
      }),
    )
  })

  it('of a larger sample by the same seed hold those of a smaller one', () => {
    fc.assert(
      fc.property(anyProblems, fc.integer({ min: 1, max: 40 }), fc.nat(1000), (problems, size, seed) => {
        const small = chooseProblems(problems, { sample: { size, stratify: null, seed } })
        const large = chooseProblems(problems, { sample: { size: size + 5, stratify: null, seed } })
        expect(large).toEqual(expect.arrayContaining(small))
      }),
    )
  })

  it('of a stratified sample are shared out to within one problem of each group’s share', () => {
    fc.assert(
      fc.property(anyProblems, fc.integer({ min: 1, max: 80 }), fc.nat(1000), (problems, size, seed) => {
        const chosen = new Set(chooseProblems(problems, { sample: { size, stratify: 'category', seed } }))
        expect(chosen.size).toBe(Math.min(size, problems.length))
        for (const category of ['a', 'b', null]) {
          const group = problems.filter((problem) => problem.category === category)
          const drawn = group.filter(({ ordinal }) => chosen.has(ordinal)).length
          const share = (Math.min(size, problems.length) * group.length) / problems.length
          expect(Math.abs(drawn - share)).toBeLessThan(1)
        }
      }),
    )
  })

  it('are of the categories and difficulties that were named, the first of these', () => {
    fc.assert(
      fc.property(anyProblems, fc.integer({ min: 1, max: 20 }), (problems, first) => {
        const expected = problems.filter(({ category, difficulty }) => category === 'a' && difficulty === 'hard')
        expect(chooseProblems(problems, { categories: ['a'], difficulties: ['hard'], first })).toEqual(
          expected.slice(0, first).map(({ ordinal }) => ordinal),
        )
      }),
    )
  })
})

it('a choice is said in a few words', () => {
  const sample = { size: 50, stratify: 'difficulty' as const, seed: 7 }
  expect(selectionWords({ categories: ['algebra'], first: 200, sample })).toBe(
    'category algebra, the first 200, a sample of 50 by difficulty, seed 7',
  )
  expect(selectionWords({})).toBe('')
})
