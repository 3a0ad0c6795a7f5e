import type { LiveCall, LiveConnection, LiveReply } from '../../shared/connection'
import type { Graph } from '../../shared/graph/schema'
import type { LiveConnections } from './bindings'

type Reply = (call: LiveCall) => LiveReply | Promise<LiveReply>

/** What a provider says that all went well: $0.01 by its own count. */
export function done(answer: string, confidence = 0.9): LiveReply {
  return {
    fate: 'done',
    answer: {
      answer,
      failure: null,
      confidence,
      meanLogprob: null,
      usage: { inputTokens: 1000, outputTokens: 500 },
      usd: null,
      latencyMs: 100,
      score: null,
    },
    requestId: 'req-1',
    servedModel: null,
    headroom: null,
    billedShare: 1,
  }
}

export const livePrice = { inputPerMillion: 5, outputPerMillion: 10 }

/** A connection whose time is real and that answers after a moment as it is told; `sent` is what reached it. */
export function liveConnection(reply: Reply = () => done('1'), price: typeof livePrice | null = livePrice) {
  const sent: LiveCall[] = []
  const connection: LiveConnection = {
    name: 'live',
    origin: 'http://127.0.0.1',
    quoteOf: () => (price === null ? null : { price, source: 'own', version: '1' }),
    capabilitiesOf: () => ({
      temperature: true,
      efforts: [],
      logprobs: false,
      maxOutputTokens: 1000,
      contextTokens: null,
    }),
    send: async (call) => {
      sent.push(call)
      await new Promise((resolve) => setTimeout(resolve, 1))
      return await reply(call)
    },
  }
  return { connection, sent }
}

/** As the host gives it to the services. */
export function hosted({ connection }: { connection: LiveConnection }, concurrency = 100): LiveConnections {
  const limits = { concurrency, requestsPerMinute: null, tokensPerMinute: null }
  return { names: () => ['live'], find: (name) => (name === 'live' ? { connection, limits } : undefined) }
}

/** The same graph with all of its roles bound to that connection. */
export function boundLive(graph: Graph): Graph {
  const roles = Object.keys(graph.roles).map((role) => [role, { connection: 'live', model: 'm' }])
  return { ...graph, roles: Object.fromEntries(roles) }
}
