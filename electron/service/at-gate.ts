import type { SeenAtGate } from '../../shared/evidence/at-gate'
import { type NodeTrait, traceToGate } from '../../shared/evidence/trace-to-gate'
import { grade } from '../../shared/grading/grade'
import { describeBefore } from '../../shared/graph/before-node'
import { parseGraph } from '../../shared/graph/load'
import { type Graph, splitFrom } from '../../shared/graph/schema'
import { checkGraph } from '../../shared/graph/validate'
import { readSelfReport } from '../../shared/nodes/model/confidence'
import type { GateEvidence } from '../../shared/runs-contract'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'
import type { RecordedAnswer } from '../store/traces'

/** More than this tells no more about a threshold, and would take long to send. */
const mostProblems = 20_000

const keepsAnswer = new Set(['input', 'classifier', 'verifier', 'escalation', 'split', 'output'])

/** What came to an escalation, from the newest run that tells, else from recorded outcomes of the model before it. */
export function evidenceAtGate(
  { designs, runs, datasets, traces }: Store,
  { designId, nodeId, datasetId }: { designId: string; nodeId: string; datasetId: number },
): GateEvidence {
  const readGraph = (hash: string) => parseGraph(designs.graphOf(hash), 'the saved graph')
  const graph = readGraph(designs.get(designId).hash)
  const ofDesign = runs.list().filter((run) => run.designId === designId && run.finished > 0)
  // A run on the dataset at hand tells more than a newer one on another.
  const newest = ofDesign.find((run) => run.datasetId === datasetId) ?? ofDesign[0]
  if (newest !== undefined) {
    const evidence = fromRun(newest, readGraph(newest.graphHash))
    if (evidence !== undefined) return evidence
  }
  const model = recordedBefore(graph, nodeId)
  if (model !== undefined) {
    const seen = traces.recorded(datasetId, model, mostProblems).map(seeRecorded)
    const { name } = datasets.get(datasetId)
    if (seen.length > 0) {
      return { from: 'outcomes', source: `${model} on ${name}`, before: describeBefore(graph, nodeId), seen }
    }
  }
  return { from: 'nothing', source: whyNothing(newest), before: '', seen: [] }

  function fromRun(run: RunRow, its: Graph): GateEvidence | undefined {
    const traitOf = traitsIn(its)
    const seen: SeenAtGate[] = []
    for (const problem of traces.ofRun(run.id, mostProblems)) {
      const one = traceToGate(problem, nodeId, traitOf)
      if (one !== undefined) seen.push(one)
    }
    return seen.length === 0
      ? undefined
      : { from: 'run', source: run.dataset, before: describeBefore(its, nodeId), seen }
  }
}

function traitsIn(graph: Graph): (nodeId: string) => NodeTrait {
  const traits = new Map<string, NodeTrait>()
  for (const { node, kind, settings } of checkGraph(graph).checked.values()) {
    const { samples } = settings as { samples?: number }
    if (node.kind === 'model') traits.set(node.id, { role: 'answers', mostCalls: samples ?? 1 })
    else if (keepsAnswer.has(kind.id)) traits.set(node.id, { role: 'keeps', mostCalls: 1 })
  }
  return (nodeId) => traits.get(nodeId) ?? { role: 'unknown', mostCalls: Number.POSITIVE_INFINITY }
}

/** The one model whose recorded answers come to the node unchanged and with the confidence that they state; else undefined. */
function recordedBefore(graph: Graph, nodeId: string): string | undefined {
  const before = graph.edges.filter(({ to }) => to === nodeId).map(({ from }) => splitFrom(from))
  const [only, ...others] = before
  const node = graph.nodes.find(({ id }) => id === only?.node)
  if (others.length > 0 || only?.port !== 'answer' || node?.kind !== 'model') return undefined
  const checked = checkGraph(graph).checked.get(node.id)?.settings as
    | { role: string; samples: number; confidence: string }
    | undefined
  const bound = checked === undefined ? undefined : graph.roles[checked.role]
  const isPlain = checked?.samples === 1 && checked.confidence === 'stated'
  return isPlain && bound?.connection === 'recorded' ? bound.model : undefined
}

function seeRecorded({ answer, confidence, score, usd, latencyMs, category, answerKey }: RecordedAnswer): SeenAtGate {
  const report = answer === null ? null : readSelfReport(answer)
  const graded = report === null ? null : grade(report.answer, answerKey, score)
  return {
    confidence: report?.confidence ?? confidence,
    correct: graded === null || graded.by === 'nothing' ? null : graded.correct,
    category,
    elapsedMs: latencyMs,
    spentUsd: usd,
  }
}

function whyNothing(newest: RunRow | undefined): string {
  return newest === undefined
    ? 'This design has not been run, and no recorded answers come here unchanged.'
    : 'No problem of the newest run came here.'
}
