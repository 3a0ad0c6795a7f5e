import { answersWanted, rolesAsked } from '../../shared/graph/roles'
import type { Graph } from '../../shared/graph/schema'
import type { AnswersFrom } from '../../shared/report'
import type { RoleCoverage } from '../../shared/runs-contract'
import type { DatasetRow } from '../store/datasets'
import type { Store } from '../store/store'
import type { Chosen } from './choose-problems'

export interface CoveredRun extends Chosen {
  repeats: number
  answersFrom: AnswersFrom
}

/**
 * For each role that a node asks and that answers from recorded outcomes alone: how many of a run's walks its model has answered, as
 * often as a node wants. Each repeat of a problem asks for answers of its own.
 */
export function coverageOf(
  { datasets: table, outcomes }: Pick<Store, 'datasets' | 'outcomes'>,
  graph: Graph,
  dataset: DatasetRow,
  { problems, ordinals, repeats, answersFrom }: CoveredRun,
): RoleCoverage[] {
  const asked = rolesAsked(graph)
  const first = problems < dataset.problems ? problems : null
  return Object.entries(graph.roles)
    .filter(([role, { connection }]) => (connection === 'recorded' || answersFrom === 'recorded') && asked.has(role))
    .map(([role, { model }]) => {
      const answers = answersWanted(graph, role)
      const covered =
        ordinals === null
          ? table.coveredBy(dataset.id, model, first, { repeats, answers })
          : table.coveredAmong(dataset.id, model, ordinals, { repeats, answers })
      return {
        role,
        model,
        covered,
        problems,
        repeats,
        ...(outcomes.hasOwn(dataset.id, model) ? { ofOwnCalls: true as const } : {}),
        ...votingOf(answers, () => table.hasGradesAlone(dataset.id, model)),
      }
    })
}

function votingOf(answers: number, hasGradesAlone: () => boolean): Pick<RoleCoverage, 'answers' | 'votesByGrade'> {
  if (answers === 1) return {}
  return hasGradesAlone() ? { answers, votesByGrade: true } : { answers }
}
