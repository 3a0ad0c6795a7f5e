import type { NodeContext } from '../kind'
import { type CheckResult, nothingToCheck } from './check'

/** Looks at the answer key: an oracle, for research. */
export function checkByKey(answer: string, ctx: Pick<NodeContext, 'matchesKey'>): CheckResult {
  const ok = ctx.matchesKey(answer)
  if (ok === null) return nothingToCheck('the problem has no answer key')
  return { ok, because: ok ? 'it is right by the answer key' : 'it is wrong by the answer key' }
}
