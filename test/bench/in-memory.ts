import { hash } from 'node:crypto'
import { recordedConnection } from '../../electron/connections/recorded'
import { compileGraph } from '../../electron/engine/compile'
import { replay } from '../../electron/engine/replay'
import { RunCache } from '../../electron/engine/run-cache'
import { cascade, outcomeByCall, problems } from './workload'

/** Replays the cascade by the engine without a database, and gives how many came out right. */
export async function replayInMemory(): Promise<number> {
  const connection = recordedConnection({
    name: 'recorded',
    dataset: 'bench',
    find: (problemId, model) => outcomeByCall.get(`${problemId}\n${model}`),
    keyOf: () => undefined,
    quoteOf: () => null,
  })
  const bindings = new Map(Object.entries(cascade.roles).map(([role, { model }]) => [role, { connection, model }]))
  let right = 0
  const events = replay({
    world: {
      compiled: compileGraph(cascade),
      bindings,
      cache: new RunCache({ find: () => undefined }),
      seed: 7,
      startedAt: 0,
      signal: new AbortController().signal,
      sandbox: { runTests: () => ({ passed: null, because: 'there is no sandbox' }) },
      sha256: (text) => hash('sha256', text, 'hex'),
    },
    askPerson: () => Promise.reject(new Error('nobody is asked')),
    problems: problems.map((problem, ordinal) => ({ problem, ordinal })),
    concurrency: 1,
    record: (results) => {
      for (const { verdict } of results) if (verdict === 'correct') right += 1
    },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    pause: () => Promise.reject(new Error('nothing is waited for')),
    clock: () => performance.now(),
  })
  for await (const _ of events);
  return right
}
