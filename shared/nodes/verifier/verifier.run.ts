import type { Departure, Run, SettingsOf, Visit } from '../kind'
import { type CheckResult, checkExact, checkNumeric } from './check'
import { checkEquivalence } from './equivalence/equivalence'
import { checkByJudge } from './judge'
import { checkByKey } from './key'
import { checkPattern } from './pattern'
import { checkSchema } from './schema'
import { checkByTests } from './tests'
import type { verifier } from './verifier.kind'

type Settings = SettingsOf<typeof verifier>

/** Each method by its name: a method without its check does not compile. */
const checks: Record<
  Settings['method'],
  (answer: string, visit: Visit<Settings>) => CheckResult | Promise<CheckResult>
> = {
  exact: (answer, { problem, settings }) => checkExact(answer, problem.checks, settings.caseSensitive),
  numeric: (answer, { problem, settings }) => checkNumeric(answer, problem.checks, settings.tolerance),
  equivalence: (answer, { problem }) => checkEquivalence(answer, problem.checks),
  regex: (answer, { settings }) => checkPattern(answer, settings.pattern),
  schema: (answer, { problem, settings }) => checkSchema(answer, problem.checks, settings.schema),
  tests: (answer, { problem, settings, ctx }) => checkByTests(answer, problem.checks, settings, ctx.sandbox),
  judge: (answer, { problem, settings, ctx }) => checkByJudge(answer, problem, settings, ctx),
  key: (answer, { ctx }) => checkByKey(answer, ctx),
}

export const runVerifier: Run<typeof verifier> = (visit) => {
  const { answer } = visit.problem
  if (answer === null) return leaveBy({ ok: false, because: 'there is no answer to check' }, visit)
  const result = checks[visit.settings.method](answer, visit)
  return result instanceof Promise ? result.then((came) => leaveBy(came, visit)) : leaveBy(result, visit)
}

function leaveBy(
  { ok, because, nothing }: CheckResult,
  { settings, ctx }: Visit<Settings>,
): Departure<'pass' | 'fail' | 'retry'> {
  // Without a check there is no reason to stop a problem; an answer that evades the check there is must not pass.
  const passed = ok ?? (settings.undecided === 'by cause' ? nothing === true : settings.undecided === 'pass')
  const why = ok === null ? `undecided: ${because}` : because
  if (passed) return { leave: 'pass', why, set: { verified: 'pass' } }
  const set = { verified: 'fail' } as const
  // `visit` counts earlier visits of this problem, each of which was a failed attempt that left by retry.
  if (ctx.visit < settings.attempts) return { leave: 'retry', why, set }
  return { leave: 'fail', why, set }
}
