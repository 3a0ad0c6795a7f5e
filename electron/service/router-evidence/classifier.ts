import { type ClassifiedProblem, classifierQuality } from '../../../shared/evidence/classifier-quality'
import type { Graph } from '../../../shared/graph/schema'
import type { ClassifierEvidence } from '../../../shared/router-evidence'
import type { RunRow } from '../../store/runs'
import type { Store } from '../../store/store'
import { knownVerdicts, type Verdicts } from './known-verdicts'
import { bindingOf, modelBehind, type ReadNode, type Tier } from './read-graph'

/** What the pass over a run tells of its models, by `connection model`. */
export interface ModelsSeen {
  verdicts: ReadonlyMap<string, Verdicts>
  usdPerCall: ReadonlyMap<string, number | null>
  /** The answer keys, by the walk's place. */
  keys: ReadonlyMap<number, string | null>
}

export function tierKey({ connection, model }: Tier): string {
  return `${connection} ${model}`
}

/** The labels of one classifier against the tier that each problem needed, as far as that is known. */
export function classifierEvidence(
  store: Store,
  run: RunRow,
  { graph, nodes }: { graph: Graph; nodes: ReadonlyMap<string, ReadNode> },
  node: ReadNode,
  labels: ReadonlyMap<number, string>,
  seen: ModelsSeen,
): ClassifierEvidence {
  const behind = new Map(
    [...new Set(labels.values())].map((label) => [label, modelBehind(graph, nodes, node.id, label)]),
  )
  const tiers = orderTiers([...behind.values()], seen)
  const place = new Map(tiers.map((tier, at) => [tierKey(tier), at]))
  const known = tiers.map((tier) => {
    const asked = [...nodes.values()].find((one) => {
      const binding = one.kind === 'model' ? bindingOf(graph, one) : undefined
      return binding !== undefined && tierKey(binding) === tierKey(tier)
    })
    const own = seen.verdicts.get(tierKey(tier)) ?? new Map()
    return knownVerdicts(store, run, asked, { tier, keys: seen.keys, own })
  })
  const classified: ClassifiedProblem[] = []
  let withoutModel = 0
  for (const [ordinal, label] of labels) {
    const tier = behind.get(label)
    if (tier === undefined) withoutModel += 1
    else {
      const verdicts = known.map(({ verdicts: of }) => of.get(ordinal) ?? null)
      classified.push({ label, sent: place.get(tierKey(tier)) ?? 0, verdicts })
    }
  }
  const { confusion, ...quality } = classifierQuality(classified, tiers.length, run.repeats)
  return {
    nodeId: node.id,
    title: node.title,
    tiers: tiers.map((tier) => ({ model: tier.model, usdPerCall: seen.usdPerCall.get(tierKey(tier)) ?? null })),
    ...quality,
    confusion: confusion.map((row) => ({ ...row, sent: behind.get(row.label)?.model ?? '' })),
    withoutModel,
    sources: [...new Set(known.flatMap(({ sources }) => sources))],
  }
}

/** Each model once, the cheapest first by what its calls cost in this run; those of unknown cost last. */
function orderTiers(behind: readonly (Tier | undefined)[], { usdPerCall }: ModelsSeen): Tier[] {
  const tiers = new Map(behind.flatMap((tier) => (tier === undefined ? [] : [[tierKey(tier), tier]])))
  const cost = (tier: Tier): number => usdPerCall.get(tierKey(tier)) ?? Number.POSITIVE_INFINITY
  return [...tiers.values()].sort((a, b) => cost(a) - cost(b) || a.model.localeCompare(b.model))
}
