import type { ModelConnection } from '../../shared/connection'
import type { BoundModel } from '../engine/walk'
import type { AnswerToKeep } from '../store/outcomes'
import { simulatedKey } from './bindings'

/** The same bindings, of whose simulated connections every answer is told to `keep`: it becomes an outcome. */
export function keepOutcomes(
  datasetId: number,
  seed: number,
  bindings: ReadonlyMap<string, BoundModel>,
  keep: (answer: AnswerToKeep) => void,
): Map<string, BoundModel> {
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
        const told = { usage, usd: null, latencyMs, answer, confidence, meanLogprob }
        keep({ datasetId, problemId, model, request, sample, source: 'simulated', ...told })
        return came
      },
    }
  }

  const made = new Map<ModelConnection, ModelConnection>()
  return new Map(
    [...bindings].map(([role, { connection, model }]): [string, BoundModel] => {
      const known = made.get(connection) ?? keeping(connection)
      made.set(connection, known)
      return [role, { connection: known, model }]
    }),
  )
}
