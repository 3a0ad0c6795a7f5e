import { foldSpaces } from '../grading/answers'

/** The last question and what became of it: one node after another asks for the same problem's. */
let last = { question: '', folded: '' }

/** Equal for questions that differ only in case, spaces or Unicode composition. */
export function foldQuestion(question: string): string {
  if (question !== last.question) last = { question, folded: foldSpaces(question.normalize('NFC').toLowerCase()) }
  return last.folded
}
