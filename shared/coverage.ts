import { formatCount, formatNumberOf } from './format'
import type { RoleCoverage } from './runs-contract'

/** What a person should know before a run: each recorded model that has not answered all of its walks, or not in words, in one line. */
export function describeGaps(roles: readonly RoleCoverage[]): string[] {
  return roles.flatMap((role) => [
    ...(role.covered < role.problems * role.repeats ? [describeGap(role)] : []),
    ...(role.votesByGrade === true ? [describeVotes(role)] : []),
  ])
}

function describeGap(role: RoleCoverage): string {
  const { model, covered, problems, repeats, answers } = role
  if (repeats > 1) return describeRepeatedGap(role)
  const others = covered === 0 ? 'all' : `the other ${formatCount(problems - covered)}`
  const what = answers === undefined ? 'outcomes' : `${formatCount(answers)} answers each`
  const has = `${what} for ${atMost(role)}${formatCount(covered)} of ${formatNumberOf(problems, 'problem')}`
  return `${model}: ${has}; ${others} will fail where it is asked`
}

/** Wrong answers need not be the same one, which a grade does not tell. */
function describeVotes({ model }: RoleCoverage): string {
  return `${model}: of some answers only the grade is recorded; where samples vote, all that are wrong count as one answer`
}

/** Each repeat takes an answer of its own: where one was recorded for each problem, only the first repeat has it. */
function describeRepeatedGap(role: RoleCoverage): string {
  const { model, covered, problems, repeats } = role
  const walks = problems * repeats
  const has = `outcomes for ${atMost(role)}${formatCount(covered)} of ${formatCount(walks)} walks (${formatNumberOf(problems, 'problem')}, ${formatCount(repeats)} times each)`
  const others = covered === 0 ? 'all' : `the other ${formatCount(walks - covered)}`
  return `${model}: ${has}; each repeat needs an answer of its own, so ${others} will fail where it is asked`
}

/** Whether a prompt, or a seed, is another one than our own calls had is known only when it is asked. */
const atMost = ({ covered, ofOwnCalls }: RoleCoverage): string => (ofOwnCalls === true && covered > 0 ? 'at most ' : '')
