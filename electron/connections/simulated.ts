import type { ModelAnswer, ModelCall, ModelConnection } from '../../shared/connection'
import { SwitchyardError } from '../../shared/errors'
import { sameAnswer } from '../../shared/grading/grade'
import { wrongAnswer } from '../../shared/grading/wrong-answer'
import type { PriceQuote } from '../../shared/ledger/price'
import type { JudgedAnswer } from '../../shared/nodes/kind'
import { uniform } from '../../shared/random'
import {
  type Level,
  levelOf,
  type SimulatedLevel,
  type SimulatedProfile,
  simulatedProfiles,
} from './simulated-profiles'

/** What the simulation alone may know of a problem: it is built with the key, and is no node. */
export interface SimulatedProblem {
  answerKey: string | null
  difficulty: string | null
}

/** How often a second answer shares the luck of the first: a problem that a model finds hard stays hard for it. */
const SHARED_LUCK = 0.6
/** How often no confidence is stated. */
const SILENT = 0.02

const quotes: Readonly<Record<string, PriceQuote>> = Object.fromEntries(
  Object.entries(simulatedProfiles).map(([model, { price }]) => [model, { price, source: 'simulated', version: '1' }]),
)

/**
 * Made-up models with known accuracy, tokens, latency and a confidence that is too high. A call's luck comes from the seed,
 * the model, the problem and the sample alone, so every design meets the same.
 */
export function simulatedConnection(findProblem: (problemId: string) => SimulatedProblem | undefined): ModelConnection {
  return {
    name: 'simulated',
    virtual: true,
    source: 'simulated',
    quoteOf: (model) => (Object.hasOwn(quotes, model) ? (quotes[model] ?? null) : null),
    ask: (call) => {
      const profile = Object.hasOwn(simulatedProfiles, call.model) ? simulatedProfiles[call.model] : undefined
      if (profile === undefined) {
        throw new SwitchyardError('MODEL_UNKNOWN', `the simulated connection has no model “${call.model}”`, {
          hint: `bind the role to one of: ${Object.keys(simulatedProfiles).join(', ')}`,
        })
      }
      const problem = findProblem(call.problemId)
      if (problem?.answerKey == null) {
        throw new SwitchyardError(
          'OUTCOME_MISSING',
          `“${call.problemId}” has no answer key, so no answer to it can be simulated`,
          {
            hint: 'import the dataset with its answer keys, or replay recorded outcomes',
          },
        )
      }
      const level = levelOf(problem.difficulty)
      if (call.labels !== undefined) return simulateLabel(call, profile, call.labels, level)
      if (call.judges !== undefined) return simulateVerdict(call, profile, call.judges, problem.answerKey)
      return simulate(call, profile, problem.answerKey, profile.levels[level])
    },
  }
}

function simulate(call: ModelCall, profile: SimulatedProfile, key: string, level: SimulatedLevel): ModelAnswer {
  const { seed, model, problemId, sample } = call
  const draw = (what: string): number => uniform(seed, model, problemId, sample, what)
  const shared = sample === 0 || draw('shares') < SHARED_LUCK
  const luck = shared ? uniform(seed, model, problemId, 'luck') : draw('luck')
  const right = luck < level.accuracy
  const inputTokens = inputTokensOf(call)
  // Uniform within ±30 % of the mean, so that a large run costs what the profile says.
  const wanted = Math.max(1, Math.round(level.tokens * (0.7 + 0.6 * draw('tokens')) - inputTokens))
  const cut = call.maxTokens !== undefined && wanted > call.maxTokens
  const outputTokens = cut ? (call.maxTokens ?? wanted) : wanted
  const latencyMs = Math.round(profile.firstTokenMs * (0.7 + 0.6 * draw('wait')) + outputTokens * level.msPerToken)
  const confidence =
    cut || draw('silence') < SILENT
      ? null
      : stateConfidence(right ? level.confidence.right : level.confidence.wrong, draw('mood'))
  return {
    answer: cut ? null : right ? key : wrongAnswer(key, draw('slip')),
    failure: cut ? { reason: 'length', message: `cut off at ${outputTokens} output tokens` } : null,
    confidence,
    // As sure token by token as it says it is of the whole.
    meanLogprob: confidence === null ? null : Math.log(confidence),
    usage: { inputTokens, outputTokens },
    usd: null,
    latencyMs,
    score: null,
  }
}

/** The label that fits the difficulty, or now and then one beside it. */
function simulateLabel(
  call: ModelCall,
  profile: SimulatedProfile,
  labels: readonly string[],
  level: Level,
): ModelAnswer {
  const { seed, model, problemId, sample } = call
  const draw = (what: string): number => uniform(seed, model, problemId, sample, 'label', what)
  const fitting = labels.findIndex((label) => label.toLowerCase() === level)
  const place = fitting >= 0 ? fitting : Math.round(hardness[level] * (labels.length - 1))
  const slip = draw('luck') < profile.labelAccuracy ? 0 : draw('side') < 0.5 ? -1 : 1
  const given = Math.min(labels.length - 1, Math.max(0, place + slip))
  const inputTokens = inputTokensOf(call)
  return {
    answer: labels[given] ?? '',
    failure: null,
    confidence: null,
    meanLogprob: null,
    usage: { inputTokens, outputTokens: 4 },
    usd: null,
    latencyMs: Math.round(profile.firstTokenMs * (0.7 + 0.6 * draw('wait'))),
    score: null,
  }
}

/** Compares with the key, and errs as often as the profile says; a second verdict on one answer has luck of its own. */
function simulateVerdict(
  call: ModelCall,
  profile: SimulatedProfile,
  { answer, mark }: JudgedAnswer,
  key: string,
): ModelAnswer {
  const { seed, model, problemId, sample } = call
  const draw = (what: string): number => uniform(seed, model, problemId, sample, 'verdict', what)
  const right = sameAnswer(answer, key)
  const errs = draw('luck') < (right ? profile.judgeErrors.failsRight : profile.judgeErrors.passesWrong)
  const verdict = right === errs ? 'fail' : 'pass'
  const reason = verdict === 'pass' ? 'it looks right' : 'it looks wrong'
  const outputTokens = 30
  return {
    answer: JSON.stringify({ verdict, reason, mark }),
    failure: null,
    confidence: null,
    meanLogprob: null,
    usage: { inputTokens: inputTokensOf(call), outputTokens },
    usd: null,
    latencyMs: Math.round(
      profile.firstTokenMs * (0.7 + 0.6 * draw('wait')) + outputTokens * profile.levels.easy.msPerToken,
    ),
    score: null,
  }
}

/** Where a level stands between the easiest label and the hardest. */
const hardness: Record<Level, number> = { easy: 0, medium: 0.5, hard: 1 }

/** About four characters a token. */
function inputTokensOf({ system, prompt }: ModelCall): number {
  return Math.ceil((system.length + prompt.length) / 4)
}

/** Spread about its mean, to two places, as a model states it. */
function stateConfidence(mean: number, mood: number): number {
  const spread = 0.22
  return Math.round(Math.min(0.99, Math.max(0.05, mean + spread * (mood - 0.5))) * 100) / 100
}
