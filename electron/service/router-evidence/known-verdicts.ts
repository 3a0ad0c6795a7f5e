import { isCorrect } from '../../../shared/evidence/trace-walk'
import { parseGraph } from '../../../shared/graph/load'
import type { Graph } from '../../../shared/graph/schema'
import { placeOf } from '../../../shared/repeats'
import type { RunRow } from '../../store/runs'
import type { Store } from '../../store/store'
import { bindingOf, type ReadNode, readNodes, type Tier } from './read-graph'

/** Other runs are read until all is known, but not more of them. */
const MOST_RUNS = 6

/** What a model makes of each problem, by the place of its walk: right, wrong, or not known. */
export type Verdicts = Map<number, boolean>

export interface KnownVerdicts {
  verdicts: Verdicts
  /** In words, such as `12 recorded outcomes`, or the names of runs. */
  sources: string[]
}

interface Wanted {
  tier: Tier
  /** Keys by the places of the walks that are asked about. */
  keys: ReadonlyMap<number, string | null>
  /** What the run itself has told. */
  own: Verdicts
}

/**
 * Whether a model is right on problems, from wherever that is known: the run itself, recorded outcomes, and other finished
 * runs that asked the same model in the same words (and, where it is simulated, with the same luck).
 */
export function knownVerdicts(store: Store, run: RunRow, asked: ReadNode | undefined, wanted: Wanted): KnownVerdicts {
  const { tier, keys } = wanted
  const verdicts = new Map(wanted.own)
  const sources = verdicts.size > 0 ? ['this run'] : []
  const take = (
    source: string,
    known: Iterable<{ ordinal: number; answer: string | null; score: number | null }>,
  ): void => {
    const before = verdicts.size
    for (const { ordinal, answer, score } of known) {
      // What is known of a problem stands for each of its walks of which nothing is.
      for (let repeat = 0; repeat < run.repeats; repeat++) {
        const place = placeOf(ordinal, repeat, run)
        if (verdicts.has(place) || !keys.has(place)) continue
        const correct = isCorrect(answer, keys.get(place) ?? null, score)
        if (correct !== null) verdicts.set(place, correct)
      }
    }
    if (verdicts.size > before) sources.push(source)
  }
  if (isRecorded(tier, run)) take('recorded outcomes', store.evidence.outcomes(run.datasetId, tier.model))
  for (const other of relatedRuns(store, run)) {
    if (verdicts.size >= keys.size) break
    const nodeIds = nodesAsking(other.graph, tier, asked)
    if (nodeIds.length === 0) continue
    take(`the run of ${other.run.graph}`, store.evidence.answersOf(other.run.id, tier.connection, tier.model, nodeIds))
  }
  return { verdicts, sources }
}

const isRecorded = ({ connection }: Tier, { answersFrom }: RunRow): boolean =>
  connection === 'recorded' || answersFrom !== 'connections'

/** Dollars of one call of a model that this run never asked: as its outcomes, or else other runs, have them. */
export function knownUsdPerCall(store: Store, run: RunRow, tier: Tier): number | null {
  const recorded = isRecorded(tier, run) ? store.evidence.usdPerOutcome(run.datasetId, tier.model) : null
  if (recorded !== null) return recorded
  for (const other of relatedRuns(store, run)) {
    const usd = store.evidence.usdPerCall(other.run.id, tier.connection, tier.model)
    if (usd !== null) return usd
  }
  return null
}

function relatedRuns({ runs, designs }: Store, run: RunRow): { run: RunRow; graph: Graph }[] {
  return runs
    .list()
    .filter(({ id, datasetId, status, seed, mode }) => {
      const isAlike = datasetId === run.datasetId && status === 'done' && id !== run.id
      return isAlike && (mode === 'recorded' || seed === run.seed)
    })
    .slice(0, MOST_RUNS)
    .map((other) => ({ run: other, graph: parseGraph(designs.graphOf(other.graphHash), 'the saved graph') }))
}

/** The nodes of another graph that ask the model once and in the same words as the node here. */
function nodesAsking(graph: Graph, { connection, model }: Tier, asked: ReadNode | undefined): string[] {
  return [...readNodes(graph).values()]
    .filter((node) => {
      if (node.kind !== 'model' || node.samples !== 1) return false
      const binding = bindingOf(graph, node)
      if (binding?.connection !== connection || binding.model !== model) return false
      return asked === undefined || connection === 'recorded' || wordsOf(node) === wordsOf(asked)
    })
    .map(({ id }) => id)
}

function wordsOf({ settings: { system, prompt, effort, temperature } }: ReadNode): string {
  return JSON.stringify([system, prompt, effort, temperature])
}
