import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { portsOf } from '../kind'
import { visitOf } from '../visit.fixture'
import { classifier } from './classifier.kind'
import { runClassifier } from './classifier.run'
import { defaultRules } from './default-rules'
import { readLabel } from './label'
import { judge, type Rule } from './rules'

const rule = (label: string, rest: Partial<Rule> = {}): Rule => ({ label, phrases: [], counts: [], ...rest })

describe('the rules', () => {
  it('are tried from the top', () => {
    const rules = [rule('a', { phrases: ['area'] }), rule('b', { phrases: ['circle'] })]
    expect(judge('the area of a circle', rules, 'z').label).toBe('a')
  })

  it('find whole words only', () => {
    expect(judge('a matter of consideration', [rule('a', { phrases: ['ratio'] })], 'z').label).toBe('z')
    expect(judge('the ratio, please', [rule('a', { phrases: ['ratio'] })], 'z').label).toBe('a')
  })

  it('find a whole word after the same letters inside another word', () => {
    expect(judge('consideration of the ratio', [rule('a', { phrases: ['ratio'] })], 'z').label).toBe('a')
  })

  it('find signs anywhere', () => {
    expect(judge('20% of 50', [rule('a', { phrases: ['%'] })], 'z').label).toBe('a')
  })

  it('do not care about capitals or line breaks', () => {
    expect(judge('SHOW\n  that it holds', [rule('a', { phrases: ['show that'] })], 'z').label).toBe('a')
  })

  it('count words, numbers and characters', () => {
    const short = [rule('a', { counts: [{ of: 'words', atMost: 3 }] })]
    expect(judge('one two three', short, 'z').label).toBe('a')
    expect(judge('one two three four', short, 'z').label).toBe('z')
    expect(judge('1,234.5 and 6', [rule('a', { counts: [{ of: 'numbers', atLeast: 2, atMost: 2 }] })], 'z').label).toBe(
      'a',
    )
    expect(judge('äöü', [rule('a', { counts: [{ of: 'characters', atMost: 3 }] })], 'z').label).toBe('a')
  })

  it('ask for every condition of a rule', () => {
    const rules = [rule('a', { phrases: ['sum'], counts: [{ of: 'numbers', atLeast: 3 }] })]
    expect(judge('the sum of 1 and 2', rules, 'z').label).toBe('z')
  })

  it('say what matched', () => {
    expect(judge('the area', [rule('a', { phrases: ['area'] })], 'z').because).toBe('it says “area”')
    expect(judge('x', [], 'z').because).toBe('no rule matched')
  })

  it('always give a label that is a port', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (question) => {
        const { visit } = visitOf(classifier, { problem: { question } })
        const departure = runClassifier(visit) as { leave: string }
        expect(portsOf(classifier, visit.settings)).toContain(departure.leave)
      }),
    )
  })

  it('take no longer than a blink on a hostile question', () => {
    const question = `${'ratio'.repeat(20_000)} ratio`
    expect(judge(question, defaultRules, 'easy').label).toBe('medium')
  })
})

describe('the default rules', () => {
  it('have five levels', () => {
    expect(portsOf(classifier, classifier.settings.parse({}))).toEqual([
      'requires-reasoning',
      'hard',
      'medium',
      'trivial',
      'easy',
    ])
  })

  it.each([
    ['What is 7 + 5?', 'trivial'],
    [
      'Mara has 12 shells and finds 7 more at the beach, then gives 4 of them to her sister. How many does she keep?',
      'easy',
    ],
    ['A shirt costs 40 euros and is reduced by 25 percent. What is its new price?', 'medium'],
    ['Find the remainder when 7 to the power 100 is divided by 13.', 'hard'],
    ['Prove that the square root of 2 is irrational.', 'requires-reasoning'],
  ])('send “%s” out by %s', (question, label) => {
    expect(judge(question, defaultRules, 'easy').label).toBe(label)
  })
})

it('has no rule that can never match', () => {
  const rules = [rule('a', { counts: [{ of: 'words', atLeast: 5, atMost: 2 }] })]
  expect(classifier.settings.safeParse({ rules }).error?.issues).toMatchObject([
    { path: ['rules', 0, 'counts', 0], message: expect.stringContaining('can never match') },
  ])
})

it('has one port for a label that two rules share', () => {
  const settings = { rules: [rule('a'), rule('b'), rule('a')], otherwise: 'b' }
  expect(portsOf(classifier, classifier.settings.parse(settings))).toEqual(['a', 'b'])
})

describe('a model as classifier', () => {
  const settings = { method: 'llm', labels: ['easy', 'hard', 'very hard'], role: 'fast' } as const
  const says = (answer: string) =>
    runClassifier(
      visitOf(classifier, {
        settings: { ...settings, labels: [...settings.labels] },
        reply: { ok: true, answer, confidence: null, meanLogprob: null },
      }).visit,
    )

  it('is asked with the labels and the question', () => {
    const { visit, asked } = visitOf(classifier, {
      settings: { ...settings, labels: [...settings.labels], prompt: '{{labels}}: {{question}}' },
      problem: { question: 'what is {{labels}}?' },
    })
    void runClassifier(visit)
    expect(asked).toMatchObject([{ role: 'fast', prompt: 'easy, hard, very hard: what is {{labels}}?' }])
  })

  it.each([
    ['hard', 'hard'],
    ['Hard.', 'hard'],
    ['**very hard**', 'very hard'],
    ['The label is: very hard', 'very hard'],
    ['I would say easy', 'easy'],
    ['easy or hard', 'unclear'],
    ['This is not hard.', 'unclear'],
    ['It isn’t very hard at all', 'unclear'],
    ['not a puzzle: easy', 'easy'],
    ['hardly', 'unclear'],
    ['', 'unclear'],
  ])('that says “%s” sends the problem out by %s', (answer, port) => {
    expect(says(answer)).toMatchObject({ leave: port })
  })

  it('tells labels apart that differ by a sign, and takes an empty answer for none of them', () => {
    const labels = ['C', 'C++', 'C#', '?']
    expect(['C', 'c++', ' C# ', 'C.', '', '!'].map((answer) => readLabel(answer, labels))).toEqual([
      'C',
      'C++',
      'C#',
      undefined,
      undefined,
      undefined,
    ])
  })

  it('that fails leaves the problem unclear', () => {
    const reply = { ok: false as const, reason: 'timeout' as const, message: 'slow' }
    expect(
      runClassifier(visitOf(classifier, { settings: { ...settings, labels: [...settings.labels] }, reply }).visit),
    ).toEqual({
      leave: 'unclear',
      why: 'timeout: slow',
    })
  })

  it('has a port for each label and one for unclear answers', () => {
    expect(portsOf(classifier, classifier.settings.parse({ ...settings, labels: ['a', 'b'] }))).toEqual([
      'a',
      'b',
      'unclear',
    ])
  })

  it('has one port “unclear” where that is a label too', () => {
    const parsed = classifier.settings.parse({ ...settings, labels: ['unclear', 'b'] })
    expect(portsOf(classifier, parsed)).toEqual(['unclear', 'b'])
  })

  it('calls its role, where rules call none', () => {
    expect(classifier.role?.(classifier.settings.parse({ ...settings, labels: ['a', 'b'] }))).toBe('fast')
    expect(classifier.role?.(classifier.settings.parse({}))).toBeUndefined()
  })
})
