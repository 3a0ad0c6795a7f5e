import type { ModelAnswer, ModelCall, ModelConnection } from '../../shared/connection'
import type { ProblemRecord } from '../../shared/dataset'
import type { Graph } from '../../shared/graph/schema'
import { sha256 } from '../../shared/hash'
import type { AskPerson } from '../../shared/review'
import type { CacheWrite, FinishedProblem } from '../../shared/run-record'
import { compileGraph } from './compile'
import { type NumberedProblem, type RunEvent, replay } from './replay'
import { RunCache } from './run-cache'
import type { WalkWorld } from './walk'

export function problemOf(id: string, rest: Partial<ProblemRecord> = {}): ProblemRecord {
  return { id, question: `question ${id}`, answerKey: 'right', category: null, difficulty: null, checks: null, ...rest }
}

export const answered = (answer: string, rest: Partial<ModelAnswer> = {}): ModelAnswer => ({
  answer,
  failure: null,
  confidence: 0.9,
  meanLogprob: null,
  usage: { inputTokens: 10, outputTokens: 20 },
  usd: 0.01,
  latencyMs: 100,
  score: null,
  ...rest,
})

/** A connection of our own for the tests: answers as it is told, and keeps what it was asked. */
export function scripted(reply: (call: ModelCall) => ModelAnswer | Promise<ModelAnswer>, virtual = true) {
  const calls: ModelCall[] = []
  const connection: ModelConnection = {
    name: 'scripted',
    virtual,
    source: virtual ? 'simulated' : 'live',
    quoteOf: () => null,
    ask: (call) => {
      calls.push(call)
      return reply(call)
    },
  }
  return { connection, calls }
}

export function worldOf(graph: Graph, connection: ModelConnection, rest: Partial<WalkWorld> = {}): WalkWorld {
  const bindings = new Map(Object.entries(graph.roles).map(([role, { model }]) => [role, { connection, model }]))
  return {
    compiled: compileGraph(graph),
    bindings,
    cache: new RunCache({ find: () => undefined }),
    sandbox: { runTests: () => ({ passed: null, because: 'there is no sandbox' }) },
    seed: 7,
    startedAt: 1_000_000,
    signal: new AbortController().signal,
    sha256,
    ...rest,
  }
}

export interface ReplayRecord {
  events: RunEvent['type'][]
  results: FinishedProblem[]
  cacheWrites: CacheWrite[]
}

/** Replays to the end and gathers what was stored. */
export async function replayAll(
  world: WalkWorld,
  problems: readonly ProblemRecord[],
  concurrency = 1,
  askPerson: AskPerson = () => Promise.reject(new Error('nobody is there')),
): Promise<ReplayRecord> {
  const results: FinishedProblem[] = []
  const events: RunEvent['type'][] = []
  const numbered: NumberedProblem[] = problems.map((problem, ordinal) => ({ problem, ordinal }))
  const job = {
    world,
    askPerson,
    problems: numbered,
    concurrency,
    giveUp: () => {},
    take: (result: FinishedProblem) => void results.push(result),
    store: () => {},
    breathe: () => new Promise<void>((resolve) => setImmediate(resolve)),
    pause: (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms)),
    clock: () => performance.now(),
  }
  for await (const event of replay(job)) events.push(event.type)
  return { events, results, cacheWrites: results.flatMap((result) => result.cacheWrites) }
}
