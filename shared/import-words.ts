import type { ImportReport } from './datasets-contract'
import { formatCount, formatNumberOf } from './format'

/** That an import took the ids of rows for those of problems, so that no problem has the answers of two models; undefined where it did not. */
export function rowIdsWords({
  dataset,
  mapping,
  questionsOfRows,
}: Pick<ImportReport, 'dataset' | 'mapping' | 'questionsOfRows'>): string | undefined {
  if (questionsOfRows === undefined) return undefined
  const { id, question } = mapping.problem
  return `The ids in “${id}” seem to be those of rows: ${formatNumberOf(dataset.problems, 'problem')} ask only ${formatCount(questionsOfRows)} questions, each with one model’s answer. To have all answers to a question at one problem, import the file under another name with “${question}” for the id, too.`
}
