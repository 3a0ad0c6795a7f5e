import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Composed } from '../../electron/compose'
import type { OutcomeRecord } from '../../shared/dataset'
import { cascadeByHand } from './by-hand'
import { replayInMemory } from './in-memory'
import { bestOfEach, say, sayRate } from './measure'
import { storeByHand } from './store-by-hand'
import { cascade, outcomeOf, outcomes, PROBLEMS, problems } from './workload'

const ROUNDS = 9

export interface ReplayRates {
  right: number
  memoryMs: number
  storedMs: number
}

/** The engine beside a loop that is written by hand for this one cascade, in memory and stored. */
export async function benchReplay(folder: string, database: string, composed: Composed): Promise<ReplayRates> {
  const finder = new Database(database, { readonly: true })
  const select = finder.prepare<[string, string], OutcomeRecord>(
    `select problem_id as problemId, answer, confidence, score, input_tokens as inputTokens, output_tokens as outputTokens, usd,
       latency_ms as latencyMs, model, sample
     from outcomes where dataset_id = 1 and problem_id = ? and model = ? and request = '' and sample = 0`,
  )
  const find = (problemId: string, model: string) => select.get(problemId, model)
  const right = rightByHand(PROBLEMS)
  let count = 0
  const { byHand, walked, byHandStored, stored } = await bestOfEach(ROUNDS, {
    byHand: () => cascadeByHand(problems, outcomeOf),
    walked: async () => agree(right, await replayInMemory()),
    byHandStored: () => storeByHand(join(folder, `hand-${count++}.db`), cascadeByHand(problems, find)),
    stored: async () => agree(right, (await replayStored(composed)).right),
  })
  finder.close()
  say(`${PROBLEMS} problems, ${outcomes.length} recorded outcomes, ${right} right by every one; best of ${ROUNDS}`)
  const beside = (ms: number, loop: number) => `${(loop / ms).toFixed(2)} × the speed of the loop`
  sayRate('in memory, by hand', byHand, PROBLEMS, beside(byHand, byHand))
  sayRate('in memory, trace kept, by the engine', walked, PROBLEMS, beside(walked, byHand))
  sayRate('stored, by hand', byHandStored, PROBLEMS, beside(byHandStored, byHandStored))
  sayRate('stored, by the engine', stored, PROBLEMS, beside(stored, byHandStored))
  return { right, memoryMs: walked, storedMs: stored }
}

/** How many of the first so many problems come out right by the loop. */
export function rightByHand(count: number): number {
  return cascadeByHand(problems.slice(0, count), outcomeOf).filter(({ correct }) => correct).length
}

export async function replayStored({ services }: Composed): Promise<{ id: string; right: number }> {
  const options = { from: { graph: cascade }, datasetId: '1', seed: 7, limit: null, concurrency: 1 }
  const { id } = services.runs.start(options)
  let right = 0
  for await (const { failed, correct } of services.runs.watch(id)) {
    if (failed > 0) throw new Error(`${failed} problems failed`)
    right = correct
  }
  return { id, right }
}

function agree(wanted: number, right: number): void {
  if (right !== wanted) throw new Error(`${right} came out right, and ${wanted} by the loop`)
}
