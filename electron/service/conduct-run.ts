import { performance } from 'node:perf_hooks'
import type { Delivery } from '../../shared/batch'
import type { LiveConnection, ModelConnection } from '../../shared/connection'
import { SwitchyardError } from '../../shared/errors'
import type { Graph } from '../../shared/graph/schema'
import { placeOf, repeatOf } from '../../shared/repeats'
import type { AnswersFrom } from '../../shared/report'
import type { AskPerson } from '../../shared/review'
import type { Sandbox } from '../../shared/sandbox'
import { type CompiledGraph, compileGraph } from '../engine/compile'
import { type NumberedProblem, replay } from '../engine/replay'
import { RunCache } from '../engine/run-cache'
import type { BoundModel } from '../engine/walk'
import type { DatasetRow } from '../store/datasets'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'
import type { ActiveRun } from './active-run'
import { checkBatches, mostAtOnce } from './batching'
import { bindRoles, hashQuickly, type LiveConnections } from './bindings'
import { keepOutcomes } from './keep-outcomes'
import { type LivePaces, liveRun } from './live-run'

export interface ConductOptions {
  store: Store
  run: RunRow
  graph: Graph
  /** The places of the walks that are finished. */
  done: ReadonlySet<number>
  keeper: ActiveRun
  sandbox: Sandbox
  live: LiveConnections
  paces: LivePaces
  askPerson: AskPerson
}

/** Walks whatever a run has not finished yet, until its end or until it is stopped. Throws what ends it early. */
export async function conductRun(options: ConductOptions): Promise<void> {
  const { store, run, graph, done, keeper, sandbox, live, paces, askPerson } = options
  const { datasets, results } = store
  const { seed, startedAt, answersFrom } = run
  const stopping = keeper.stopping.signal
  const onBatches = (calls: number): void => keeper.waitForBatches(calls)
  const gear = liveRun({ store, run, paces, stopping, cutting: keeper.cutting.signal, onBatches })
  keeper.spentUsd = gear.spentUsd
  try {
    const dataset = datasets.get(run.datasetId)
    const bindings = bindRoles({ store, graph, dataset, seed, answersFrom, live, engage: gear.engage })
    const gathered = results.gather(run.id)
    const cache = new RunCache({ find: results.findCached })
    for (const write of results.remembered(run.id)) cache.remember(write)
    const events = replay({
      world: {
        compiled: compileGraph(graph),
        bindings: keepOutcomes(dataset.id, seed, bindings, gathered.addAnswer),
        cache,
        sandbox,
        seed,
        repeats: run,
        startedAt,
        signal: stopping,
        sha256: hashQuickly,
        firstSeq: gear.firstSeq,
        gathering: gear.gathering,
      },
      askPerson,
      problems: unfinished(store, run, done),
      concurrency: run.delivery === 'batch' ? mostAtOnce(graph, live) : () => keeper.concurrency,
      take: (result) => {
        gathered.add(result)
        keeper.take(result)
      },
      store: () => {
        gathered.store()
        keeper.tellStored()
      },
      giveUp: () => keeper.stopping.abort(),
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
      pause: (ms) => new Promise((resolve) => void setTimeout(resolve, ms).unref()),
      clock: () => performance.now(),
    })
    for await (const _ of events);
  } catch (error) {
    // Whatever ended it: problems that are still under way send nothing more.
    keeper.stopping.abort()
    throw error
  } finally {
    await gear.close()
  }
}

/** The problems that a run takes, in dataset order. */
function problemsOf({ datasets, keptRuns }: Store, { id, datasetId, total, repeats, selection }: RunRow) {
  if (selection === null) return datasets.problems(datasetId, 0, total / repeats)
  return datasets.chosen(datasetId, keptRuns.chosen(id))
}

/** What is left to walk, each problem under its place in the run. Repeats that are through are not read again. */
function* unfinished(store: Store, run: RunRow, done: ReadonlySet<number>): Generator<NumberedProblem> {
  const doneIn = new Uint32Array(run.repeats)
  for (const place of done) {
    const repeat = repeatOf(place, run)
    doneIn[repeat] = (doneIn[repeat] ?? 0) + 1
  }
  for (const [repeat, count] of doneIn.entries()) {
    if (count === run.total / run.repeats) continue
    for (const { ordinal, problem } of problemsOf(store, run)) {
      const place = placeOf(ordinal, repeat, run)
      if (!done.has(place)) yield { ordinal: place, problem }
    }
  }
}

export interface CheckOptions {
  store: Store
  graph: Graph
  dataset: DatasetRow
  answersFrom: AnswersFrom
  capUsd: number | null
  /** Absent: live. */
  delivery?: Delivery
  live: LiveConnections
}

/** Refuses what cannot run before anything is written or sent. */
export function checkRun(options: CheckOptions): { compiled: CompiledGraph; bindings: Map<string, BoundModel> } {
  const compiled = compileGraph(options.graph)
  const bindings = bindRoles({ ...options, seed: 0, engage: notEngaged })
  if (options.capUsd !== null) checkPrices(bindings, options)
  if (options.delivery === 'batch') checkBatches(options)
  return { compiled, bindings }
}

/** A cap can only be kept where the worst cost of every call is known. */
function checkPrices(bindings: ReadonlyMap<string, BoundModel>, { graph, live, answersFrom }: CheckOptions): void {
  if (answersFrom === 'recorded') return
  for (const role of bindings.keys()) {
    const { connection: name, model } = graph.roles[role] ?? { connection: '', model: '' }
    const connection = live.find(name)?.connection
    if (connection === undefined || connection.quoteOf(model) !== null) continue
    throw new SwitchyardError(
      'RUN_UNPRICED',
      `the price of “${model}” (role “${role}”) is not known, so no budget can be kept`,
      {
        hint: 'give it a price on the models page, or run without a budget',
      },
    )
  }
}

function notEngaged(connection: LiveConnection): ModelConnection {
  return {
    name: connection.name,
    virtual: false,
    source: 'live',
    quoteOf: (model) => connection.quoteOf(model),
    ask: () => {
      throw new SwitchyardError('RUN_STOPPED', 'nothing is sent before a run has begun', { hint: 'start the run' })
    },
  }
}
