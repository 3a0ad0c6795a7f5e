import type { ConnectionSummary } from '../../shared/contract'
import type { DatasetSummary } from '../../shared/datasets-contract'
import { formatCount, sentence } from '../../shared/format'
import type { Option } from '../shell/Inputs'

/** The models that can be suggested for a role: those that the connection offers, or those with recorded outcomes. */
export function modelsOf(connection: ConnectionSummary | undefined, dataset: DatasetSummary | undefined): Option[] {
  if (connection === undefined) return []
  if (connection.models.length > 0) return connection.models.map((model) => ({ value: model, label: model }))
  if (connection.name !== 'recorded' || dataset === undefined) return []
  return [...dataset.models]
    .sort((a, b) => b.problems - a.problems)
    .map(({ model, problems }) => ({
      value: model,
      label:
        problems < dataset.problems
          ? `${model} (${formatCount(problems)} of ${formatCount(dataset.problems)} problems)`
          : model,
    }))
}

/** Whether the connection has no models but those it names. */
export function isClosed(connection: ConnectionSummary | undefined): boolean {
  return connection?.name === 'simulated' || connection?.name === 'recorded'
}

/** The model for a role that moves to another connection: the same one where it is offered, else the first. */
export function modelAfterMove(
  present: string,
  connection: ConnectionSummary | undefined,
  dataset: DatasetSummary | undefined,
): string {
  const offered = modelsOf(connection, dataset)
  return offered.some(({ value }) => value === present) ? present : (offered[0]?.value ?? present)
}

/** What is to be known of a binding, in a sentence. */
export function noteOf(
  connection: ConnectionSummary | undefined,
  name: string,
  dataset: DatasetSummary | undefined,
): { text: string; isTrouble: boolean } {
  if (connection === undefined) {
    return { text: `There is no connection “${name}” here: choose another one, or set it up.`, isTrouble: true }
  }
  if (connection.name === 'recorded' && dataset !== undefined && dataset.models.length === 0) {
    const text = `${dataset.name}, which runs use now, has no recorded outcomes: import some or choose another dataset.`
    return { text, isTrouble: true }
  }
  return { text: `${sentence(connection.about)}.`, isTrouble: false }
}
