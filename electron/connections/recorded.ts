import type { ModelAnswer, ModelCall, ModelConnection } from '../../shared/connection'
import type { OutcomeRecord } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import type { PriceQuote, Usage } from '../../shared/ledger/price'

/** What a model once answered, with what only a call of our own knows. Which model's and which of its answers it is, whoever looked knows. */
export interface FoundOutcome extends Omit<OutcomeRecord, 'model' | 'sample'> {
  meanLogprob: number | null
  cacheReadTokens: number | null
  cacheWriteTokens: number | null
  reasoningTokens: number | null
}

/** Where a call's own outcomes are kept: the hash of what it asks, and which of the answers to it is wanted. */
export interface OutcomeKey {
  request: string
  sample: number
}

export interface RecordedOptions {
  /** As roles name it. */
  name: string
  dataset: string
  /** The outcome of a request by its hash; an imported one, which stands for any request, by ''. */
  find: (problemId: string, model: string, request: string, sample: number) => FoundOutcome | undefined
  /** How calls of our own to this model are kept; undefined where there are none of it. */
  keyOf: (call: ModelCall) => OutcomeKey | undefined
  /** Today's price; the recorded dollars stand where there is none. */
  quoteOf: (model: string) => PriceQuote | null
  /** Who answers what was not recorded; undefined: the problem fails. */
  otherwise?: ModelConnection | undefined
}

/** Answers from outcomes; what was not recorded is not invented. */
export function recordedConnection(options: RecordedOptions): ModelConnection {
  const { name, otherwise } = options
  return {
    name,
    virtual: otherwise?.virtual ?? true,
    source: 'recorded',
    quoteOf: options.quoteOf,
    ask: (call) => {
      const outcome = findOutcome(options, call)
      if (outcome !== undefined) return answerFrom(outcome, call.model, options)
      if (otherwise === undefined) throw missing(options, call)
      const came = otherwise.ask(call)
      const from = (answer: ModelAnswer): ModelAnswer => bookedBy(otherwise, call.model, answer)
      return came instanceof Promise ? came.then(from) : from(came)
    },
  }
}

/** The very same request first; else an imported answer, which is an answer to the problem and neither a label nor a verdict. */
function findOutcome({ find, keyOf }: RecordedOptions, call: ModelCall): FoundOutcome | undefined {
  const { problemId, model, sample, labels, judges } = call
  const key = keyOf(call)
  const own = key === undefined ? undefined : find(problemId, model, key.request, key.sample)
  if (own !== undefined || labels !== undefined || judges !== undefined) return own
  return find(problemId, model, '', sample)
}

function answerFrom(outcome: FoundOutcome, model: string, { quoteOf }: RecordedOptions): ModelAnswer {
  const { confidence, meanLogprob, usd, latencyMs, score, inputTokens, outputTokens } = outcome
  // An import may hold a grade without the answer's text; what was answered is then known to be right or wrong only.
  const answer = outcome.answer ?? (score === null ? null : `(answer not recorded, graded ${score})`)
  const priced = quoteOf(model) !== null && inputTokens !== null && outputTokens !== null
  return {
    answer,
    failure: answer === null ? { reason: 'provider', message: 'the recorded outcome holds no answer' } : null,
    confidence,
    meanLogprob,
    usage: usageOf(outcome),
    usd: priced ? null : usd,
    latencyMs,
    score,
  }
}

function usageOf(outcome: FoundOutcome): Usage {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens } = outcome
  if (cacheReadTokens === null && cacheWriteTokens === null && reasoningTokens === null)
    return { inputTokens, outputTokens }
  return {
    inputTokens,
    outputTokens,
    cacheReadTokens: cacheReadTokens ?? 0,
    cacheWriteTokens: cacheWriteTokens ?? 0,
    reasoningTokens: reasoningTokens ?? 0,
  }
}

/** An answer that was not recorded keeps where it is from. */
function bookedBy(from: ModelConnection, model: string, answer: ModelAnswer): ModelAnswer {
  if (answer.booked !== undefined) return answer
  const state = answer.failure === null ? ('done' as const) : ('failed' as const)
  const quote = from.quoteOf(model)
  const booked = { source: from.source, state, billedUsd: 0, quote, requestId: null, seq: null }
  return { ...answer, booked }
}

function missing({ dataset, keyOf }: RecordedOptions, call: ModelCall): SwitchyardError {
  const { problemId, model, sample, labels, judges } = call
  // Then there may be calls of it to this very problem, which asked something else.
  const alike = keyOf(call) === undefined ? '' : ASK_ALIKE
  const task = labels === undefined ? (judges === undefined ? undefined : 'judge') : 'classify'
  if (task !== undefined) {
    return new SwitchyardError(
      'OUTCOME_MISSING',
      `no call of “${model}” to ${task} this was recorded in “${dataset}”; imported outcomes are answers and cannot ${task}`,
      {
        hint: `${alike}${task === 'judge' ? 'verify by another method' : 'classify by rules'}, or bind the role to another connection`,
      },
    )
  }
  const which = sample === 0 ? 'no outcome' : `no outcome number ${sample + 1}`
  const asked = alike !== '' && sample === 0 ? ' as it is asked here' : ''
  return new SwitchyardError('OUTCOME_MISSING', `“${dataset}” has ${which} of “${model}” for “${problemId}”${asked}`, {
    hint: `${alike}import that model’s outcomes or bind the role to another model`,
  })
}

/** A judge's prompt has a mark that is drawn by the seed. */
const ASK_ALIKE =
  'what was recorded of our own calls answers only the same prompt, settings and seed of a simulation or a judge: ask alike, '
