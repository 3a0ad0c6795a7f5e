import { rolesAsked } from '../../shared/graph/roles'
import type { Graph } from '../../shared/graph/schema'
import type { RoleCoverage } from '../../shared/runs-contract'
import type { DatasetRow, DatasetsTable } from '../store/datasets'

/** For each role that a node asks and that answers from recorded outcomes: how many of a run's problems its model has answered. */
export function coverageOf(
  table: Pick<DatasetsTable, 'coveredBy'>,
  graph: Graph,
  dataset: DatasetRow,
  limit: number | null,
): RoleCoverage[] {
  const asked = rolesAsked(graph)
  const problems = Math.min(limit ?? dataset.problems, dataset.problems)
  return Object.entries(graph.roles)
    .filter(([role, { connection }]) => connection === 'recorded' && asked.has(role))
    .map(([role, { model }]) => ({ role, model, covered: table.coveredBy(dataset.id, model, problems), problems }))
}
