import { hash } from 'node:crypto'
import type { BatchingConnection } from '../../shared/batch'
import type { LiveConnection, ModelCall, ModelConnection } from '../../shared/connection'
import { kindNames } from '../../shared/connection-presets'
import type { ConnectionSummary } from '../../shared/contract'
import { SwitchyardError } from '../../shared/errors'
import type { Graph, RoleBinding } from '../../shared/graph/schema'
import type { Repeats } from '../../shared/repeats'
import type { AnswersFrom, RunMode } from '../../shared/report'
import { type OutcomeKey, type RecordedOptions, recordedConnection } from '../connections/recorded'
import { simulatedConnection } from '../connections/simulated'
import { simulatedProfiles } from '../connections/simulated-profiles'
import type { PaceLimits } from '../engine/pace'
import { requestHash } from '../engine/priced-call'
import type { BoundModel } from '../engine/walk'
import type { DatasetRow } from '../store/datasets'
import type { Store } from '../store/store'

/** The live connections that roles may name, beside the built-in ones. */
export interface LiveConnections {
  names(): string[]
  find(name: string): { connection: BatchingConnection; limits: PaceLimits } | undefined
}

const builtIn = ['simulated', 'recorded']

/** Every connection that a role may be bound to. */
export function listConnections(store: Store): ConnectionSummary[] {
  return [
    {
      name: 'simulated',
      about: 'made-up models with known accuracy, cost and latency',
      models: Object.keys(simulatedProfiles),
    },
    { name: 'recorded', about: 'what a model once answered, imported with the dataset', models: [] },
    ...store.connections.list().map(({ name, kind, baseUrl }) => ({
      name,
      about: `${kindNames[kind]} at ${new URL(baseUrl).host}`,
      models: store.connections.models(name).map(({ model }) => model),
    })),
  ]
}

export interface BindOptions {
  store: Store
  graph: Graph
  dataset: DatasetRow
  seed: number
  answersFrom: AnswersFrom
  live: LiveConnections
  /** Makes a live connection ready for the walks of this run: ledger, budget and pace around it. */
  engage: (connection: BatchingConnection) => ModelConnection
}

/** Joins each role that the graph binds to its connection, or to what stands in for it. */
export function bindRoles(options: BindOptions): Map<string, BoundModel> {
  const made = new Map<string, ModelConnection>()
  const bindings = new Map<string, BoundModel>()
  for (const [role, binding] of Object.entries(options.graph.roles)) {
    const connection = made.get(binding.connection) ?? makeConnection(role, binding, options)
    made.set(binding.connection, connection)
    bindings.set(role, { connection, model: binding.model })
  }
  return bindings
}

function makeConnection(role: string, { connection: name }: RoleBinding, options: BindOptions): ModelConnection {
  const { answersFrom } = options
  if (name === 'recorded') return recorded(name, options, undefined)
  const bound = simulatedOrLive(role, name, options)
  if (answersFrom === 'connections') return bound
  return recorded(name, options, bound)
}

function simulatedOrLive(role: string, name: string, { store, dataset, live, engage }: BindOptions): ModelConnection {
  if (name === 'simulated') return simulatedConnection((problemId) => store.datasets.problem(dataset.id, problemId))
  const found = live.find(name)
  if (found !== undefined) return engage(found.connection)
  throw new SwitchyardError(
    'CONNECTION_UNKNOWN',
    `the role “${role}” names the connection “${name}”, which is not there`,
    { hint: `bind it to one of: ${[...builtIn, ...live.names()].join(', ')}` },
  )
}

/** Outcomes in the place of a connection; `bound` is what they stand in for. */
function recorded(name: string, options: BindOptions, bound: ModelConnection | undefined): ModelConnection {
  const { store, dataset, seed, answersFrom } = options
  const own = new Map<string, boolean>()
  const hasOwn = (model: string): boolean => {
    const known = own.get(model)
    if (known !== undefined) return known
    const found = store.outcomes.hasOwn(dataset.id, model)
    own.set(model, found)
    return found
  }
  const keyOf = bound?.source === 'simulated' ? simulatedKey(seed) : liveKey
  return recordedConnection({
    name,
    dataset: dataset.name,
    find: store.outcomes.finder(dataset.id),
    // Without outcomes of our own there is no need to know what the request's hash would be.
    keyOf: (call) =>
      (bound !== undefined && answersFrom === 'recorded-else-live') || hasOwn(call.model) ? keyOf(call) : undefined,
    quoteOf: (model) => bound?.quoteOf(model) ?? null,
    otherwise: answersFrom === 'recorded-else-live' ? bound : undefined,
  })
}

/**
 * Recorded outcomes in the place of a live connection, to find out what a run will take; nothing is sent. A repeat that is to be asked
 * anew will cost about what an answer of another one has.
 */
export function standIn(
  connection: LiveConnection,
  {
    store,
    dataset,
    answersFrom,
    repeats,
  }: Pick<BindOptions, 'store' | 'dataset' | 'answersFrom'> & { repeats: Repeats },
): ModelConnection {
  const find: RecordedOptions['find'] = (problemId, model, request, sample) =>
    store.outcomes.find(dataset.id, problemId, model, request, sample)
  return recordedConnection({
    name: connection.name,
    dataset: dataset.name,
    find: (problemId, model, request, sample) => {
      const own = find(problemId, model, request, sample)
      if (own !== undefined || answersFrom !== 'connections' || repeats.repeats === 1) return own
      return find(problemId, model, request, Math.floor(sample / repeats.repeats))
    },
    keyOf: liveKey,
    quoteOf: (model) => connection.quoteOf(model),
    otherwise: {
      name: connection.name,
      virtual: true,
      source: 'live',
      quoteOf: () => null,
      ask: () => {
        throw new SwitchyardError('RUN_UNRECORDED', 'an answer is not recorded', { hint: 'run it live once' })
      },
    },
  })
}

const liveKey = (call: ModelCall): OutcomeKey => ({ request: requestHash(call, hashQuickly), sample: call.again })

/** A simulated answer depends on the seed and on which answer to the problem it is, whatever the prompt says. */
export const simulatedKey =
  (seed: number) =>
  (call: ModelCall): OutcomeKey => ({
    request: hashQuickly(`simulated ${seed} ${requestHash(call, hashQuickly)}`).slice(0, 32),
    sample: call.sample,
  })

export const hashQuickly = (text: string): string => hash('sha256', text, 'hex')

/** How a run's answers may come about, from the connections that its roles are bound to. */
export function modeOf(bindings: ReadonlyMap<string, BoundModel>, answersFrom: AnswersFrom): RunMode {
  const sources = new Set([...bindings.values()].map(({ connection }) => connection.source))
  const [only] = sources
  if (sources.size > 1 || answersFrom === 'recorded-else-live' || only === 'review') return 'mixed'
  return only ?? 'simulated'
}
