import type { Run } from '../kind'
import { type CheckResult, checkExact, checkNumeric } from './check'
import type { verifier } from './verifier.kind'

export const runVerifier: Run<typeof verifier> = ({ problem, settings, ctx }) => {
  const { ok, because } = check(problem.answer)
  const passed = ok ?? settings.undecided === 'pass'
  const why = ok === null ? `undecided: ${because}` : because
  if (passed) return { leave: 'pass', why, set: { verified: 'pass' } }
  const set = { verified: 'fail' } as const
  // `visit` counts earlier visits of this problem, each of which was a failed attempt that left by retry.
  if (ctx.visit < settings.attempts) return { leave: 'retry', why, set }
  return { leave: 'fail', why, set }

  function check(answer: string | null): CheckResult {
    if (answer === null) return { ok: false, because: 'there is no answer to check' }
    if (settings.method === 'exact') return checkExact(answer, problem.checks, settings.caseSensitive)
    return checkNumeric(answer, problem.checks, settings.tolerance)
  }
}
