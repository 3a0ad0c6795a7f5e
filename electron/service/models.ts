import type { ModelCapabilities } from '../../shared/connection'
import type { ModelEvidence, ModelInfo } from '../../shared/connections-contract'
import { wilsonInterval } from '../../shared/evidence/interval'
import { simulatedProfiles } from '../connections/simulated-profiles'
import type { ConnectionRow } from '../store/connections'
import type { ModelEvidenceRow } from '../store/model-evidence'
import type { Store } from '../store/store'
import type { OwnConnections } from './live-connections'
import type { PricesService } from './prices'

/** Every model that can be named: what it costs, what it can do and what is known of how well it does. */
export function modelsService(store: Store, live: OwnConnections, prices: PricesService) {
  async function ofConnection(row: ConnectionRow, evidence: Evidence): Promise<ModelInfo[]> {
    const connection = await live.open(row.name)
    const own = byModel(prices.own(row.name))
    const listed = new Map(store.connections.models(row.name).map((one) => [one.model, one]))
    return [...new Set([...listed.keys(), ...own.keys()])].sort().map((model) => ({
      connection: row.name,
      model,
      label: listed.get(model)?.label ?? null,
      quote: connection.quoteOf(model),
      own: (own.get(model) ?? []).map(({ validFrom, price }) => ({ validFrom, price })),
      capabilities: copyOf(connection.capabilitiesOf(model)),
      evidence: evidence.get(model) ?? [],
    }))
  }

  return {
    async list(): Promise<ModelInfo[]> {
      const measured = byModel(store.modelEvidence.all())
      const shown: Evidence = new Map([...measured].map(([model, rows]) => [model, rows.map(evidenceOf)]))
      const lists = await Promise.all(store.connections.list().map((row) => ofConnection(row, shown)))
      const models = lists.flat()
      const listed = new Set(models.map(({ model }) => model))
      return [...models, ...recordedModels(shown).filter(({ model }) => !listed.has(model)), ...simulatedModels()]
    },
  }
}
export type ModelsService = ReturnType<typeof modelsService>

type Evidence = ReadonlyMap<string, ModelEvidence[]>

function byModel<Row extends { model: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.model)
    if (group === undefined) groups.set(row.model, [row])
    else group.push(row)
  }
  return groups
}

function evidenceOf({ dataset, outcomes, graded, correct, usd, p95Ms }: ModelEvidenceRow): ModelEvidence {
  return {
    dataset,
    outcomes,
    graded,
    correct,
    accuracy: graded === 0 ? null : correct / graded,
    accuracyInterval: wilsonInterval(correct, graded),
    usdPerCorrect: usd === null || correct === 0 ? null : usd / correct,
    p95Ms,
  }
}

function recordedModels(evidence: Evidence): ModelInfo[] {
  return [...evidence].map(([model, rows]) => ({ ...nothingKnown, connection: 'recorded', model, evidence: rows }))
}

function simulatedModels(): ModelInfo[] {
  return Object.entries(simulatedProfiles).map(([model, { about, price }]) => ({
    ...nothingKnown,
    connection: 'simulated',
    model,
    label: about,
    quote: { price, source: 'the simulation', version: '' },
  }))
}

const nothingKnown = { label: null, quote: null, own: [], capabilities: null, evidence: [] }

function copyOf({ efforts, ...rest }: ModelCapabilities) {
  return { ...rest, efforts: [...efforts] }
}
