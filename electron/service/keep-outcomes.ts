import type { ModelConnection } from '../../shared/connection'
import type { BoundModel } from '../engine/walk'
import type { AnsweredCall } from '../store/outcomes'
import type { Store } from '../store/store'
import { simulatedKey } from './bindings'

/** Simulated answers that become outcomes: gathered while problems walk, stored with their results. */
export function keepOutcomes(
  { outcomes }: Store,
  datasetId: number,
  seed: number,
  bindings: ReadonlyMap<string, BoundModel>,
) {
  const waiting: { call: AnsweredCall; sample: number }[] = []
  const keyOf = simulatedKey(seed)

  function keeping(connection: ModelConnection): ModelConnection {
    if (connection.source !== 'simulated') return connection
    return {
      ...connection,
      ask: (call) => {
        const came = connection.ask(call)
        if (came instanceof Promise || came.answer === null) return came
        const { usage, latencyMs, answer, confidence, meanLogprob } = came
        const { problemId, model } = call
        const { request, sample } = keyOf(call)
        const kept = { problemId, model, request, usage, usd: null, latencyMs, answer, confidence, meanLogprob }
        waiting.push({ call: kept, sample })
        return came
      },
    }
  }

  const made = new Map<ModelConnection, ModelConnection>()
  return {
    bindings: new Map(
      [...bindings].map(([role, { connection, model }]): [string, BoundModel] => {
        const known = made.get(connection) ?? keeping(connection)
        made.set(connection, known)
        return [role, { connection: known, model }]
      }),
    ),
    store: (): void => {
      // A transaction without a row still costs its begin and its end.
      if (waiting.length > 0) outcomes.keepSimulated(datasetId, waiting.splice(0))
    },
  }
}
