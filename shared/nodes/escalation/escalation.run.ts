import type { Run } from '../kind'
import { decide } from './decide'
import type { escalation } from './escalation.kind'

export const runEscalation: Run<typeof escalation> = ({ problem, settings, ctx }) => decide(problem, settings, ctx)
