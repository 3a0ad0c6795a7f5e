import { replaceEqualDeep } from '@tanstack/react-query'
import type { Graph } from '../../shared/graph/schema'
import type { SeenTraffic } from './card-data'
import type { PlacedChips } from './chips'
import { addChips, deriveFlow, type Flow } from './flow'

export interface SteadyFlow {
  flow: Flow
  placed: PlacedChips | undefined
}

/**
 * What the canvas draws now, after what it drew before: whatever a run did not change keeps its object, so that ten times a second
 * only the rest is drawn.
 */
export function steadyFlow(
  before: SteadyFlow | undefined,
  { graph, traffic, scale }: { graph: Graph; traffic: SeenTraffic | undefined; scale: number },
): SteadyFlow {
  // When a run has ended its chips are placed as they are whenever it is looked at.
  const kept = traffic?.status === 'running' ? before?.placed : undefined
  const { flow, placed } = addChips(deriveFlow(graph, traffic), graph, traffic, scale, kept)
  return { flow: replaceEqualDeep(before?.flow, flow), placed }
}
