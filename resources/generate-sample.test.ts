import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readDataset } from '../electron/datasets/read-dataset'
import { checksSchema } from '../shared/dataset'
import { defaultRules } from '../shared/nodes/classifier/default-rules'
import { judge } from '../shared/nodes/classifier/rules'
import {
  draftProblems,
  generateProblems,
  type SampleDifficulty,
  type SampleDraft,
  sampleSeed,
  sampleSize,
  writeSample,
} from './generate-sample'
import { olympiadOpinions, schoolOpinions } from './generator/second-opinion.fixture'

const file = new URL('./datasets/math-ladder.jsonl', import.meta.url)

function numberOf(answer: string): number {
  const [over = '', under = '1'] = answer.split('/')
  return Number(over) / Number(under)
}

function countBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1
  return counts
}

/** Figures that the wording spells out in another way, or that stand for a choice and not for a number. */
function isSpelled({ question }: SampleDraft, name: string, value: number): boolean {
  if (['operation', 'sum'].includes(name) || Math.abs(value) <= 3) return true
  if (name === 'under' && question.includes('%')) return true
  const numbers: string[] = question.match(/\d+/g) ?? []
  return numbers.includes(String(Math.abs(value))) || (name === 'limit' && numbers.includes(String(value - 1)))
}

function fitsChecks({ answer, checks }: SampleDraft): boolean {
  if (checks === null) return true
  const { min, max, integer, polynomial } = checks.numeric
  const x = numberOf(answer)
  const inRange = x >= (min ?? x) && x <= (max ?? x) && (integer !== true || Number.isInteger(x))
  if (polynomial === undefined) return inRange
  const value = polynomial.coefficients.reduce((total, factor, power) => total + factor * x ** power, 0)
  return inRange && Math.abs(value - polynomial.equals) < 1e-6 * Math.max(1, Math.abs(polynomial.equals))
}

describe('the sample problems', () => {
  const drafts = [...draftProblems({ count: 3000, seed: 7 })]

  it('are in the committed file as the generator makes them', () => {
    const made = writeSample(generateProblems({ count: sampleSize, seed: sampleSeed }))
    expect(readFileSync(file, 'utf8')).toBe(made)
  })

  it('are read by the app with nothing lost', async () => {
    const columns = { question: 'question', id: 'id', key: 'answer_key' }
    const mapping = { ...columns, category: 'category', difficulty: 'difficulty', checks: 'checks' }
    const read: unknown[] = []
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield readFileSync(file)
    }
    for await (const row of readDataset(bytes(), 'jsonl', { problem: mapping, outcome: null })) {
      read.push('problem' in row ? row.problem : row)
    }
    expect(read).toEqual([...generateProblems({ count: sampleSize, seed: sampleSeed })])
  })

  it('are half easy, three tenths medium and a fifth hard, in every part of the file', () => {
    const share = (problems: SampleDraft[]): Record<string, number> => countBy(problems, (draft) => draft.difficulty)
    expect(share(drafts)).toEqual({ easy: 1500, medium: 900, hard: 600 })
    for (const start of [0, 10, 990, 2400]) {
      expect(share(drafts.slice(start, start + 10))).toEqual({ easy: 5, medium: 3, hard: 2 })
    }
  })

  it('are the same for the same seed, and fewer are the beginning of more', () => {
    const some = [...generateProblems({ count: 200, seed: 5 })]
    expect([...generateProblems({ count: 300, seed: 5 })].slice(0, 200)).toEqual(some)
    expect([...generateProblems({ count: 200, seed: 6 })]).not.toEqual(some)
  })

  it('have answers that a second, slower way confirms', () => {
    const opinions = { ...schoolOpinions, ...olympiadOpinions }
    const doubted = drafts.filter((draft) => opinions[draft.template]?.(numberOf(draft.answer), draft.given) !== true)
    expect(doubted).toEqual([])
    expect(new Set(drafts.map((draft) => draft.template)).size).toBe(Object.keys(opinions).length)
  })

  it('say every figure that their answer depends on', () => {
    const silent = drafts.filter((draft) =>
      Object.entries(draft.given).some(([name, value]) => !isSpelled(draft, name, value)),
    )
    expect(silent).toEqual([])
  })

  it('have answers written as whole numbers, short decimals or fractions in lowest terms', () => {
    const odd = drafts.filter(({ answer }) => !/^-?\d+(?:\.\d{1,2}|\/\d+)?$/.test(answer))
    expect(odd).toEqual([])
  })

  it('have checks that their answers meet and that the app understands', () => {
    expect(drafts.filter((draft) => !fitsChecks(draft))).toEqual([])
    for (const { checks } of drafts) if (checks !== null) expect(checksSchema.parse(checks)).toEqual(checks)
  })

  it('come ten thousand at a time under ids of their own, all different but for the share that is asked again', () => {
    const differ = (again: number): number => {
      const many = [...generateProblems({ count: 10_000, seed: 11, again })]
      expect(new Set(many.map(({ id }) => id)).size).toBe(10_000)
      return new Set(many.map(({ question }) => question)).size
    }
    expect(differ(0)).toBe(10_000)
    expect(differ(0.06)).toBeGreaterThan(9300)
    expect(differ(0.06)).toBeLessThan(9500)
  })

  it('that are asked again have the same answer and difficulty', () => {
    const first = new Map<string, string>()
    for (const { question, answerKey, difficulty } of generateProblems({ count: 3000, seed: 11 })) {
      const said = `${answerKey} ${difficulty}`
      expect(first.get(question) ?? said).toBe(said)
      first.set(question, said)
    }
  })

  it('are told apart by the default rules of a classifier, but for about one in a hundred', () => {
    const tiers: Record<string, SampleDifficulty> = {
      trivial: 'easy',
      easy: 'easy',
      medium: 'medium',
      hard: 'hard',
      'requires-reasoning': 'hard',
    }
    const many = [...draftProblems({ count: 10_000, seed: 3 })]
    const labels = many.map(({ question }) => judge(question, defaultRules, 'easy').label)
    const misjudged = many.filter(({ difficulty }, index) => tiers[labels[index] ?? ''] !== difficulty)
    expect(misjudged.length).toBeGreaterThan(30)
    expect(misjudged.length).toBeLessThan(150)
    expect(new Set(labels)).toEqual(new Set(Object.keys(tiers)))
  })
})
