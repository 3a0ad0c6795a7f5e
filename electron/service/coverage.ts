import { answersWanted, rolesAsked } from '../../shared/graph/roles'
import type { Graph } from '../../shared/graph/schema'
import type { RoleCoverage } from '../../shared/runs-contract'
import type { DatasetRow, DatasetsTable } from '../store/datasets'
import type { Chosen } from './choose-problems'

/** For each role that a node asks and that answers from recorded outcomes: how many of a run's problems its model has answered, and as often as a node wants. */
export function coverageOf(
  table: Pick<DatasetsTable, 'coveredBy' | 'coveredAmong'>,
  graph: Graph,
  dataset: DatasetRow,
  { total: problems, ordinals }: Chosen,
): RoleCoverage[] {
  const asked = rolesAsked(graph)
  return Object.entries(graph.roles)
    .filter(([role, { connection }]) => connection === 'recorded' && asked.has(role))
    .map(([role, { model }]) => {
      const answers = answersWanted(graph, role)
      const covered =
        ordinals === null
          ? table.coveredBy(dataset.id, model, answers, problems)
          : table.coveredAmong(dataset.id, model, answers, ordinals)
      return { role, model, covered, problems, ...(answers === 1 ? {} : { answers }) }
    })
}
