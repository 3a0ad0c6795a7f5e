import type { ProblemState } from '../../shared/nodes/kind'
import type { Step } from '../../shared/report'
import type { CallRecord } from '../../shared/run-record'
import type { Asked } from './walk-calls'

/** Whoever looks on while a problem is walked. It is told before the walk goes on, and cannot change where it goes. */
export interface WalkObserver {
  entered(nodeId: string, state: Readonly<ProblemState>): void
  asked(call: Asked, connection: string): void
  called(record: CallRecord): void
  /** `answered`: the node gave the answer that the problem now carries. */
  left(step: Step, state: Readonly<ProblemState>, answered: boolean): void
}
