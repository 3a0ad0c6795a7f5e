import type { Run } from '../kind'
import type { output } from './output.kind'

export const runOutput: Run<typeof output> = ({ problem, settings }) => {
  if (settings.abstain) return { end: 'abstained', why: 'this output gives no answer' }
  if (problem.answer === null) return { end: 'abstained', why: 'no node on the path gave an answer' }
  return { end: 'answered', why: 'the answer is final' }
}
