import { CallsFold } from '../../shared/evidence/calls-fold'
import { ColumnsFold } from '../../shared/evidence/columns-fold'
import type { RunColumns } from '../../shared/evidence/run-columns'
import type { FinishedProblem } from '../../shared/run-record'
import type { RunRollup } from '../../shared/run-rollup'
import { TrafficCount } from './traffic-count'

/** What was seen of a run while its results were written. */
export interface SeenRun extends Pick<RunRollup, 'traffic' | 'nodes' | 'models' | 'sources'> {
  /** Absent where results came in another order than that of their places. */
  columns: RunColumns | undefined
}

/** Folds the results of a run while they are written. Holds 22 bytes for each, and eight for each call. */
export class RollUp {
  readonly traffic = new TrafficCount({ visits: {}, exits: {} })
  private readonly columns: ColumnsFold
  private readonly calls = new CallsFold()

  /** `total` is how many results there will be at most. */
  constructor(total: number) {
    this.columns = new ColumnsFold(total)
  }

  add(result: FinishedProblem): void {
    const { ordinal, verdict, steps, calls } = result
    this.columns.add(result)
    this.traffic.add(steps)
    for (const call of calls) this.calls.add(call, ordinal, verdict)
  }

  now(): SeenRun {
    const { columns, traffic, calls } = this
    return { columns: columns.columns(), traffic: traffic.now(), ...figuresOf(calls) }
  }
}

/** What its calls came to. */
export function figuresOf(calls: Pick<CallsFold, 'nodes' | 'models' | 'sources'>) {
  return { nodes: calls.nodes(), models: calls.models(), sources: calls.sources() }
}
