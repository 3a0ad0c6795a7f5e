import { recordedConnection } from '../../electron/connections/recorded'
import { compileGraph } from '../../electron/engine/compile'
import { replay } from '../../electron/engine/replay'
import { RunCache } from '../../electron/engine/run-cache'
import { hashQuickly } from '../../electron/service/bindings'
import type { ModelConnection } from '../../shared/connection'
import type { ProblemRecord } from '../../shared/dataset'
import type { Graph } from '../../shared/graph/schema'
import { cascade, outcomeOf, problems } from './workload'

/** Replays the cascade by the engine without a database, and gives how many came out right. */
export async function replayInMemory(): Promise<number> {
  const connection = recordedConnection({
    name: 'recorded',
    dataset: 'bench',
    find: outcomeOf,
    keyOf: () => undefined,
    quoteOf: () => null,
  })
  return await walkInMemory(cascade, connection, problems, 1)
}

/** Sends problems through a graph, all of whose roles one connection answers, and gives how many came out right. */
export async function walkInMemory(
  graph: Graph,
  connection: ModelConnection,
  all: readonly ProblemRecord[],
  concurrency: number,
): Promise<number> {
  let right = 0
  const events = replay({
    world: {
      compiled: compileGraph(graph),
      bindings: new Map(Object.entries(graph.roles).map(([role, { model }]) => [role, { connection, model }])),
      cache: new RunCache({ find: () => undefined }),
      seed: 7,
      startedAt: 0,
      signal: new AbortController().signal,
      sandbox: { runTests: () => ({ passed: null, because: 'there is no sandbox' }) },
      sha256: hashQuickly,
    },
    askPerson: () => Promise.reject(new Error('nobody is asked')),
    problems: all.map((problem, ordinal) => ({ problem, ordinal })),
    concurrency,
    giveUp: () => {},
    take: ({ verdict }) => {
      if (verdict === 'correct') right += 1
    },
    store: () => {},
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    pause: (ms) => new Promise((resolve) => void setTimeout(resolve, ms).unref()),
    clock: () => performance.now(),
  })
  for await (const _ of events);
  return right
}
