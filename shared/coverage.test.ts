import { expect, it } from 'vitest'
import { describeGaps } from './coverage'

it('names the models that have not answered everything, and how much is left', () => {
  const role = (model: string, covered: number) => ({ role: 'r', model, covered, problems: 1319, repeats: 1 })
  expect(describeGaps([role('all', 1319), role('some', 1200), role('none', 0)])).toEqual([
    'some: outcomes for 1,200 of 1,319 problems; the other 119 will fail where it is asked',
    'none: outcomes for 0 of 1,319 problems; all will fail where it is asked',
  ])
})

it('promises no more than the most where calls of our own may have been asked something else', () => {
  const role = { role: 'r', model: 'm', covered: 3, problems: 10, repeats: 1, ofOwnCalls: true as const }
  expect(
    describeGaps([role, { ...role, covered: 0 }, { ...role, repeats: 2 }]).map((line) => line.split(';')[0]),
  ).toEqual([
    'm: outcomes for at most 3 of 10 problems',
    'm: outcomes for 0 of 10 problems',
    'm: outcomes for at most 3 of 20 walks (10 problems, 2 times each)',
  ])
})

it('says how many answers to each problem are wanted where it is more than one', () => {
  expect(describeGaps([{ role: 'r', model: 'm', covered: 3, problems: 10, repeats: 1, answers: 5 }])).toEqual([
    'm: 5 answers each for 3 of 10 problems; the other 7 will fail where it is asked',
  ])
})

it('says where samples vote by their grades, as nothing else of them is recorded', () => {
  const role = { role: 'r', model: 'm', covered: 3, problems: 3, repeats: 1, answers: 5 }
  expect(describeGaps([role])).toEqual([])
  const words =
    'm: of some answers only the grade is recorded; where samples vote, all that are wrong count as one answer'
  expect(describeGaps([{ ...role, votesByGrade: true }])).toEqual([words])
  expect(describeGaps([{ ...role, covered: 2, votesByGrade: true }])).toHaveLength(2)
})

it('counts the walks of a run with repeats, each of which needs an answer of its own', () => {
  const role = (model: string, covered: number) => ({ role: 'r', model, covered, problems: 200, repeats: 3 })
  expect(describeGaps([role('all', 600), role('one each', 200), role('none', 0)])).toEqual([
    'one each: outcomes for 200 of 600 walks (200 problems, 3 times each); each repeat needs an answer of its own, so the other 400 will fail where it is asked',
    'none: outcomes for 0 of 600 walks (200 problems, 3 times each); each repeat needs an answer of its own, so all will fail where it is asked',
  ])
})
