import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { OutcomeRecord, ProblemRecord } from '../../shared/dataset'
import type { CallRecord, FinishedProblem } from '../../shared/run-record'
import type { OpenOptions } from './open'
import type { NewRun } from './runs'
import { openStore, type Store } from './store'

const folders: string[] = []
const stores: Store[] = []

afterEach(() => {
  for (const store of stores.splice(0)) store.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A path in a folder that is gone after the test. */
export function temporaryFile(name = 'switchyard.db'): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-store-'))
  folders.push(folder)
  return join(folder, name)
}

/** A real database in a real file, closed after the test. */
export function temporaryStore(options: Partial<OpenOptions> = {}): Store {
  const store = openStore({ file: options.file ?? temporaryFile(), access: 'write', ...options })
  stores.push(store)
  return store
}

export const problemRow = (id: string, rest: Partial<ProblemRecord> = {}): ProblemRecord => ({
  id,
  question: `question ${id}`,
  answerKey: '1',
  category: null,
  difficulty: null,
  checks: null,
  ...rest,
})

export const outcomeRow = (problemId: string, rest: Partial<OutcomeRecord> = {}): OutcomeRecord => ({
  problemId,
  model: 'm',
  sample: 0,
  answer: '1',
  confidence: 0.5,
  score: 1,
  inputTokens: null,
  outputTokens: null,
  usd: null,
  latencyMs: null,
  ...rest,
})

/** A recorded call of a node. */
export const callRow = (nodeId: string, rest: Partial<CallRecord> = {}): CallRecord => ({
  seq: 0,
  written: false,
  source: 'recorded',
  state: 'done',
  nodeId,
  role: 'r',
  connection: 'c',
  model: 'm',
  sample: 0,
  usage: { inputTokens: 1, outputTokens: 1 },
  usd: 0.01,
  billedUsd: 0,
  quote: null,
  latencyMs: 1,
  answer: '1',
  confidence: null,
  meanLogprob: null,
  failure: null,
  requestId: null,
  ...rest,
})

/** Imports these rows in their order, on lines 1, 2, …. */
export function importRows(store: Store, rows: [ProblemRecord, OutcomeRecord | null][], name = 'd') {
  const staging = store.beginImport()
  staging.add(
    rows.map(([problem, outcome], at) => ({ line: at + 1, problem, outcomes: outcome === null ? [] : [outcome] })),
  )
  return staging.finish(name)
}

/** A run row with all that it needs, ready for results. */
export function addRun(store: Store, rest: Partial<NewRun> = {}): string {
  const { datasetId } = importRows(store, [
    [problemRow('p0'), null],
    [problemRow('p1'), null],
  ])
  store.designs.keepVersion({ hash: 'h', body: '{}' })
  const run: NewRun = {
    id: 'run-1',
    name: 'a run',
    designId: null,
    graph: 'a design',
    graphHash: 'h',
    datasetId,
    mode: 'simulated',
    seed: 7,
    concurrency: 1,
    total: 2,
    startedAt: 1000,
    capUsd: null,
    answersFrom: 'connections',
    ...rest,
  }
  store.runs.create(run)
  return run.id
}

export const resultRow = (ordinal: number, rest: Partial<FinishedProblem> = {}): FinishedProblem => ({
  ordinal,
  problemId: `p${ordinal}`,
  verdict: 'correct',
  gradedBy: 'key',
  answer: '1',
  confidence: 0.5,
  failure: null,
  usd: 0.01,
  billedUsd: 0,
  savedUsd: 0,
  latencyMs: 100,
  escalated: false,
  steps: [
    ['in', 'problem', 'entered'],
    ['out', null, 'final'],
  ],
  calls: [],
  cacheWrites: [],
  ...rest,
})
