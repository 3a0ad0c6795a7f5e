import type { OutcomeRecord, ProblemRecord } from '../../shared/dataset'
import { graphOf } from '../../shared/graph/graph.fixture'
import type { Graph } from '../../shared/graph/schema'
import { uniform } from '../../shared/random'

export const PROBLEMS = 10_000
export const models = ['small', 'large'] as const

/** Made-up problems, every tenth question asked before, a third of them hard by their wording. */
export const problems: ProblemRecord[] = Array.from({ length: PROBLEMS }, (_, n) => {
  const asked = n % 10 === 9 ? n - 9 : n
  const how = asked % 3 === 0 ? 'Find the remainder when' : 'Work out what comes of it when'
  return {
    id: `p${n}`,
    question: `${how} ${asked} times ${asked + 7} is divided by ${(asked % 97) + 3}.`,
    answerKey: String((asked * (asked + 7)) % ((asked % 97) + 3)),
    category: 'number theory',
    difficulty: asked % 3 === 0 ? 'hard' : 'easy',
    checks: { numeric: { min: 0, integer: true } },
  }
})

/** One recorded answer of each model to each problem. */
export const outcomes: OutcomeRecord[] = problems.flatMap(({ id, answerKey }, n) =>
  models.map((model, at) => {
    const right = uniform(1, id, model) < (at === 0 ? 0.6 : 0.9)
    return {
      problemId: id,
      model,
      sample: 0,
      answer: right ? answerKey : String(n % 100),
      confidence: Math.round((right ? 0.6 : 0.3) * 100 + 40 * uniform(2, id, model)) / 100,
      score: right ? 1 : 0,
      inputTokens: 40,
      outputTokens: 200 + 1800 * at,
      usd: at === 0 ? 0.0002 : 0.02,
      latencyMs: at === 0 ? 900 : 12_000,
    }
  }),
)

const unknown = { meanLogprob: null, cacheReadTokens: null, cacheWriteTokens: null, reasoningTokens: null }

const byModel = new Map(
  models.map((model) => [
    model as string,
    new Map(outcomes.filter((one) => one.model === model).map((one) => [one.problemId, { ...one, ...unknown }])),
  ]),
)

export const outcomeOf = (problemId: string, model: string) => byModel.get(model)?.get(problemId)

/** Rules → cache → fast model → escalation → reasoner → verifier. */
export const cascade: Graph = graphOf(
  [
    ['in', 'input'],
    ['rules', 'classifier'],
    ['memo', 'cache', { ttlHours: 0 }],
    ['fast', 'model', { role: 'fast' }],
    ['gate', 'escalation', { threshold: 0.75 }],
    ['slow', 'model', { role: 'reasoner' }],
    ['check', 'verifier'],
    ['out', 'output'],
    ['none', 'output', { abstain: true }],
  ],
  [
    'in.problem > rules',
    ...['requires-reasoning', 'hard', 'medium', 'trivial', 'easy'].map((label) => `rules.${label} > memo`),
    'memo.hit > out',
    'memo.miss > fast',
    'fast.answer > gate',
    'gate.accept > check',
    'gate.escalate > slow',
    'slow.answer > check',
    'check.pass > out',
    'check.fail > none',
  ],
  {
    name: 'cascade',
    roles: { fast: { connection: 'recorded', model: 'small' }, reasoner: { connection: 'recorded', model: 'large' } },
  },
)
