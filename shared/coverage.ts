import { formatCount, formatNumberOf } from './format'
import type { RoleCoverage } from './runs-contract'

/** What a person should know before a run: each recorded model that has not answered all of its problems, in one line. */
export function describeGaps(roles: readonly RoleCoverage[]): string[] {
  return roles
    .filter(({ covered, problems }) => covered < problems)
    .map(({ model, covered, problems, answers }) => {
      const others = covered === 0 ? 'all' : `the other ${formatCount(problems - covered)}`
      const what = answers === undefined ? 'outcomes' : `${formatCount(answers)} answers each`
      const has = `${what} for ${formatCount(covered)} of ${formatNumberOf(problems, 'problem')}`
      return `${model}: ${has}; ${others} will fail where it is asked`
    })
}
