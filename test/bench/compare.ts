// How long a comparison of ten runs of 100,000 results takes. Run by `npm run bench:compare`.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose } from '../../electron/compose'
import { keepRollUp } from '../../electron/service/roll-up-stored'
import { openStore } from '../../electron/store/store'
import { Draws } from '../../shared/evidence/draws'
import type { Step } from '../../shared/report'
import type { FinishedProblem } from '../../shared/run-record'

const RUNS = 10
const PROBLEMS = 100_000
const rounds = 5

const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-compare-'))
const file = join(folder, 'bench.db')
const runIds = Array.from({ length: RUNS }, (_, at) => `run-${at}`)

const steps: Step[] = [
  ['problems', 'problem', 'entered'],
  ['difficulty', 'medium', 'no rule matched'],
  ['fast', 'answer', 'answered'],
  ['sure', 'accept', 'confidence 0.83 ≥ 0.75'],
  ['checks', 'pass', 'it fits every check'],
  ['answer', null, 'final'],
]

function resultsOf(run: number, from: number, to: number, draws: Draws): FinishedProblem[] {
  return Array.from({ length: to - from }, (_, at) => {
    const escalated = draws.uniform() < 0.2
    return {
      ordinal: from + at,
      problemId: `problem-${from + at}`,
      verdict: draws.uniform() < 0.7 + run / 50 ? 'correct' : 'wrong',
      gradedBy: 'key',
      answer: '42',
      confidence: draws.uniform(),
      failure: null,
      usd: (escalated ? 0.05 : 0.002) * Math.exp(draws.normal() / 2),
      billedUsd: 0,
      savedUsd: 0,
      latencyMs: (escalated ? 9000 : 900) * Math.exp(draws.normal() / 2),
      escalated,
      steps,
      calls: [],
      cacheWrites: [],
    }
  })
}

function fill(): void {
  const store = openStore({ file, access: 'write' })
  const staging = store.beginImport()
  for (let from = 0; from < PROBLEMS; from += 1000) {
    staging.add(
      Array.from({ length: 1000 }, (_, at) => ({
        line: from + at + 1,
        problem: {
          id: `problem-${from + at}`,
          question: `What is ${from + at} + 1? Show your work and give the result as a whole number.`,
          answerKey: '42',
          category: ['algebra', 'geometry', 'counting'][(from + at) % 3] ?? null,
          difficulty: null,
          checks: null,
        },
        outcomes: [],
      })),
    )
  }
  const { datasetId } = staging.finish('bench')
  const graph = { format: 'switchyard/graph', version: 1, name: 'bench', nodes: [], edges: [] }
  store.designs.keepVersion({ hash: 'h', body: JSON.stringify(graph) })
  const draws = new Draws(7)
  for (const [run, id] of runIds.entries()) {
    const base = { id, name: id, designId: null, graph: id, graphHash: 'h', datasetId, mode: 'simulated' as const }
    store.runs.create({
      ...base,
      seed: 7,
      concurrency: 1,
      total: PROBLEMS,
      startedAt: run,
      capUsd: null,
      answersFrom: 'connections',
    })
    for (let from = 0; from < PROBLEMS; from += 5000) store.results.append(id, resultsOf(run, from, from + 5000, draws))
    store.runs.setStatus(id, 'done')
    keepRollUp(store, store.runs.get(id))
  }
  store.close()
}

function main(): void {
  fill()
  const least = new Map<string, { ms: number; cpuMs: number }>()
  // On a machine that has other work the processor's time tells more than the clock's.
  const time = (what: string, work: () => unknown): void => {
    const [began, cpu] = [performance.now(), process.cpuUsage()]
    work()
    const { user, system } = process.cpuUsage(cpu)
    const { ms = Number.POSITIVE_INFINITY, cpuMs = Number.POSITIVE_INFINITY } = least.get(what) ?? {}
    least.set(what, { ms: Math.min(ms, performance.now() - began), cpuMs: Math.min(cpuMs, (user + system) / 1000) })
  }
  for (let round = 0; round < rounds; round++) {
    // A new program each time: nothing is kept in memory yet.
    const { services, close } = compose({ databaseFile: file, resourcesDir: folder, host: 'terminal', access: 'read' })
    time('compared at first sight', () => services.compare.runs({ runIds }))
    time('with another baseline', () => services.compare.runs({ runIds, baselineId: 'run-3' }))
    time('by category', () => services.compare.groups({ runIds, by: 'category' }))
    time('latency distributions', () => services.compare.latency({ runIds }))
    const pair = { baselineId: 'run-0', runId: 'run-9', side: 'all', offset: 0, limit: 20 } as const
    time('a page of problems on which two differ', () => services.compare.differing({ runIds, ...pair }))
    close()
  }
  process.stdout.write(`${RUNS} runs of ${PROBLEMS.toLocaleString('en')} results, best of ${rounds}\n`)
  for (const [what, { ms, cpuMs }] of least)
    process.stdout.write(
      `${what.padEnd(44)} ${ms.toFixed(0).padStart(6)} ms, of the processor ${cpuMs.toFixed(0).padStart(6)} ms\n`,
    )
}

try {
  main()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
