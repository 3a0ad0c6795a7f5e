import type { GateCounts } from '../../shared/evidence/at-gate'

/** The parts into which an escalation divides its problems, in the order in which they are stacked. */
export const gateParts: readonly { name: keyof GateCounts; words: string; tone: string }[] = [
  { name: 'acceptedRight', words: 'accepted, right', tone: 'good' },
  { name: 'acceptedWrong', words: 'accepted, wrong', tone: 'bad' },
  { name: 'acceptedUnknown', words: 'accepted, not known', tone: 'unknown' },
  { name: 'escalatedRight', words: 'escalated, was right', tone: 'waste' },
  { name: 'escalatedWrong', words: 'escalated, was wrong', tone: 'sent' },
  { name: 'escalatedUnknown', words: 'escalated, not known', tone: 'unknown' },
]
