import type { Delivery } from '../../shared/batch'
import { lineOf, SwitchyardError } from '../../shared/errors'
import type { Exported, ExportFormat } from '../../shared/export-format'
import { parseGraph } from '../../shared/graph/load'
import type { Graph } from '../../shared/graph/schema'
import { hashGraph, writeGraph } from '../../shared/graph/write'
import type { ProblemSelection } from '../../shared/problem-selection'
import type { AnsweredFrom, AnswersFrom, Estimate, NodeFigures, RunSummary, Traffic } from '../../shared/report'
import type { ResultFilter } from '../../shared/results-contract'
import { defaultRunName } from '../../shared/run-name'
import type { ModelFigures } from '../../shared/run-rollup'
import type { GateEvidence, Progress, ResultRow, RoleCoverage, RunInfo } from '../../shared/runs-contract'
import type { ThreadSandbox } from '../sandbox/sandbox'
import type { BatchRow } from '../store/batches'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'
import { ActiveRun } from './active-run'
import { evidenceAtGate } from './at-gate'
import { type LiveConnections, modeOf } from './bindings'
import { problemsFor } from './choose-problems'
import { checkRun, conductRun } from './conduct-run'
import { coverageOf } from './coverage'
import { estimateRun } from './estimate'
import { exportRun } from './export'
import type { LivePaces } from './live-run'
import type { ReviewsService } from './reviews'
import { keepRollUp } from './roll-up-stored'
import type { Summaries } from './summaries'

export interface StartOptions {
  /** A design of the database, or a graph that is no design. */
  from: { designId: string } | { graph: Graph }
  datasetId: string
  seed: number
  /** The first so many problems of the dataset; null: all. */
  limit: number | null
  /** Which others are left out; none unless given. */
  selection?: ProblemSelection | undefined
  /** How often each problem is walked, 1 (the default) to 100. */
  repeats?: number
  concurrency: number
  /** Dollars that it may spend at most; null, the default: no cap. */
  capUsd?: number | null
  answersFrom?: AnswersFrom
  /** Absent: live. */
  delivery?: Delivery
}

export interface RunsParts {
  store: Store
  sandbox: ThreadSandbox
  paces: LivePaces
  summaries: Summaries
  reviews: ReviewsService
  live: LiveConnections
}

export function runsService({ store, sandbox, paces, summaries, reviews, live }: RunsParts) {
  const { runs, results, designs, datasets } = store
  const active = new Map<string, ActiveRun>()
  const ends = new Map<string, Promise<void>>()

  function info({ datasetId, width: _, ...row }: RunRow): RunInfo {
    const version = row.designId === null ? null : store.evidence.version(row.designId, row.graphHash)
    return { ...row, version, datasetId: String(datasetId) }
  }

  function start(options: StartOptions): RunInfo {
    const { from, seed, concurrency, capUsd = null, answersFrom = 'connections', delivery = 'live' } = options
    const { repeats = 1 } = options
    const designId = 'designId' in from ? from.designId : null
    const graph = 'graph' in from ? from.graph : graphOf(designs.get(from.designId).hash)
    const dataset = datasets.get(Number(options.datasetId))
    const { bindings } = checkRun({ store, graph, dataset, answersFrom, capUsd, delivery, live })
    const graphHash = hashGraph(graph)
    designs.keepVersion({ hash: graphHash, body: writeGraph(graph) })
    const startedAt = Date.now()
    const id = runs.newId(startedAt)
    const { problems, ordinals, selection } = problemsFor(store, dataset, options)
    const mode = modeOf(bindings, answersFrom)
    const about = { id, designId, graph: graph.name, graphHash, datasetId: dataset.id, mode, seed, concurrency }
    const base = { ...about, total: problems * repeats, repeats }
    const name = defaultRunName(graph.name, dataset.name)
    runs.create({ ...base, capUsd, answersFrom, delivery, name, startedAt })
    if (ordinals !== null) store.keptRuns.choose(id, JSON.stringify(selection), ordinals)
    begin(id, true)
    return info(runs.get(id))
  }

  /** Goes on with what is left; a new cap takes the place of the old one. */
  function resume(id: string, capUsd?: number | null): RunInfo {
    const run = runs.get(id)
    if (active.has(id))
      throw new SwitchyardError('RUN_STATE', `“${run.name}” is running already`, { hint: 'wait for it, or stop it' })
    if (run.status === 'done')
      throw new SwitchyardError('RUN_STATE', `“${run.name}” is done; nothing is left of it`, {
        hint: 'start a new run',
      })
    const cap = capUsd === undefined ? run.capUsd : capUsd
    const { answersFrom, delivery } = run
    const dataset = datasets.get(run.datasetId)
    checkRun({ store, graph: graphOf(run.graphHash), dataset, answersFrom, capUsd: cap, delivery, live })
    runs.setCap(id, cap)
    store.rollups.drop(id)
    runs.setStatus(id, 'running')
    begin(id, false)
    return info(runs.get(id))
  }

  /** Walks finished problems of a run again, and whatever is left of it. What was billed before stays counted. */
  function rerun(
    id: string,
    which: { filter: ResultFilter } | { ordinals: number[] },
    capUsd?: number | null,
  ): RunInfo {
    const run = runs.get(id)
    if (active.has(id))
      throw new SwitchyardError('RUN_STATE', `“${run.name}” is running`, { hint: 'wait for it, or stop it' })
    const cap = capUsd === undefined ? run.capUsd : capUsd
    const dataset = datasets.get(run.datasetId)
    checkRun({ store, graph: graphOf(run.graphHash), dataset, answersFrom: run.answersFrom, capUsd: cap, live })
    const ordinals = 'ordinals' in which ? which.ordinals : store.search.ordinals(id, which.filter)
    if (store.keptRuns.retire(id, ordinals) === 0)
      throw new SwitchyardError('RUN_EMPTY', `none of the results of “${run.name}” is like that`, {
        hint: 'choose results that it has',
      })
    store.search.forget(id)
    summaries.forget(id)
    runs.setCap(id, cap)
    runs.setStatus(id, 'running')
    begin(id, false)
    return info(runs.get(id))
  }

  function begin(id: string, isNew: boolean): void {
    const run = runs.get(id)
    const done = results.finishedOrdinals(id)
    const keeper = new ActiveRun({
      runId: id,
      total: run.total,
      ...runs.tally(id),
      billedUsd: store.calls.spent(id).usd,
      capUsd: run.capUsd,
      traffic: runs.traffic(id),
      concurrency: run.concurrency,
      isNew,
    })
    active.set(id, keeper)
    ends.set(id, conduct(run, done, keeper))
  }

  async function conduct(run: RunRow, done: ReadonlySet<number>, keeper: ActiveRun): Promise<void> {
    try {
      const graph = graphOf(run.graphHash)
      const askPerson = reviews.askFor(run.id, (count) => keeper.wait(count))
      await conductRun({ store, run, graph, done, keeper, sandbox, live, paces, askPerson })
      settle(run.id, keeper, keeper.stopping.signal.aborted ? keeper.stopsAs : 'done', null)
    } catch (error) {
      settle(run.id, keeper, ...endOf(store.explain(error)))
    } finally {
      reviews.forget(run.id)
      active.delete(run.id)
      ends.delete(run.id)
    }
  }

  function settle(id: string, keeper: ActiveRun, status: Ending, failure: string | null): void {
    try {
      // A stop that came after the last problem stops nothing.
      const settled = status !== 'failed' && keeper.progress().finished === keeper.progress().total ? 'done' : status
      runs.setStatus(id, settled, failure)
      // What a person has corrected meanwhile stands in the rows alone.
      const seen = store.problems.corrected(id) === 0 ? keeper.seen() : undefined
      keepRollUp(store, runs.get(id), seen)
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
    const { correct, failed, usd, billedUsd } = summaries.ofRun(runs.get(id))
    yield {
      runId: id,
      status,
      failure,
      total,
      finished,
      correct,
      failed,
      usd,
      billedUsd,
      capUsd: runs.get(id).capUsd,
      perSecond: null,
      etaMs: null,
      waiting: 0,
      inBatches: 0,
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
    /** For each role that answers from recorded outcomes: how many of the run's walks its model has answered. */
    coverage({
      from,
      datasetId,
      repeats = 1,
      answersFrom = 'connections',
      ...wanted
    }: Pick<StartOptions, 'from' | 'datasetId' | 'limit' | 'selection' | 'repeats' | 'answersFrom'>): RoleCoverage[] {
      const graph = 'graph' in from ? from.graph : graphOf(designs.get(from.designId).hash)
      const dataset = datasets.get(Number(datasetId))
      return coverageOf(store, graph, dataset, { ...problemsFor(store, dataset, wanted), repeats, answersFrom })
    },
    /** Whether a run may call a provider. */
    spends({ from, answersFrom }: Pick<StartOptions, 'from' | 'answersFrom'>): boolean {
      if (answersFrom === 'recorded') return false
      const graph = 'graph' in from ? from.graph : graphOf(designs.get(from.designId).hash)
      return Object.values(graph.roles).some(({ connection }) => live.find(connection) !== undefined)
    },
    /** What a run will take; sends nothing. */
    estimate({ from, datasetId, ...options }: Omit<StartOptions, 'capUsd'>): Promise<Estimate> {
      const graph = 'graph' in from ? from.graph : graphOf(designs.get(from.designId).hash)
      const { answersFrom = 'connections' } = options
      return estimateRun({
        ...options,
        store,
        graph,
        dataset: datasets.get(Number(datasetId)),
        answersFrom,
        live,
        sandbox,
      })
    },
    resume,
    rerun,
    /** Asks it to stop and waits until what is under way is stored: no further call is sent, those that were sent are awaited. */
    async stop(id: string): Promise<RunInfo> {
      active.get(id)?.stop('stopped')
      await ends.get(id)
      return info(runs.get(id))
    },
    /** As `stop`, and the run is shown as paused: it is meant to go on. */
    async pause(id: string): Promise<RunInfo> {
      active.get(id)?.stop('paused')
      await ends.get(id)
      return info(runs.get(id))
    },
    /** Changes how many problems of a run are under way at once, while it runs too. */
    setConcurrency(id: string, concurrency: number): RunInfo {
      store.keptRuns.setConcurrency(runs.get(id).id, concurrency)
      const keeper = active.get(id)
      if (keeper !== undefined) keeper.concurrency = concurrency
      return info(runs.get(id))
    },
    /** Why problems failed, the commonest reason first. */
    failures: (id: string) => store.search.failures(runs.get(id).id),
    /** How many of its calls were answered from where. */
    answeredFrom(id: string): AnsweredFrom {
      // Before its end a run has calls of problems that are not finished.
      const kept = runs.get(id).status === 'done' ? store.rollups.find(id)?.sources : undefined
      return kept ?? store.calls.sources(id)
    },
    /** Its batches, the first first. */
    batches: (id: string): BatchRow[] => store.batches.list(runs.get(id).id),
    /** How many of its calls nobody knows the fate of; they count at what was reserved. */
    unknownFates: (id: string): number => store.calls.spent(id).unknown,
    /** How fast calls go to each live connection that was used. */
    paces: () => paces.states(),
    watch,
    /** What the calls to each model came to. */
    models: (id: string): ModelFigures[] =>
      store.rollups.find(id)?.models ?? runs.callFigures(runs.get(id).id).models(),
    /** What came to an escalation of a design, for its form. */
    atGate: ({ designId, nodeId, datasetId }: { designId: string; nodeId: string; datasetId: string }): GateEvidence =>
      evidenceAtGate(store, { designId, nodeId, datasetId: Number(datasetId) }),
    /** What the model calls of each node came to. */
    figures: (id: string): Record<string, NodeFigures> =>
      store.rollups.find(id)?.nodes ?? runs.callFigures(runs.get(id).id).nodes(),
    traffic: (id: string): Traffic =>
      active.get(id)?.progress().traffic ?? store.rollups.find(id)?.traffic ?? runs.traffic(runs.get(id).id),
    results: (id: string, offset: number, limit: number): ResultRow[] => results.page(runs.get(id).id, offset, limit),
    export: (id: string, wanted: { what: Exported; format: ExportFormat }): AsyncIterable<string | Uint8Array> =>
      exportRun(store, summaries.ofRun(runs.get(id)), wanted),
    remove(id: string): boolean {
      if (active.has(id))
        throw new SwitchyardError('RUN_STATE', `the run “${id}” is still running`, { hint: 'stop it first' })
      summaries.forget(id)
      store.search.forget(id)
      return runs.remove(id)
    },
    /** Stops every run and waits for what is under way. */
    async stopAll(): Promise<void> {
      for (const keeper of active.values()) keeper.stop('stopped')
      await Promise.all(ends.values())
      await sandbox.close()
    },
  }
}
export type RunsService = ReturnType<typeof runsService>

type Ending = 'stopped' | 'paused' | 'done' | 'failed'

/** What a person can put right pauses a run: a larger budget, a filled account. The rest fails it. */
function endOf(error: unknown): [Ending, string] {
  const paused = error instanceof SwitchyardError && (error.code === 'RUN_BUDGET' || error.code === 'RUN_HALTED')
  return [paused ? 'paused' : 'failed', lineOf(error)]
}
