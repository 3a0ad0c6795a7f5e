// How fast a replay is, as ratios to a hand-written loop in the same process. Run by `npm run bench`.
import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { compose } from '../../electron/compose'
import { recordedConnection } from '../../electron/connections/recorded'
import { compileGraph } from '../../electron/engine/compile'
import { replay } from '../../electron/engine/replay'
import { RunCache } from '../../electron/engine/run-cache'
import { internedRows } from '../../electron/store/interned'
import { resultsTable } from '../../electron/store/results'
import { openStore } from '../../electron/store/store'
import { cascadeByHand, type HandResult } from './by-hand'
import { cascade, models, outcomeByCall, outcomes, PROBLEMS, problems } from './workload'

const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-'))
const rounds = 7

/**
 * The best time of each of several works, in milliseconds: what the machine can do when nothing else disturbs it. They take
 * turns, so that a slow minute of the machine is slow for all of them.
 */
async function bestOfEach<Name extends string>(works: Record<Name, () => unknown>): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[]
  const least = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY])) as Record<Name, number>
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const began = performance.now()
      await works[name]()
      least[name] = Math.min(least[name], performance.now() - began)
    }
  }
  return least
}

const inMemory = (problemId: string, model: string) => outcomeByCall.get(`${problemId}\n${model}`)

const notKnown = { meanLogprob: null, cacheReadTokens: null, cacheWriteTokens: null, reasoningTokens: null }

async function replayInMemory(): Promise<number> {
  const connection = recordedConnection({
    name: 'recorded',
    dataset: 'bench',
    find: (problemId, model) => {
      const outcome = inMemory(problemId, model)
      return outcome === undefined ? undefined : { ...outcome, ...notKnown }
    },
    keyOf: () => undefined,
    quoteOf: () => null,
  })
  const bindings = new Map(Object.entries(cascade.roles).map(([role, { model }]) => [role, { connection, model }]))
  let stored = 0
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
      stored += results.length
    },
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    clock: () => performance.now(),
  })
  for await (const _ of events);
  return stored
}

/** The same rows as ours, by the shortest code that stores them. */
function storeByHand(file: string, results: readonly HandResult[]): void {
  openStore({ file, access: 'write' }).close()
  const db = new Database(file)
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = OFF')
  const table = resultsTable(db, internedRows(db))
  const batch = 500
  for (let start = 0; start < results.length; start += batch) {
    table.append(
      'run',
      results.slice(start, start + batch).map((result, at) => rowOf(result, start + at)),
    )
  }
  db.close()
}

function rowOf(
  { calls, ...result }: HandResult,
  ordinal: number,
): Parameters<ReturnType<typeof resultsTable>['append']>[1][number] {
  return {
    ...result,
    ordinal,
    verdict: result.correct ? 'correct' : 'wrong',
    gradedBy: 'recorded',
    confidence: null,
    failure: null,
    cacheWrites: [],
    billedUsd: 0,
    savedUsd: result.usd,
    calls: calls.map(({ nodeId, outcome }, seq) => ({
      seq,
      written: false,
      source: 'recorded' as const,
      state: 'done' as const,
      nodeId,
      role: nodeId,
      connection: 'recorded',
      model: outcome.model,
      sample: 0,
      usage: { inputTokens: outcome.inputTokens, outputTokens: outcome.outputTokens },
      usd: outcome.usd,
      billedUsd: 0,
      quote: null,
      latencyMs: outcome.latencyMs,
      answer: outcome.answer,
      confidence: outcome.confidence,
      meanLogprob: null,
      requestId: null,
      failure: null,
    })),
  }
}

async function main(): Promise<void> {
  const database = join(folder, 'bench.db')
  const composed = compose({ databaseFile: database, resourcesDir: folder, host: 'terminal' })
  const lines = problems.flatMap((problem) =>
    models.map((model) => JSON.stringify({ ...problem, ...outcomeByCall.get(`${problem.id}\n${model}`) })),
  )
  const file = { name: 'bench.jsonl', open: () => once(Buffer.from(lines.join('\n'))) }
  const given = { id: 'id', key: 'answerKey', correct: 'score' }
  const { dataset } = await composed.services.datasets.importFile(file, 'bench', { given })
  const finder = new Database(database, { readonly: true })
  const select = finder.prepare(
    'select answer, confidence, score, input_tokens as inputTokens, output_tokens as outputTokens, usd, latency_ms as latencyMs, model from outcomes where dataset_id = 1 and problem_id = ? and model = ? and sample = 0',
  )
  const find = (problemId: string, model: string) => select.get(problemId, model) as ReturnType<typeof inMemory>

  let count = 0
  const { byHand, walked, byHandStored, stored } = await bestOfEach({
    byHand: () => cascadeByHand(problems, inMemory),
    walked: replayInMemory,
    byHandStored: () => storeByHand(join(folder, `hand-${count++}.db`), cascadeByHand(problems, find)),
    stored: async () => {
      const options = { from: { graph: cascade }, datasetId: dataset.id, seed: 7, limit: null, concurrency: 1 }
      const { id } = composed.services.runs.start(options)
      for await (const { failed } of composed.services.runs.watch(id)) {
        if (failed > 0) throw new Error(`${failed} problems failed`)
      }
    },
  })
  finder.close()
  composed.close()
  const line = (what: string, ms: number, beside: number) =>
    process.stdout.write(
      `${what.padEnd(44)} ${ms.toFixed(0).padStart(6)} ms ${Math.round((PROBLEMS / ms) * 1000)
        .toLocaleString('en')
        .padStart(9)}/s   ${(beside / ms).toFixed(2)} × the speed of the loop\n`,
    )
  process.stdout.write(`${PROBLEMS} problems, ${outcomes.length} recorded outcomes, best of ${rounds}\n`)
  line('in memory, by hand', byHand, byHand)
  line('in memory, trace kept, by the engine', walked, byHand)
  line('stored, by hand', byHandStored, byHandStored)
  line('stored, by the engine', stored, byHandStored)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

await main().finally(() => rmSync(folder, { recursive: true, force: true }))
