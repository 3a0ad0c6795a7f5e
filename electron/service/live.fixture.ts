import type { ModelConnection } from '../../shared/connection'
import type { Graph } from '../../shared/graph/schema'

/** A connection whose time is real: it answers after a moment, by the problem's id and how often it was asked. */
export function liveConnection(answer: (problemId: string, sample: number) => string = () => '1'): ModelConnection {
  return {
    name: 'live',
    virtual: false,
    priceOf: () => null,
    ask: async ({ problemId, sample }) => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return {
        answer: answer(problemId, sample),
        failure: null,
        confidence: 0.9,
        meanLogprob: null,
        usage: { inputTokens: 10, outputTokens: 20 },
        usd: 0.01,
        latencyMs: 100,
        score: null,
      }
    },
  }
}

/** The same graph with all of its roles bound to that connection. */
export function boundLive(graph: Graph): Graph {
  const roles = Object.keys(graph.roles).map((role) => [role, { connection: 'live', model: 'm' }])
  return { ...graph, roles: Object.fromEntries(roles) }
}
