import type { ComparedRun } from '../../../shared/comparison'
import { type TracedCall, type TracedWalk, traceWalk } from '../../../shared/evidence/trace-walk'
import { parseGraph } from '../../../shared/graph/load'
import type { Graph } from '../../../shared/graph/schema'
import { ordinalOf, type Repeats } from '../../../shared/repeats'
import type { RouterEvidence } from '../../../shared/router-evidence'
import type { CallRow, KnownAnswer, WalkedRow } from '../../store/evidence'
import type { RunRow } from '../../store/runs'
import type { Store } from '../../store/store'
import { classifierEvidence, tierKey } from './classifier'
import type { Verdicts } from './known-verdicts'
import { bindingOf, type ReadNode, readNodes } from './read-graph'
import { readBranches, readCaches, readCalibration, readEscalations, readVerifiers } from './read-tally'
import { RouterTally } from './tally'

const PAGE = 1000

/** Reads all walks of a run in pages, letting others have their turn between them, and gives what they tell of its router. */
export async function inspectRun(store: Store, run: RunRow, summary: ComparedRun): Promise<RouterEvidence> {
  const graph = parseGraph(store.designs.graphOf(run.graphHash), 'the saved graph')
  const nodes = readNodes(graph)
  const tally = new RouterTally(nodes, run)
  const models = new ModelsTally(run)
  const scores = recordedScores(store, run)
  for (let after = -1; ; ) {
    const rows = store.evidence.walks(run.id, after, PAGE)
    const last = rows.at(-1)
    if (last === undefined) break
    const calls = byOrdinal(store.evidence.calls(run.id, rows[0]?.ordinal ?? 0, last.ordinal))
    for (const row of rows) {
      const made = calls.get(row.ordinal) ?? []
      const traced = traceWalk({ ...row, calls: made, scoreOf: (call) => scores(row.ordinal, call) }, nodes)
      tally.add(row, traced)
      models.add(row, made, traced)
    }
    after = last.ordinal
    await breathe()
  }
  const modelOf = (nodeId: string): string | null => {
    const node = nodes.get(nodeId)
    return node === undefined ? null : (bindingOf(graph, node)?.model ?? null)
  }
  const calibrations: RouterEvidence['calibrations'] = []
  for (const nodeId of tally.stated.keys()) {
    calibrations.push(...readCalibration(tally, nodeId, nodes, modelOf))
    await breathe()
  }
  const classifiers = classifiersOf(store, run, { graph, nodes }, tally, models)
  await breathe()
  return {
    run: summary,
    calibrations,
    classifiers,
    verifiers: readVerifiers(tally, nodes),
    escalations: readEscalations(tally, nodes),
    caches: readCaches(tally, nodes),
    branches: readBranches(tally, nodes),
  }
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function classifiersOf(
  store: Store,
  run: RunRow,
  read: { graph: Graph; nodes: ReadonlyMap<string, ReadNode> },
  { labels }: RouterTally,
  models: ModelsTally,
): RouterEvidence['classifiers'] {
  return [...labels].flatMap(([nodeId, of]) => {
    const node = read.nodes.get(nodeId)
    return node === undefined ? [] : [classifierEvidence(store, run, read, node, of, models.seen())]
  })
}

/** What a run itself tells of its models: the first answer of each in each walk, and what its calls cost. */
class ModelsTally {
  private readonly verdicts = new Map<string, Verdicts>()
  private readonly costs = new Map<string, { usd: number | null; calls: number }>()
  private readonly keys = new Map<number, string | null>()

  constructor(private readonly repeats: Repeats) {}

  add({ ordinal, answerKey }: WalkedRow, calls: readonly CallRow[], { answers }: TracedWalk): void {
    this.keys.set(ordinal, answerKey)
    for (const { connection, model, sample, correct } of answers) {
      if (connection === null || model === null || correct === null) continue
      // A walk's first answer is one of as many as there are repeats.
      if (sample === null || sample >= this.repeats.repeats) continue
      const key = tierKey({ connection, model })
      const known = this.verdicts.get(key) ?? new Map<number, boolean>()
      this.verdicts.set(key, known)
      if (!known.has(ordinal)) known.set(ordinal, correct)
    }
    for (const call of calls) {
      const key = tierKey(call)
      const cost = this.costs.get(key) ?? { usd: 0, calls: 0 }
      this.costs.set(key, cost)
      cost.usd = cost.usd === null || call.usd === null ? null : cost.usd + call.usd
      cost.calls += 1
    }
  }

  seen() {
    const usdPerCall = new Map(
      [...this.costs].map(([key, { usd, calls }]) => [key, usd === null ? null : usd / calls] as const),
    )
    return { verdicts: this.verdicts, usdPerCall, keys: this.keys }
  }
}

function byOrdinal(calls: readonly CallRow[]): Map<number, CallRow[]> {
  const grouped = new Map<number, CallRow[]>()
  for (const call of calls) {
    const known = grouped.get(call.ordinal)
    if (known === undefined) grouped.set(call.ordinal, [call])
    else known.push(call)
  }
  return grouped
}

/** The source's own grade of a recorded answer; `null` where there is none. Each model's are read when first asked for. */
function recordedScores({ evidence }: Store, run: RunRow) {
  const scores = new Map<string, Map<number, number | null>>()
  return (place: number, { model, sample, source }: TracedCall): number | null => {
    if (source !== 'recorded' || sample >= run.repeats) return null
    const key = `${sample} ${model}`
    const known = scores.get(key) ?? scoresOf(evidence.outcomes(run.datasetId, model, sample))
    scores.set(key, known)
    return known.get(ordinalOf(place, run)) ?? null
  }
}

function scoresOf(outcomes: readonly KnownAnswer[]): Map<number, number | null> {
  return new Map(outcomes.map(({ ordinal, score }) => [ordinal, score]))
}
