import type { Checks } from '../../../dataset'
import { type CheckResult, nothingToCheck } from '../check'
import { compareMath } from './compare-math'

/** Right if it is equivalent to an accepted expression, wrong if it differs from all of them. */
export function checkEquivalence(answer: string, checks: Checks | null): CheckResult {
  const accepted = checks?.equivalent
  if (accepted === undefined) return nothingToCheck('the problem lists no accepted expressions')
  const results = accepted.map((one) => compareMath(answer, one))
  if (results.some(({ same }) => same === true))
    return { ok: true, because: 'it is equivalent to an accepted expression' }
  const open = results.find(({ same }) => same === null)
  if (open !== undefined) return { ok: null, because: open.because }
  return { ok: false, because: 'it is equivalent to no accepted expression' }
}
