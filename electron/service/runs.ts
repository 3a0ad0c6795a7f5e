import { hash, randomUUID } from 'node:crypto'
import type { Progress, ResultRow, RoleCoverage, RunInfo } from '../../shared/contract'
import { lineOf, SwitchyardError } from '../../shared/errors'
import { sumOrUnknown } from '../../shared/evidence/summary'
import { parseGraph } from '../../shared/graph/load'
import type { Graph } from '../../shared/graph/schema'
import { hashGraph, writeGraph } from '../../shared/graph/write'
import type { NodeFigures, RunSummary, Traffic } from '../../shared/report'
import { compileGraph } from '../engine/compile'
import { replay } from '../engine/replay'
import { RunCache } from '../engine/run-cache'
import type { BoundModel } from '../engine/walk'
import { threadSandbox } from '../sandbox/sandbox'
import type { DatasetRow } from '../store/datasets'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'
import { ActiveRun } from './active-run'
import { bindRoles, modeOf } from './bindings'
import { coverageOf } from './coverage'
import { exportRun } from './export'
import type { Summaries } from './summaries'

export interface StartOptions {
  /** A design of the database, or a graph that is no design. */
  from: { designId: string } | { graph: Graph }
  datasetId: string
  seed: number
  /** The first so many problems of the dataset; null: all. */
  limit: number | null
  concurrency: number
}

interface Prepared {
  graph: Graph
  dataset: DatasetRow
  bindings: Map<string, BoundModel>
}

export function runsService(store: Store, summaries: Summaries) {
  const { runs, results, designs, datasets } = store
  const sandbox = threadSandbox()
  const active = new Map<string, ActiveRun>()
  const ends = new Map<string, Promise<void>>()

  function info({ datasetId, ...row }: RunRow): RunInfo {
    const version = row.designId === null ? null : store.evidence.version(row.designId, row.graphHash)
    return { ...row, version, datasetId: String(datasetId) }
  }

  /** Refuses what cannot run before anything is written. */
  function prepare(graph: Graph, datasetId: number): Prepared & { compiled: ReturnType<typeof compileGraph> } {
    const dataset = datasets.get(datasetId)
    return { graph, dataset, compiled: compileGraph(graph), bindings: bindRoles(store, graph, dataset) }
  }

  function start(options: StartOptions): RunInfo {
    const { from, seed, limit, concurrency } = options
    const designId = 'designId' in from ? from.designId : null
    const graph = 'graph' in from ? from.graph : graphOf(designs.get(from.designId).hash)
    const { dataset, bindings } = prepare(graph, Number(options.datasetId))
    const graphHash = hashGraph(graph)
    designs.keepVersion({ hash: graphHash, body: writeGraph(graph) })
    const id = randomUUID().slice(0, 8)
    const total = Math.min(limit ?? dataset.problems, dataset.problems)
    const mode = modeOf(bindings)
    const base = { id, designId, graph: graph.name, graphHash, datasetId: dataset.id, mode, seed, concurrency, total }
    runs.create({ ...base, name: `${graph.name} · ${dataset.name}`, startedAt: Date.now() })
    begin(id)
    return info(runs.get(id))
  }

  function resume(id: string): RunInfo {
    const run = runs.get(id)
    if (active.has(id))
      throw new SwitchyardError('RUN_STATE', `“${run.name}” is running already`, { hint: 'wait for it, or stop it' })
    if (run.status === 'done')
      throw new SwitchyardError('RUN_STATE', `“${run.name}” is done; nothing is left of it`, {
        hint: 'start a new run',
      })
    prepare(graphOf(run.graphHash), run.datasetId)
    runs.setStatus(id, 'running')
    begin(id)
    return info(runs.get(id))
  }

  /** Walks whatever the run has not finished yet. */
  function begin(id: string): void {
    const run = runs.get(id)
    const done = results.finishedOrdinals(id)
    const measured = runs.measured(id)
    const keeper = new ActiveRun({
      runId: id,
      total: run.total,
      finished: done.size,
      correct: measured.filter(({ verdict }) => verdict === 'correct').length,
      failed: measured.filter(({ verdict }) => verdict === 'failed').length,
      usd: sumOrUnknown(measured.map(({ usd }) => usd)),
      traffic: runs.traffic(id),
    })
    active.set(id, keeper)
    ends.set(id, conduct(run, done, keeper))
  }

  async function conduct(run: RunRow, done: ReadonlySet<number>, keeper: ActiveRun): Promise<void> {
    try {
      const { compiled, bindings } = prepare(graphOf(run.graphHash), run.datasetId)
      const cache = new RunCache({ find: results.findCached })
      for (const write of results.remembered(run.id)) cache.remember(write)
      const { seed, startedAt, concurrency } = run
      const events = replay({
        world: {
          compiled,
          bindings,
          cache,
          sandbox,
          seed,
          startedAt,
          signal: keeper.stopping.signal,
          sha256: hashQuickly,
        },
        problems: unfinished(datasets.problems(run.datasetId, 0, run.total), done),
        concurrency,
        record: (batch) => results.append(run.id, batch),
        breathe: () => new Promise((resolve) => setImmediate(resolve)),
        clock: () => performance.now(),
      })
      for await (const event of events) if (event.type === 'problems.finished') keeper.add(event.results)
      settle(run.id, keeper, keeper.stopping.signal.aborted ? 'stopped' : 'done', null)
    } catch (error) {
      settle(run.id, keeper, 'failed', lineOf(store.explain(error)))
    } finally {
      active.delete(run.id)
      ends.delete(run.id)
    }
  }

  function settle(id: string, keeper: ActiveRun, status: 'stopped' | 'done' | 'failed', failure: string | null): void {
    try {
      // A stop that came after the last problem stops nothing.
      const settled = status === 'stopped' && keeper.progress().finished === keeper.progress().total ? 'done' : status
      runs.setStatus(id, settled, failure)
      keeper.end(settled, failure)
    } catch (error) {
      // The database itself is what failed; the run will be found interrupted and can go on.
      keeper.end('failed', failure ?? lineOf(store.explain(error)))
    }
  }

  function graphOf(hash: string): Graph {
    return parseGraph(designs.graphOf(hash), 'the saved graph')
  }

  async function* watch(id: string, signal?: AbortSignal): AsyncGenerator<Progress> {
    const keeper = active.get(id)
    if (keeper !== undefined) return yield* keeper.watch(signal)
    const { status, failure, total, finished } = runs.get(id)
    const { correct, failed, usd } = summaries.ofRun(runs.get(id))
    yield {
      runId: id,
      status,
      failure,
      total,
      finished,
      correct,
      failed,
      usd,
      perSecond: null,
      etaMs: null,
      traffic: runs.traffic(id),
    }
  }

  return {
    list: (): RunInfo[] => runs.list().map(info),
    get: (id: string): RunInfo => info(runs.get(id)),
    summary: (id: string): RunSummary => summaries.ofRun(runs.get(id)),
    /** One problem's reason; undefined where none failed. */
    firstFailure: (id: string): string | undefined => results.firstFailure(id),
    start,
    /** For each role that answers from recorded outcomes: how many of the run's problems its model has answered. */
    coverage({ from, datasetId, limit }: Pick<StartOptions, 'from' | 'datasetId' | 'limit'>): RoleCoverage[] {
      const graph = 'graph' in from ? from.graph : graphOf(designs.get(from.designId).hash)
      return coverageOf(datasets, graph, datasets.get(Number(datasetId)), limit)
    },
    resume,
    /** Asks it to stop and waits until the problems under way are stored. */
    async stop(id: string): Promise<RunInfo> {
      active.get(id)?.stopping.abort()
      await ends.get(id)
      return info(runs.get(id))
    },
    watch,
    /** What the model calls of each node came to. */
    figures: (id: string): Record<string, NodeFigures> => runs.figures(runs.get(id).id),
    traffic: (id: string): Traffic => active.get(id)?.progress().traffic ?? runs.traffic(runs.get(id).id),
    results: (id: string, offset: number, limit: number): ResultRow[] => results.page(runs.get(id).id, offset, limit),
    export: (id: string, format: 'csv' | 'json'): Iterable<string> =>
      exportRun(store, summaries.ofRun(runs.get(id)), format),
    remove(id: string): boolean {
      if (active.has(id))
        throw new SwitchyardError('RUN_STATE', `the run “${id}” is still running`, { hint: 'stop it first' })
      summaries.forget(id)
      return runs.remove(id)
    },
    /** Stops every run and waits for what is under way. */
    async stopAll(): Promise<void> {
      for (const keeper of active.values()) keeper.stopping.abort()
      await Promise.all(ends.values())
      await sandbox.close()
    },
  }
}
export type RunsService = ReturnType<typeof runsService>

const hashQuickly = (text: string): string => hash('sha256', text, 'hex')

function* unfinished<T extends { ordinal: number }>(problems: Iterable<T>, done: ReadonlySet<number>): Generator<T> {
  for (const problem of problems) if (!done.has(problem.ordinal)) yield problem
}
