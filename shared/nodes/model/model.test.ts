import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillPrompt } from '../fill-prompt'
import type { AskReply } from '../kind'
import { visitOf } from '../visit.fixture'
import { readSelfReport } from './confidence'
import { model } from './model.kind'
import { runModel } from './model.run'
import { takeVote } from './vote'

const says = (answer: string, rest: Partial<Extract<AskReply, { ok: true }>> = {}): AskReply => ({
  ok: true,
  answer,
  confidence: null,
  meanLogprob: null,
  ...rest,
})
const fails: AskReply = { ok: false, reason: 'timeout', message: 'no answer within 5 ms' }

describe('a model', () => {
  it('asks its role with the prompt filled in', () => {
    const { visit, asked } = visitOf(model, {
      settings: { role: 'reasoner', system: 'Be brief.', prompt: 'Q: {{question}} Draft: {{ answer }}' },
      problem: { question: '1 + 1?', answer: '3' },
    })
    void runModel(visit)
    expect(asked).toMatchObject([
      { role: 'reasoner', system: 'Be brief.', prompt: 'Q: 1 + 1? Draft: 3', maxTokens: 32_000, timeoutMs: undefined },
    ])
  })

  it('leaves by “answer” with answer and confidence, which nobody has verified yet', () => {
    const { visit } = visitOf(model, { reply: says('7', { confidence: 0.4 }), problem: { verified: 'pass' } })
    expect(runModel(visit)).toMatchObject({ leave: 'answer', set: { answer: '7', confidence: 0.4, verified: null } })
  })

  it('leaves by “failed” with the reason, and keeps the answer so far', () => {
    const { visit } = visitOf(model, { reply: fails, problem: { answer: '3' } })
    expect(runModel(visit)).toEqual({ leave: 'failed', why: 'timeout: no answer within 5 ms' })
  })

  it('waits for a live model', async () => {
    const { visit } = visitOf(model, { reply: Promise.resolve(says('7')) })
    await expect(runModel(visit)).resolves.toMatchObject({ leave: 'answer' })
  })

  it('sends timeout, temperature, effort and the wish for log-probabilities only where they are set', () => {
    const plain = visitOf(model)
    void runModel(plain.visit)
    expect(plain.asked).toMatchObject([
      { timeoutMs: undefined, temperature: undefined, effort: undefined, logprobs: false },
    ])
    const set = visitOf(model, {
      settings: { timeoutMs: 5000, temperature: 0, effort: 'high', confidence: 'logprobs' },
    })
    void runModel(set.visit)
    expect(set.asked).toMatchObject([{ timeoutMs: 5000, temperature: 0, effort: 'high', logprobs: true }])
  })
})

describe('several samples', () => {
  const leaves = (replies: AskReply[], confidence: 'stated' | 'votes' | 'logprobs' = 'votes') =>
    runModel(visitOf(model, { settings: { samples: replies.length, confidence }, replies }).visit)

  it('take the answer that most of them give, in any spelling', () => {
    expect(leaves([says('0.5'), says('2'), says('1/2')])).toMatchObject({
      set: { answer: '0.5', confidence: 2 / 3 },
      why: '2 of 3 samples agree',
    })
  })

  it('agree where whole sentences state the same answer', () => {
    const worked = ['It is 4.\nThe answer is 4.', 'Two pairs of 9.\n#### 18', 'So 9 + 9 gives \\boxed{18}.', '18.0']
    expect(leaves(worked.map((text) => says(text)))).toMatchObject({
      set: { answer: worked[1], confidence: 3 / 4 },
      why: '3 of 4 samples agree',
    })
  })

  it('agree where they choose the same letter', () => {
    expect(leaves([says('A'), says('(B)'), says('The answer is B.')])).toMatchObject({
      set: { answer: '(B)', confidence: 2 / 3 },
    })
  })

  it('take the answer seen first on a tie', () => {
    expect(leaves([says('b'), says('a'), says('A'), says('B')])).toMatchObject({
      set: { answer: 'b', confidence: 0.5 },
    })
  })

  it('count one that failed as asked, without a vote', () => {
    expect(leaves([fails, says('a'), fails, says('a')])).toMatchObject({ set: { answer: 'a', confidence: 0.5 } })
  })

  it('fail only if all of them fail', () => {
    expect(leaves([fails, fails])).toEqual({
      leave: 'failed',
      why: 'all 2 samples failed, the first by timeout: no answer within 5 ms',
    })
  })

  it('have a winner with the most votes, and among those the earliest', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 30 }), (answers) => {
        const votesFor = (one: string) => answers.filter((answer) => answer === one).length
        const most = Math.max(...answers.map(votesFor))
        const vote = takeVote(answers.map((answer) => says(answer)))
        expect(vote).toMatchObject({ votes: most, asked: answers.length })
        expect(vote?.winner.answer).toBe(answers.find((answer) => votesFor(answer) === most))
      }),
    )
  })
})

describe('the confidence', () => {
  const of = (reply: AskReply, confidence: 'stated' | 'votes' | 'logprobs') =>
    runModel(visitOf(model, { settings: { confidence }, reply }).visit)

  it('stated in a line is read and the line removed', () => {
    expect(of(says('The answer is 7.\nCONFIDENCE: 80'), 'stated')).toMatchObject({
      set: { answer: 'The answer is 7.', confidence: 0.8 },
    })
  })

  it('stated in a line goes before the recorded one', () => {
    expect(of(says('7\nConfidence: 30%', { confidence: 0.9 }), 'stated')).toMatchObject({ set: { confidence: 0.3 } })
  })

  it('by log-probabilities is the geometric mean of the tokens’ probabilities', () => {
    expect(of(says('7', { meanLogprob: Math.log(0.25) }), 'logprobs')).toMatchObject({
      set: { confidence: expect.closeTo(0.25, 12) },
    })
  })

  it('by log-probabilities is missing where the model gives none', () => {
    expect(of(says('7', { confidence: 0.9 }), 'logprobs')).toMatchObject({ set: { confidence: null } })
  })

  it.each([
    ['7', null],
    ['7\nCONFIDENCE: 101', null],
    ['7\nmy confidence: high', null],
    ['7\n**Confidence:** 55.5 %', 0.555],
    ['7\n- CONFIDENCE: 80.', 0.8],
    ['7\n**CONFIDENCE: 80/100**', 0.8],
    ['7\nCONFIDENCE: 0.8', 0.8],
    ['7\nCONFIDENCE: 0.8 %', 0.008],
    ['7\nCONFIDENCE: 0', 0],
    ['7\nCONFIDENCE: -5', null],
    ['7\nConfidence score: 80 out of 100', 0.8],
    ['7\n### Confidence: 80', 0.8],
    ['7\n`CONFIDENCE: 80`', 0.8],
    ['7\n_Confidence:_ 80!', 0.8],
    ['CONFIDENCE: 10\n7\nCONFIDENCE: 90', 0.9],
  ])('of “%s” is %s', (answer, confidence) => {
    expect(readSelfReport(answer).confidence).toBe(confidence)
  })

  it('is always missing or within 0 and 1, and no text is too long to read', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { confidence } = readSelfReport(text)
        expect(confidence === null || (confidence >= 0 && confidence <= 1)).toBe(true)
      }),
    )
    expect(readSelfReport(`${' '.repeat(100_000)}confidence`).confidence).toBeNull()
  })
})

it.each([
  ['blanks before a sign', `CONFIDENCE:${' '.repeat(200_000)}x`],
  ['blanks after a number', `CONFIDENCE: 80${' '.repeat(200_000)}x`],
  ['stars', `${'*'.repeat(200_000)}confidence${'*'.repeat(200_000)}`],
  ['signs', `CONFIDENCE: 80${' % *'.repeat(60_000)}x`],
  ['lines', ' \n'.repeat(200_000)],
])('an answer of very many %s is read at once', (_, answer) => {
  expect(readSelfReport(`${answer}\nconfidence`).confidence).toBeNull()
})

it.each(['7\nCONFIDENCE: 150', '7\nCONFIDENCE: -5', '7\nCONFIDENCE: 10\nCONFIDENCE: 150'])(
  'a confidence out of range is no part of the answer, as in “%s”',
  (answer) => {
    expect(readSelfReport(answer).answer).toBe('7')
  },
)

it('an answer that states nothing but a confidence is none', () => {
  const { visit } = visitOf(model, { reply: says('CONFIDENCE: 90') })
  expect(runModel(visit)).toMatchObject({ leave: 'failed', why: expect.stringContaining('nothing but a confidence') })
})

it('leaves other braces of a prompt as they are', () => {
  expect(fillPrompt('\\frac{1}{2} {{other}} {{question}}', { question: 'Q', answer: null })).toBe(
    '\\frac{1}{2} {{other}} Q',
  )
})

it('does not read a question as a pattern', () => {
  expect(fillPrompt('{{question}}', { question: '$& $1 {{answer}}', answer: 'A' })).toBe('$& $1 {{answer}}')
})
