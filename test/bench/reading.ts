// How long it takes until the first results of a run of 100,000 are there, and until those of a filter are.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../electron/store/store'
import { uniform } from '../../shared/random'
import type { Verdict } from '../../shared/report'
import type { ResultFilter, ResultSort } from '../../shared/results-contract'
import type { FinishedProblem } from '../../shared/run-record'

const RESULTS = 100_000
const ROUNDS = 5
const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-'))
const file = join(folder, 'bench.db')

function resultOf(ordinal: number, seed: number): FinishedProblem {
  const escalated = uniform(seed, 'escalated', ordinal) < 0.2
  const verdict: Verdict = uniform(seed, 'right', ordinal) < 0.8 ? 'correct' : 'wrong'
  const confidence = Math.round(uniform(seed, 'sure', ordinal) * 1000) / 1000
  return {
    ordinal,
    problemId: `p${ordinal}`,
    verdict,
    gradedBy: 'key',
    answer: String(ordinal % 97),
    confidence,
    failure: null,
    usd: escalated ? 0.02 : 0.0002,
    billedUsd: 0,
    savedUsd: 0,
    latencyMs: 900 + (ordinal % 500),
    escalated,
    steps: [
      ['in', 'problem', 'entered'],
      ['fast', 'answer', 'answered'],
      ['gate', escalated ? 'escalate' : 'accept', `confidence ${confidence} against 0.75`],
      ...(escalated ? [['slow', 'answer', 'answered'] as [string, string, string]] : []),
      ['out', null, 'the answer is final'],
    ],
    calls: [],
    cacheWrites: [],
  }
}

function fill(): void {
  const store = openStore({ file, access: 'write' })
  const staging = store.beginImport()
  for (let from = 0; from < RESULTS; from += 1000)
    staging.add(
      Array.from({ length: 1000 }, (_, at) => {
        const n = from + at
        const question = `Find the remainder when ${n} times ${n + 7} is divided by ${(n % 97) + 3}, and say how you found it.`
        const problem = { id: `p${n}`, question, answerKey: String(n % 97), difficulty: null, checks: null }
        return { line: n + 1, problem: { ...problem, category: `category ${n % 12}` }, outcomes: [] }
      }),
    )
  const { datasetId } = staging.finish('bench')
  store.designs.keepVersion({ hash: 'h', body: '{}' })
  for (const [at, id] of ['one', 'two'].entries()) {
    const base = { id, name: id, designId: null, graph: 'bench', graphHash: 'h', datasetId, mode: 'simulated' as const }
    const rest = { seed: 7, concurrency: 1, total: RESULTS, startedAt: at, capUsd: null }
    store.runs.create({ ...base, ...rest, answersFrom: 'connections' })
    for (let from = 0; from < RESULTS; from += 2000)
      store.results.append(
        id,
        Array.from({ length: 2000 }, (_, n) => resultOf(from + n, at)),
      )
  }
  store.close()
}

const byOrdinal: ResultSort = { by: 'ordinal', descending: false }
const searches: [what: string, filter: ResultFilter, sort: ResultSort][] = [
  ['wrong', { verdicts: ['wrong'] }, byOrdinal],
  ['a category', { categories: ['category 3'] }, byOrdinal],
  ['escalated', { escalated: true }, byOrdinal],
  ['a text', { text: 'times 4711' }, byOrdinal],
  ['left a node by a port', { node: 'gate', port: 'escalate' }, byOrdinal],
  ['a path', { path: 0 }, byOrdinal],
  ['changed against another run', { changedAgainst: 'two' }, byOrdinal],
  ['sorted by cost', {}, { by: 'usd', descending: true }],
]

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Each time with a store that has been opened anew, so that nothing is remembered. */
function measure(
  work: (store: ReturnType<typeof openStore>) => unknown,
  before?: typeof work,
): [ms: number, cpuMs: number] {
  const took = Array.from({ length: ROUNDS }, () => {
    const store = openStore({ file, access: 'read' })
    before?.(store)
    const [start, cpu] = [performance.now(), process.cpuUsage()]
    work(store)
    const [ms, { user, system }] = [performance.now() - start, process.cpuUsage(cpu)]
    store.close()
    return { ms, cpuMs: (user + system) / 1000 }
  })
  return [median(took.map(({ ms }) => ms)), median(took.map(({ cpuMs }) => cpuMs))]
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

try {
  fill()
  // On a machine that has other work the processor's time tells more than the clock's.
  const say = (what: string, [ms, cpuMs]: readonly [number, number]): void =>
    print(`${what.padEnd(44)} ${ms.toFixed(0).padStart(6)} ms, of the processor ${cpuMs.toFixed(0).padStart(6)} ms`)
  const find =
    (filter: ResultFilter, sort = byOrdinal) =>
    (store: ReturnType<typeof openStore>) =>
      store.search.find({ runId: 'one', filter, sort, offset: 0, limit: 100 })
  print(`A run of ${RESULTS} results; median of ${ROUNDS}, each with a database opened anew`)
  say('the first 100 rows', measure(find({})))
  say(
    'what it can be filtered by (after the rows)',
    measure((store) => store.search.facets('one'), find({})),
  )
  for (const [what, filter, sort] of searches)
    say(
      what,
      measure(find(filter, sort), (store) => store.search.facets('one')),
    )
  say('a path, before what it can be filtered by', measure(find({ path: 0 }), find({})))
  say(
    'the last page of the wrong ones, once found',
    measure(
      (store) =>
        store.search.find({
          runId: 'one',
          filter: { verdicts: ['wrong'] },
          sort: byOrdinal,
          offset: 19_000,
          limit: 100,
        }),
      find({ verdicts: ['wrong'] }),
    ),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
