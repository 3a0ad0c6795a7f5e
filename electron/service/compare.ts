import type { ComparedRun, Comparison, Paired } from '../../shared/comparison'
import { SwitchyardError } from '../../shared/errors'
import { findFrontier } from '../../shared/evidence/frontier'
import { holmAdjusted } from '../../shared/evidence/holm'
import { missesLatencyBudget } from '../../shared/evidence/latency-budget'
import { type PairedEvidence, pairRuns } from '../../shared/evidence/pair-columns'
import { pairWalks } from '../../shared/evidence/pair-walks'
import { LEVEL } from '../../shared/evidence/paired-words'
import { problemsNeeded, problemsNeededByMeans } from '../../shared/evidence/problems-needed'
import { formatCount, formatNumberOf } from '../../shared/format'
import { givenName } from '../../shared/run-name'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'
import { type Aligned, alignRuns } from './align-runs'
import { commonProblems, finishedProblems } from './align-walks'
import type { ColumnsOfRuns } from './run-columns'
import type { Summaries } from './summaries'

/** Runs over one dataset, or over datasets that share problems, on the problems that all of them have finished. */
export function compareRuns(
  store: Store,
  columns: ColumnsOfRuns,
  summaries: Summaries,
  { runIds, baselineId = null }: { runIds: readonly string[]; baselineId?: string | null },
): Comparison {
  const aligned = alignRuns(store, columns, runIds)
  const runs = aligned.map((side) => comparedRun(store, summaries, side))
  const chosen = baselineId ?? dearest(runs)?.id
  const baseline = aligned.find(({ run }) => run.id === chosen) ?? aligned[0]
  return {
    runs,
    frontier: frontierOf(runs),
    common: aligned[0] === undefined ? 0 : commonProblems(aligned[0]),
    note: noteOf(aligned),
    baselineId: baseline?.run.id ?? null,
    pairs: baseline === undefined ? [] : pairsWith(baseline, aligned),
  }
}

/** What a router is to save: the design of the highest known cost that keeps its latency budget, or else the one that is right most often. */
function dearest(runs: readonly ComparedRun[]): ComparedRun | undefined {
  const slow = ({ keepsLatency }: ComparedRun): number => Number(keepsLatency === false)
  return runs.toSorted(
    (a, b) => slow(a) - slow(b) || (b.usd ?? -1) - (a.usd ?? -1) || (b.accuracy ?? 0) - (a.accuracy ?? 0),
  )[0]
}

function comparedRun(store: Store, summaries: Summaries, side: Aligned): ComparedRun {
  const { run, columns, rows } = side
  const summary = summaries.over(run, columns, rows)
  const misses = missesLatencyBudget(summary)
  return {
    ...summary,
    name: givenName(run),
    designId: run.designId,
    version: run.designId === null ? null : store.evidence.version(run.designId, run.graphHash),
    seed: run.seed,
    startedAt: run.startedAt,
    finished: finishedProblems(side),
    keepsLatency: misses === null ? null : !misses,
  }
}

/** The baseline against every other run; p values are corrected over all of them. */
function pairsWith(baseline: Aligned, aligned: readonly Aligned[]): Paired[] {
  const others = aligned.filter((side) => side !== baseline)
  const evidence = others.map((side) => pairSides(baseline, side))
  const pAccuracy = holmAdjusted(evidence.map(({ p, problems }) => (problems === 0 ? null : p)))
  const pCost = holmAdjusted(evidence.map((pair) => pair.pCost))
  // What is told needs no more, and leaves the others a milder correction.
  const open = pAccuracy.filter((p) => p !== null && p >= LEVEL).length
  return evidence.map(({ onlyFirst, onlySecond, p: _, variance, ...pair }, at) => ({
    ...pair,
    runId: others[at]?.run.id ?? '',
    baselineId: baseline.run.id,
    onlyBaseline: onlyFirst,
    onlyRun: onlySecond,
    pAccuracy: pAccuracy[at] ?? null,
    pCost: pCost[at] ?? null,
    needed:
      variance === null
        ? problemsNeeded(pair.problems, onlyFirst, onlySecond, open)
        : problemsNeededByMeans(pair.problems, pair.accuracy.difference ?? 0, variance, open),
  }))
}

function pairSides(first: Aligned, second: Aligned): PairedEvidence {
  if (first.byProblem === undefined || second.byProblem === undefined) return pairRuns(first, second)
  return pairWalks({ ...first, ...first.byProblem }, { ...second, ...second.byProblem })
}

function noteOf(aligned: readonly Aligned[]): string | null {
  const common = aligned[0] === undefined ? 0 : commonProblems(aligned[0])
  const parts = aligned.filter((side) => finishedProblems(side) > common)
  const datasets = new Set(aligned.map(({ run }) => run.dataset))
  if (parts.length === 0 && datasets.size < 2) return null
  const where = datasets.size > 1 ? ` of the datasets ${[...datasets].map((name) => `“${name}”`).join(', ')}` : ''
  const left = parts.map((side) => `${side.run.graph} has ${formatCount(finishedProblems(side))}`).join(', ')
  const over = `all figures are over the ${formatNumberOf(common, 'problem')} that they have in common`
  return `The runs differ in their problems; ${over}${where}${left === '' ? '' : ` (${left})`}.`
}

/** Runs of unknown cost can neither beat nor be beaten; what misses its latency budget, or is never right, is no choice: all are left out. */
function frontierOf(figures: readonly ComparedRun[]): string[] {
  return findFrontier(
    figures.flatMap(({ id, accuracy, usd, keepsLatency }) =>
      accuracy === null || accuracy === 0 || usd === null || keepsLatency === false ? [] : [{ id, accuracy, usd }],
    ),
  )
}

/** The aligned sides of the baseline and of one other run. */
export function sidesOf(aligned: readonly Aligned[], baselineId: string, runId: string): [Aligned, Aligned] {
  const side = (id: string): Aligned => {
    const found = aligned.find(({ run }: { run: RunRow }) => run.id === id)
    if (found !== undefined) return found
    throw new SwitchyardError('RUN_UNKNOWN', `the run “${id}” is not among those compared`, {
      hint: 'choose one of them',
    })
  }
  return [side(baselineId), side(runId)]
}
