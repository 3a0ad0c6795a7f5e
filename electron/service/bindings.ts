import type { ModelConnection } from '../../shared/connection'
import { kindNames } from '../../shared/connection-settings'
import type { ConnectionSummary } from '../../shared/contract'
import { SwitchyardError } from '../../shared/errors'
import type { Graph } from '../../shared/graph/schema'
import type { RunMode } from '../../shared/report'
import { recordedConnection } from '../connections/recorded'
import { simulatedConnection } from '../connections/simulated'
import { simulatedProfiles } from '../connections/simulated-profiles'
import type { BoundModel } from '../engine/walk'
import type { DatasetRow } from '../store/datasets'
import type { Store } from '../store/store'

export type Connections = Readonly<Record<string, (store: Store, dataset: DatasetRow) => ModelConnection>>

/** Every connection that a role may name, for a run over one dataset. */
const connections: Connections = {
  simulated: ({ datasets }, { id }) => simulatedConnection((problemId) => datasets.problem(id, problemId)),
  recorded: ({ datasets }, { id, name }) =>
    recordedConnection(name, (problemId, model, sample) => datasets.outcome(id, problemId, model, sample)),
}

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

/** Joins each role that the graph binds to its connection: one of the above, or of those that the host adds. */
export function bindRoles(
  store: Store,
  graph: Graph,
  dataset: DatasetRow,
  more: Connections = {},
): Map<string, BoundModel> {
  const all = { ...connections, ...more }
  const made = new Map<string, ModelConnection>()
  const bindings = new Map<string, BoundModel>()
  for (const [role, { connection: name, model }] of Object.entries(graph.roles)) {
    const make = Object.hasOwn(all, name) ? all[name] : undefined
    if (make === undefined) {
      throw new SwitchyardError(
        'CONNECTION_UNKNOWN',
        `the role “${role}” names the connection “${name}”, which is not there`,
        {
          hint: `bind it to one of: ${Object.keys(all).join(', ')}`,
        },
      )
    }
    const connection = made.get(name) ?? make(store, dataset)
    made.set(name, connection)
    bindings.set(role, { connection, model })
  }
  return bindings
}

/** How a run's answers come about, from the connections that its roles are bound to. */
export function modeOf(bindings: ReadonlyMap<string, BoundModel>): RunMode {
  const names = new Set([...bindings.values()].map(({ connection }) => connection.name))
  if (names.size > 1) return 'mixed'
  return names.has('recorded') ? 'recorded' : 'simulated'
}
