import { SwitchyardError } from '../../shared/errors'
import { chooseProblems, type ProblemSelection } from '../../shared/problem-selection'
import type { DatasetRow } from '../store/datasets'
import type { Store } from '../store/store'

export interface Wanted {
  /** The first so many problems; null: all. */
  limit: number | null
  selection?: ProblemSelection | undefined
}

/** Which problems a run takes: how many of the first, or these places where it chooses. */
export interface Chosen {
  problems: number
  ordinals: number[] | null
  selection: ProblemSelection | null
}

/** Refuses a choice that leaves nothing. */
export function problemsFor({ datasets }: Store, dataset: DatasetRow, { limit, selection = {} }: Wanted): Chosen {
  const { categories, difficulties, sample } = selection
  const first = selection.first ?? limit ?? undefined
  if (categories === undefined && difficulties === undefined && sample === undefined)
    return { problems: Math.min(first ?? dataset.problems, dataset.problems), ordinals: null, selection: null }
  const whole: ProblemSelection = { ...selection, ...(first === undefined ? {} : { first }) }
  const ordinals = chooseProblems(datasets.choosable(dataset.id), whole)
  if (ordinals.length > 0) return { problems: ordinals.length, ordinals, selection: whole }
  throw new SwitchyardError('RUN_EMPTY', `no problem of “${dataset.name}” is of that category and difficulty`, {
    hint: 'choose others; “switchyard datasets” and the Datasets page tell what there is',
  })
}
