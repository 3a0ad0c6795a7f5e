import type { BatchingConnection } from '../../shared/batch'
import { SwitchyardError } from '../../shared/errors'
import type { Graph } from '../../shared/graph/schema'
import type { AnswersFrom } from '../../shared/report'
import type { LiveConnections } from './bindings'

interface Batchable {
  graph: Graph
  live: LiveConnections
  answersFrom: AnswersFrom
}

/** Refuses a run as batches where no call, or not every one, could go into one. */
export function checkBatches(options: Batchable): void {
  const why = whyNoBatches(options)
  if (why !== undefined) throw new SwitchyardError('RUN_REFUSED', ...why)
}

/** Whether every call that a run sends could go into a batch. */
export function canBatch(options: Batchable): boolean {
  return whyNoBatches(options) === undefined
}

function whyNoBatches({ graph, live, answersFrom }: Batchable): [string, { hint: string }] | undefined {
  const used = liveOf(graph, live)
  if (used.length === 0 || answersFrom === 'recorded')
    return [
      'nothing of this run is sent to a provider, so there is nothing to put into a batch',
      { hint: 'run it without batches' },
    ]
  const without = used.find(({ batches }) => batches === undefined)
  if (without === undefined) return undefined
  const hint = 'run it live, or bind its roles to a connection to Anthropic or OpenAI'
  return [`the connection “${without.name}” does no batches`, { hint }]
}

/** Each problem under way is in memory, some 15 kB of it. */
const MOST_AT_ONCE = 50_000

/** So many problems may be under way at once: together they fill a batch. */
export function mostAtOnce(graph: Graph, live: LiveConnections): number {
  return Math.min(MOST_AT_ONCE, ...liveOf(graph, live).map(({ batches }) => batches?.most.requests ?? 1))
}

function liveOf(graph: Graph, live: LiveConnections): BatchingConnection[] {
  const names = new Set(Object.values(graph.roles).map(({ connection }) => connection))
  return [...names].flatMap((name) => live.find(name)?.connection ?? [])
}
