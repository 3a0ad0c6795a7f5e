import { createHash, randomUUID } from 'node:crypto'
import type { AnswerPiece, ModelCall } from '../../shared/connection'
import type { ProblemRecord } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { parseGraph } from '../../shared/graph/load'
import type { Graph } from '../../shared/graph/schema'
import { hashGraph, writeGraph } from '../../shared/graph/write'
import type { PlayEvent, PlayInput } from '../../shared/play-contract'
import type { Sandbox } from '../../shared/sandbox'
import { compileGraph } from '../engine/compile'
import { gradeWalk, isVirtualRun } from '../engine/replay'
import { RunCache } from '../engine/run-cache'
import { type WalkWorld, walk } from '../engine/walk'
import type { DatasetRow } from '../store/datasets'
import type { Store } from '../store/store'
import { bindRoles, hashQuickly, type LiveConnections } from './bindings'
import { checkRun } from './conduct-run'
import { type LivePaces, liveRun } from './live-run'
import { paced } from './play-pace'
import { PlayStory } from './play-story'

export interface PlayParts {
  store: Store
  sandbox: Sandbox
  live: LiveConnections
  paces: LivePaces
  /** Loads what the live connections of a graph need before they are found. */
  loadFor: (graph: Graph) => Promise<void>
}

/** Sends one problem through a graph and tells each thing that happens. What is live goes through the ledger like any run. */
export function playService({ store, sandbox, live, paces, loadFor }: PlayParts) {
  const underWay = new Set<AbortController>()

  async function* play(input: PlayInput, signal?: AbortSignal): AsyncGenerator<PlayEvent> {
    const graph = parseGraph(input.graph, 'the graph')
    await loadFor(graph)
    const dataset = store.datasets.get(Number(input.datasetId))
    const problem = problemOf(input.problem, dataset)
    const over = withProblem(store, dataset, problem)
    const { bindings } = checkRun({
      store: over,
      graph,
      dataset,
      answersFrom: 'connections',
      capUsd: input.capUsd,
      live,
    })
    const isLive = [...bindings.values()].some(({ connection }) => connection.source === 'live')
    const stopping = new AbortController()
    const stop = () => stopping.abort()
    signal?.addEventListener('abort', stop, { once: true })
    underWay.add(stopping)
    const story = new PlayStory()
    const runId = isLive ? createRun(graph, dataset, input) : null
    try {
      yield { type: 'began', question: problem.question, live: isLive }
      const world = worldOf({ over, graph, dataset, input, runId, story, stopping })
      const walked = Promise.resolve(walk(world, problem, 0)).then((end) => story.end(end, gradeWalk(end, 0, problem)))
      walked.catch((error: unknown) => story.fail(store.explain(error)))
      const events = story.events()
      yield* isVirtualRun(world) ? paced(events, input.speed, stopping.signal) : events
      if (runId !== null) store.runs.setStatus(runId, stopping.signal.aborted ? 'stopped' : 'done')
    } finally {
      stop()
      underWay.delete(stopping)
      signal?.removeEventListener('abort', stop)
      if (runId !== null && store.runs.get(runId).status === 'running') store.runs.setStatus(runId, 'stopped')
    }
  }

  interface Staged {
    over: Store
    graph: Graph
    dataset: DatasetRow
    input: PlayInput
    runId: string | null
    story: PlayStory
    stopping: AbortController
  }

  function worldOf({ over, graph, dataset, input, runId, story, stopping }: Staged): WalkWorld {
    const { signal } = stopping
    const onPiece = ({ seq }: ModelCall, piece: AnswerPiece): void => story.piece(seq, piece)
    const run = { id: runId ?? '', datasetId: dataset.id, capUsd: input.capUsd, delivery: 'live' as const }
    // Whoever stops a play does not want the answer any more: what is under way is cut.
    const gear = runId === null ? undefined : liveRun({ store, run, paces, stopping: signal, cutting: signal, onPiece })
    const bindings = bindRoles({
      store: over,
      graph,
      dataset,
      seed: input.seed,
      answersFrom: 'connections',
      live,
      engage: (connection) => {
        if (gear !== undefined) return gear.engage(connection)
        throw new SwitchyardError('PLAY_REFUSED', `“${connection.name}” is live`, { hint: 'try again' })
      },
    })
    return {
      compiled: compileGraph(graph),
      bindings,
      cache: new RunCache({ find: store.results.findCached }),
      sandbox,
      seed: input.seed,
      startedAt: Date.now(),
      signal,
      sha256: hashQuickly,
      observer: story,
    }
  }

  /** The ledger's rows belong to a run: this one is in no list. */
  function createRun(graph: Graph, dataset: DatasetRow, { seed, capUsd }: PlayInput): string {
    const graphHash = hashGraph(graph)
    store.designs.keepVersion({ hash: graphHash, body: writeGraph(graph) })
    const id = `play-${randomUUID().slice(0, 8)}`
    store.runs.create({
      id,
      designId: null,
      graph: graph.name,
      graphHash,
      datasetId: dataset.id,
      mode: 'live',
      seed,
      concurrency: 1,
      total: 1,
      capUsd,
      answersFrom: 'connections',
      name: `${graph.name} · one problem`,
      startedAt: Date.now(),
    })
    store.runs.hide(id)
    return id
  }

  function problemOf(wanted: PlayInput['problem'], dataset: DatasetRow): ProblemRecord {
    if ('question' in wanted) {
      const { question, answerKey } = wanted
      const id = `typed-${createHash('sha256').update(question).digest('hex').slice(0, 12)}`
      return { id, question, answerKey, category: null, difficulty: null, checks: null }
    }
    const found = store.datasets.problem(dataset.id, wanted.id)
    if (found !== undefined) return found
    throw new SwitchyardError('DATASET_UNKNOWN', `“${dataset.name}” has no problem “${wanted.id}”`, {
      hint: 'choose one of the list, or type a problem',
    })
  }

  return {
    play,
    problems: ({ datasetId, find, limit }: { datasetId: string; find: string; limit: number }) =>
      store.datasets.search(store.datasets.get(Number(datasetId)).id, find, limit),
    /** Stops whatever is played. */
    stopAll: (): void => {
      for (const stopping of underWay) stopping.abort()
    },
  }
}
export type PlayService = ReturnType<typeof playService>

/** The same store, in whose dataset a typed problem is found too. */
function withProblem(store: Store, dataset: DatasetRow, problem: ProblemRecord): Store {
  const find: Store['datasets']['problem'] = (datasetId, problemId) =>
    datasetId === dataset.id && problemId === problem.id ? problem : store.datasets.problem(datasetId, problemId)
  return { ...store, datasets: { ...store.datasets, problem: find } }
}
