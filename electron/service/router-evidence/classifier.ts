import { type ClassifiedProblem, classifierQuality } from '../../../shared/evidence/classifier-quality'
import { type Graph, splitFrom } from '../../../shared/graph/schema'
import type { ClassifierEvidence } from '../../../shared/router-evidence'
import type { RunRow } from '../../store/runs'
import type { Store } from '../../store/store'
import { knownUsdPerCall, knownVerdicts, type Verdicts } from './known-verdicts'
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
  // Also those that it never gave: the tier that a problem needed may lie behind one of them.
  const behind = new Map(portsOf(graph, node.id).map((label) => [label, modelBehind(graph, nodes, node.id, label)]))
  const usdPerCall = costsOf(store, run, [...behind.values()], seen)
  const tiers = orderTiers([...behind.values()], usdPerCall)
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
    tiers: tiers.map((tier) => ({ model: tier.model, usdPerCall: usdPerCall.get(tierKey(tier)) ?? null })),
    ...quality,
    confusion: confusion.map((row) => ({ ...row, sent: behind.get(row.label)?.model ?? '' })),
    withoutModel,
    sources: [...new Set(known.flatMap(({ sources }) => sources))],
  }
}

/** The ports of a node that lead anywhere. */
function portsOf({ edges }: Graph, nodeId: string): string[] {
  return edges.flatMap(({ from }) => {
    const { node, port } = splitFrom(from)
    return node === nodeId ? [port] : []
  })
}

/** What a call of each model costs: in this run, or else where it is known from. */
function costsOf(
  store: Store,
  run: RunRow,
  behind: readonly (Tier | undefined)[],
  { usdPerCall }: ModelsSeen,
): ReadonlyMap<string, number | null> {
  return new Map(
    behind
      .filter((tier) => tier !== undefined)
      .map((tier) => {
        const here = usdPerCall.get(tierKey(tier))
        return [tierKey(tier), here === undefined ? knownUsdPerCall(store, run, tier) : here]
      }),
  )
}

/** Each model once, the cheapest first by what its calls cost; those of unknown cost last. */
function orderTiers(behind: readonly (Tier | undefined)[], usdPerCall: ReadonlyMap<string, number | null>): Tier[] {
  const tiers = new Map(behind.flatMap((tier) => (tier === undefined ? [] : [[tierKey(tier), tier]])))
  const cost = (tier: Tier): number => usdPerCall.get(tierKey(tier)) ?? Number.POSITIVE_INFINITY
  return [...tiers.values()].sort((a, b) => cost(a) - cost(b) || a.model.localeCompare(b.model))
}
