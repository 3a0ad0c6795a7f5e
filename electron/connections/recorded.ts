import type { ModelConnection } from '../../shared/connection'
import type { OutcomeRecord } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'

export type FindOutcome = (problemId: string, model: string, sample: number) => OutcomeRecord | undefined

/** Answers from outcomes that were imported; what was not recorded is not invented. */
export function recordedConnection(dataset: string, findOutcome: FindOutcome): ModelConnection {
  return {
    name: 'recorded',
    virtual: true,
    priceOf: () => null,
    ask: ({ problemId, model, sample, labels, judges }) => {
      if (labels !== undefined) {
        throw new SwitchyardError(
          'OUTCOME_MISSING',
          `the recorded outcomes of “${model}” are answers; they cannot classify`,
          {
            hint: 'classify by rules, or bind the role to another connection',
          },
        )
      }
      if (judges !== undefined) {
        throw new SwitchyardError(
          'OUTCOME_MISSING',
          `the recorded outcomes of “${model}” are answers; they cannot judge`,
          {
            hint: 'verify by another method, or bind the role to another connection',
          },
        )
      }
      const outcome = findOutcome(problemId, model, sample)
      if (outcome === undefined) throw missing(dataset, problemId, model, sample)
      const { confidence, inputTokens, outputTokens, usd, latencyMs, score } = outcome
      // An import may hold a grade without the answer's text; what was answered is then known to be right or wrong only.
      const answer = outcome.answer ?? (score === null ? null : `(answer not recorded, graded ${score})`)
      return {
        answer,
        failure: answer === null ? { reason: 'provider', message: 'the recorded outcome holds no answer' } : null,
        confidence,
        meanLogprob: null,
        usage: { inputTokens, outputTokens },
        usd,
        latencyMs,
        score,
      }
    },
  }
}

function missing(dataset: string, problemId: string, model: string, sample: number): SwitchyardError {
  const which = sample === 0 ? 'no outcome' : `no outcome number ${sample + 1}`
  return new SwitchyardError('OUTCOME_MISSING', `“${dataset}” has ${which} of “${model}” for “${problemId}”`, {
    hint: 'import that model’s outcomes or bind the role to another model',
  })
}
