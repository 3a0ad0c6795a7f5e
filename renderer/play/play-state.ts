import type { PlayEvent } from '../../shared/play-contract'

/** One model call as it is seen: under way until `took` is there. */
export interface SeenCall {
  seq: number
  role: string
  connection: string
  model: string
  thinking: string
  /** The answer as it streams in. */
  text: string
  /** When the window heard of it, by its own clock: for the time that it has taken so far. */
  heardAt: number
  ended: Extract<PlayEvent, { type: 'called' }> | null
}

/** One visit to a node. */
export interface SeenStep {
  node: string
  calls: readonly SeenCall[]
  left: Extract<PlayEvent, { type: 'left' }> | null
}

export type PlayStatus = 'idle' | 'playing' | 'ended' | 'stopped' | 'broken'

export interface PlaySeen {
  status: PlayStatus
  question: string
  live: boolean
  steps: readonly SeenStep[]
  ended: Extract<PlayEvent, { type: 'ended' }> | null
  /** One line, where it broke. */
  trouble: string | null
  /** Dollars so far; null once unknown. */
  spentUsd: number | null
}

export const nothingPlayed: PlaySeen = {
  status: 'idle',
  question: '',
  live: false,
  steps: [],
  ended: null,
  trouble: null,
  spentUsd: 0,
}

/** What is seen after one more thing has happened. */
export function foldPlay(seen: PlaySeen, event: PlayEvent, now: number): PlaySeen {
  switch (event.type) {
    case 'began':
      return { ...nothingPlayed, status: 'playing', question: event.question, live: event.live }
    case 'entered':
      return { ...seen, steps: [...seen.steps, { node: event.node, calls: [], left: null }] }
    case 'asked': {
      const { seq, role, connection, model } = event
      const call: SeenCall = { seq, role, connection, model, thinking: '', text: '', heardAt: now, ended: null }
      return changeLast(seen, (step) => ({ ...step, calls: [...step.calls, call] }))
    }
    case 'piece':
      return changeCall(seen, event.seq, (call) =>
        event.kind === 'thinking'
          ? { ...call, thinking: call.thinking + event.text }
          : { ...call, text: call.text + event.text },
      )
    case 'called':
      return {
        ...changeCall(seen, event.seq, (call) => ({ ...call, ended: event })),
        spentUsd: seen.spentUsd === null || event.usd === null ? null : seen.spentUsd + event.usd,
      }
    case 'left':
      return changeLast(seen, (step) => ({ ...step, left: event }))
    case 'ended':
      return { ...seen, status: 'ended', ended: event }
  }
}

function changeLast(seen: PlaySeen, change: (step: SeenStep) => SeenStep): PlaySeen {
  const last = seen.steps.at(-1)
  return last === undefined ? seen : { ...seen, steps: [...seen.steps.slice(0, -1), change(last)] }
}

function changeCall(seen: PlaySeen, seq: number, change: (call: SeenCall) => SeenCall): PlaySeen {
  return changeLast(seen, (step) => ({
    ...step,
    calls: step.calls.map((call) => (call.seq === seq ? change(call) : call)),
  }))
}

/** How much faster than real time the steps come. Live models take the time that they take, whatever was chosen for others. */
export function timesShown({ seen, times }: { seen: PlaySeen; times: number }): number {
  return seen.live ? 1 : times
}

/** The newest answer that a node gave: what stands where nobody waits any longer. */
export function bestSoFar({ steps }: PlaySeen): { answer: string; node: string } | undefined {
  let best: { answer: string; node: string } | undefined
  for (const { node, left } of steps) {
    if (left === null || left.answer === null) continue
    if (best === undefined || left.answer !== best.answer) best = { answer: left.answer, node }
  }
  return best
}
