import type { Answered, DifferingProblem, DifferingSide, LatencySpread } from '../../shared/comparison'
import { countInBins, logEdges } from '../../shared/evidence/histogram'
import { nearestRank } from '../../shared/evidence/percentile'
import { isCorrect, knownLatencies, type Rows } from '../../shared/evidence/run-columns'
import { parseGraph } from '../../shared/graph/load'
import { titleOf } from '../../shared/graph/title'
import type { WalkedRow } from '../store/evidence'
import type { Store } from '../store/store'
import type { Aligned } from './align-runs'
import { commonProblems, walksAt } from './align-walks'
import type { Summaries } from './summaries'

type Titles = ReadonlyMap<string, string>

export interface DifferingPage {
  /** How many there are on this side. */
  total: number
  problems: DifferingProblem[]
}

/** The problems that one of two runs got right and the other did not, or not as often, in the order of the dataset, a page of them. */
export function differingProblems(
  store: Store,
  [baseline, other]: readonly [Aligned, Aligned],
  { side, offset, limit }: { side: DifferingSide; offset: number; limit: number },
): DifferingPage {
  const places: number[] = []
  for (let at = 0; at < commonProblems(baseline); at++) {
    const first = shareRight(baseline, at)
    const second = shareRight(other, at)
    if (first !== second && (side === 'all' || (side === 'onlyBaseline') === first > second)) places.push(at)
  }
  const [ofBaseline, ofRun] = [titlesOf(store, baseline), titlesOf(store, other)]
  const problems = places.slice(offset, offset + limit).flatMap((at) => {
    const isFirst = shareRight(baseline, at) > shareRight(other, at)
    const [one, two] = [tellingWalk(store, baseline, at, isFirst), tellingWalk(store, other, at, !isFirst)]
    if (one === undefined || two === undefined) return []
    const { problemId, question, answerKey, category, difficulty } = one.walk
    return [
      {
        problemId,
        question,
        answerKey,
        category,
        difficulty,
        baseline: answered(one, ofBaseline),
        run: answered(two, ofRun),
      },
    ]
  })
  return { total: places.length, problems }
}

/** Of the walks of a problem the first that was right, or that was not. */
function tellingWalk({ evidence }: Store, side: Aligned, at: number, isRight: boolean): Told | undefined {
  const walks = walksAt(side, at)
  const row = walks.find((one) => isCorrect(side.columns, one) === isRight) ?? walks[0] ?? 0
  const walk = evidence.walkAt(side.run.id, side.ownOrdinals[row] ?? -1)
  const times = side.byProblem === undefined ? null : { right: countRight(side, walks), walks: walks.length }
  return walk === undefined ? undefined : { walk, times }
}

function shareRight(side: Aligned, at: number): number {
  const walks = walksAt(side, at)
  return countRight(side, walks) / walks.length
}

function countRight({ columns }: Aligned, walks: Rows): number {
  return walks.reduce((right, row) => right + Number(isCorrect(columns, row)), 0)
}

interface Told {
  walk: WalkedRow
  times: Answered['times']
}

/** What the nodes of the version that was run are called, by id. */
function titlesOf({ designs }: Store, { run }: Aligned): Titles {
  const { nodes } = parseGraph(designs.graphOf(run.graphHash), 'the saved graph')
  return new Map(nodes.map((node) => [node.id, titleOf(node)]))
}

function answered({ walk, times }: Told, titles: Titles): Answered {
  const { verdict, answer, failure, usd, latencyMs, steps } = walk
  const path = steps.map(([node, port]) => [titles.get(node) ?? node, port ?? ''].join(' ').trimEnd())
  return { verdict, answer, failure, usd, latencyMs, path, times }
}

/** Counts of latencies in the same bins for all runs, over the problems that they have in common. */
export function latencySpread(summaries: Summaries, aligned: readonly Aligned[]): LatencySpread {
  const sorted = aligned.map(({ columns, rows }) => knownLatencies(columns, rows)?.sort() ?? null)
  const known = sorted.flatMap((latencies) => (latencies === null || latencies.length === 0 ? [] : [latencies]))
  // What took no time, such as a cache's answer, has no place on a logarithmic scale; it counts in the first bin.
  const some = known.flatMap((latencies) => latencies.find((ms) => ms >= 1) ?? [])
  const least = some.length === 0 ? 1 : Math.min(...some)
  const most = Math.max(1, ...known.map((latencies) => latencies.at(-1) ?? 1))
  const edges = known.length === 0 ? [] : logEdges(least, Math.max(most, least))
  const runs = aligned.map(({ run }, at) => {
    const latencies = sorted[at] ?? null
    const budgetMs = summaries.traits(run.graphHash).latencyBudgetMs
    const rank = (p: number): number | null => (latencies === null ? null : (nearestRank(latencies, p) ?? null))
    return {
      runId: run.id,
      counts: latencies === null ? null : countInBins(latencies, edges),
      p50: rank(0.5),
      p95: rank(0.95),
      most: rank(1),
      budgetMs,
      over: latencies === null || budgetMs === null ? null : latencies.filter((ms) => ms > budgetMs).length,
    }
  })
  return { edges, runs }
}
