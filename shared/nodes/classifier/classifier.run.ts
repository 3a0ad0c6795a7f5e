import type { Run } from '../kind'
import type { classifier } from './classifier.kind'
import { judge } from './rules'

export const runClassifier: Run<typeof classifier> = ({ problem, settings }) => {
  const { label, because } = judge(problem.question, settings.rules, settings.otherwise)
  return { leave: label, why: because }
}
