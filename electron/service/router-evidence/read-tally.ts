import {
  binByConfidence,
  brierScore,
  expectedCalibrationError,
  rateAnswers,
} from '../../../shared/evidence/calibration'
import { accuracyByCoverage, areaUnderRoc, aurocInterval } from '../../../shared/evidence/discrimination'
import { mcnemarP } from '../../../shared/evidence/mcnemar'
import { rateOf } from '../../../shared/evidence/rate'
import { verifierQuality } from '../../../shared/evidence/verifier-quality'
import { signFlipTest } from '../../../shared/evidence/whole-sign-flip'
import { ordinalOf, type Repeats } from '../../../shared/repeats'
import type {
  CacheEvidence,
  Calibration,
  EscalationEvidence,
  RouterEvidence,
  VerifierEvidence,
} from '../../../shared/router-evidence'
import type { ReadNode } from './read-graph'
import type { RouterTally, Stated } from './tally'

const POINTS = 200
const PARTS = 20
/** A part of fewer problems shows nothing but noise. */
const LEAST_PER_PART = 20

/** How a node's confidence fits what was right; nothing where it never states one. */
export function readCalibration(
  { stated, repeats: { repeats: many } }: RouterTally,
  nodeId: string,
  nodes: ReadonlyMap<string, ReadNode>,
  modelOf: (nodeId: string) => string | null,
): Calibration[] {
  const answers = stated.get(nodeId) ?? []
  const graded = answers.filter((one): one is Stated & { correct: boolean } => one.correct !== null)
  const { rated, missing } = rateAnswers(graded)
  if (rated.length === 0) return []
  const right = rated.filter(({ correct }) => correct).length
  const auroc = areaUnderRoc(rated)
  return [
    {
      nodeId,
      title: nodes.get(nodeId)?.title ?? nodeId,
      model: modelOf(nodeId),
      rated: rated.length,
      missing,
      ungraded: answers.length - graded.length,
      bins: binByConfidence(rated),
      repeats: many,
      ece: expectedCalibrationError(rated),
      brier: brierScore(rated),
      auroc,
      aurocInterval: aurocInterval(auroc, right / many, (rated.length - right) / many),
      coverage: thin(accuracyByCoverage(graded)),
    },
  ]
}

/** Evenly by place, with both ends. */
function thin<Point>(points: readonly Point[]): Point[] {
  if (points.length <= POINTS) return [...points]
  const last = points.length - 1
  return Array.from({ length: POINTS }, (_, at) => points[Math.round((at * last) / (POINTS - 1))]).filter(
    (point): point is Point => point !== undefined,
  )
}

export function readVerifiers(
  { verified, repeats }: RouterTally,
  nodes: ReadonlyMap<string, ReadNode>,
): VerifierEvidence[] {
  return [...verified].map(([nodeId, said]) => {
    const node = nodes.get(nodeId)
    const graded = said.flatMap(({ said: verdict, correct }) =>
      correct === null ? [] : [{ verified: verdict, correct }],
    )
    return {
      nodeId,
      title: node?.title ?? nodeId,
      method: typeof node?.settings.method === 'string' ? node.settings.method : '',
      oracle: node?.oracle === true,
      ...verifierQuality(graded, repeats.repeats),
      ungraded: said.length - graded.length,
    }
  })
}

export function readEscalations(tally: RouterTally, nodes: ReadonlyMap<string, ReadNode>): EscalationEvidence[] {
  const { repeats } = tally
  return [...tally.gates].map(([nodeId, { escalated, ordinals, byCategory, gain, won }]) => {
    const node = nodes.get(nodeId)
    const visitors = tally.visitors.get(nodeId) ?? 0
    const ways = tally.ways.get(nodeId)
    const up = node?.escalates ?? 'escalate'
    const accept = [...(ways?.keys() ?? [])].find((port) => port !== up)
    return {
      nodeId,
      title: node?.title ?? nodeId,
      accepted: accept === undefined ? null : (ways?.get(accept)?.read(accept, visitors, repeats) ?? null),
      escalated: ways?.get(up)?.read(up, visitors, repeats) ?? null,
      rate: rateOf(sum(escalated), escalated.length, repeats.repeats),
      overTime: inParts(escalated, ordinals, repeats),
      byCategory: [...byCategory]
        .map(([name, group]) => ({ name, rate: rateOf(group.escalated, group.of, repeats.repeats) }))
        .sort((a, b) => b.rate.of - a.rate.of),
      gain: { ...gain, p: repeats.repeats === 1 ? mcnemarP(gain.lost, gain.won) : signFlipTest(won.values(), 1).p },
    }
  })
}

/** Equal parts of the walks in the order of their problems are equal stretches of the dataset. */
function inParts(
  escalated: readonly number[],
  places: readonly number[],
  repeats: Repeats,
): EscalationEvidence['overTime'] {
  const walks = places.map((place, at) => ({ ordinal: ordinalOf(place, repeats), up: escalated[at] ?? 0 }))
  // Of several repeats each begins anew; those of one problem belong together.
  if (repeats.repeats > 1) walks.sort((a, b) => a.ordinal - b.ordinal)
  const parts = Math.max(1, Math.min(PARTS, Math.floor(walks.length / LEAST_PER_PART)))
  return Array.from({ length: parts }, (_, part) => {
    const [from, to] = [part, part + 1].map((end) => Math.round((end * walks.length) / parts)) as [number, number]
    const rate = rateOf(sum(walks.slice(from, to).map(({ up }) => up)), to - from, repeats.repeats)
    return { from: walks[from]?.ordinal ?? 0, to: walks[to - 1]?.ordinal ?? 0, rate }
  })
}

export function readCaches({ caches, repeats }: RouterTally, nodes: ReadonlyMap<string, ReadNode>): CacheEvidence[] {
  return [...caches].map(([nodeId, { hits, misses, hitRight, missRight, usdAfter }]) => {
    const usdPerMiss = usdAfter === null || misses === 0 ? null : usdAfter / misses
    return {
      nodeId,
      title: nodes.get(nodeId)?.title ?? nodeId,
      hits: rateOf(hits, hits + misses, repeats.repeats),
      hitRight: rateOf(hitRight, hits, repeats.repeats),
      missRight: rateOf(missRight, misses, repeats.repeats),
      usdPerMiss,
      savedUsd: usdPerMiss === null ? null : usdPerMiss * hits,
    }
  })
}

/** The nodes by which problems left in more than one way, in the order in which problems came to them. */
export function readBranches(
  { ways, visitors, repeats }: RouterTally,
  nodes: ReadonlyMap<string, ReadNode>,
): RouterEvidence['branches'] {
  return [...ways].flatMap(([nodeId, ports]) => {
    if (ports.size < 2) return []
    const node = nodes.get(nodeId)
    const read = [...ports].map(([port, way]) => way.read(port, visitors.get(nodeId) ?? 0, repeats))
    return [
      {
        nodeId,
        title: node?.title ?? nodeId,
        kind: node?.kind ?? '',
        ways: read.sort((a, b) => b.taken.count - a.taken.count),
      },
    ]
  })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
