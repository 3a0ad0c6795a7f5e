import { uniform } from '../../random'
import type { Run } from '../kind'
import type { split } from './split.kind'

/** The draw is the problem's own, whatever the seed of the run: a problem takes the same arm in every run. */
export const runSplit: Run<typeof split> = ({ problem, settings, ctx }) => {
  const { arms, salt } = settings
  const total = arms.reduce((sum, { weight }) => sum + weight, 0)
  let left = uniform(0, 'split', salt === '' ? ctx.nodeId : salt, problem.id) * total
  const weighted = arms.filter(({ weight }) => weight > 0)
  for (const { label, weight } of weighted) {
    if (left < weight) return { leave: label, why: `its share is ${weight} in ${total}` }
    left -= weight
  }
  // Rounding may leave a hair's breadth behind the last arm.
  return { leave: weighted.at(-1)?.label ?? '', why: 'the last arm' }
}
