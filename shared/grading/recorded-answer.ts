import { readSelfReport } from '../nodes/model/confidence'
import { grade } from './grade'

/**
 * Whether a recorded answer is right, by the grader that grades runs; `null` where there is neither a grade of its source
 * nor a key. No answer is a wrong one.
 */
export function isRecordedRight(answer: string | null, key: string | null, score: number | null): boolean | null {
  if (score === null && key === null) return null
  if (answer === null && score === null) return false
  // A confidence written into the answer is no part of it.
  const said = readSelfReport(answer ?? '').answer
  return grade(said, key, score).correct
}
