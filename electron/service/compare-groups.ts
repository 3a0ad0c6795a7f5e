import type { GroupBy, GroupCell, GroupRow } from '../../shared/comparison'
import { holmAdjusted } from '../../shared/evidence/holm'
import { wilsonInterval } from '../../shared/evidence/interval'
import { mcnemarP } from '../../shared/evidence/mcnemar'
import { shareDifferences, type Walked, walkedRows } from '../../shared/evidence/pair-walks'
import { clusteredInterval } from '../../shared/evidence/repeated'
import { isCorrect, sumRows } from '../../shared/evidence/run-columns'
import { signFlipTest } from '../../shared/evidence/whole-sign-flip'
import type { Store } from '../store/store'
import type { Aligned } from './align-runs'
import { commonProblems, problemAt, walksAt } from './align-walks'

/** Of the signs that are drawn where there are too many to count. */
const SEED = 1

/** The groups of the problems that the runs have in common, the largest first; `baselineId` is one of them. */
export function compareGroups(
  store: Store,
  aligned: readonly Aligned[],
  baselineId: string | null,
  by: GroupBy,
): GroupRow[] {
  const [first] = aligned
  if (first === undefined) return []
  const places = placesByGroup(first, store.evidence.groups(first.run.datasetId, by))
  const baseline = aligned.find(({ run }) => run.id === baselineId) ?? first
  const drafts = [...places].map(([name, at]) => ({
    name,
    problems: at.length,
    cells: aligned.map((side) => ({ ...cellOf(side, at), ...against(baseline, side, at) })),
  }))
  const adjusted = holmAdjusted(drafts.flatMap(({ cells }) => cells.map(({ p }) => p)))
  let next = 0
  return drafts
    .map(({ cells, ...row }) => ({ ...row, cells: cells.map((cell) => ({ ...cell, p: adjusted[next++] ?? null })) }))
    .sort((a, b) => b.problems - a.problems || String(a.name).localeCompare(String(b.name)))
}

/** For each group the places of its problems among those in common. */
function placesByGroup(first: Aligned, groups: readonly [number, string | null][]): Map<string | null, number[]> {
  const nameOf = new Map(groups)
  const places = new Map<string | null, number[]>()
  for (let at = 0; at < commonProblems(first); at++) {
    const name = nameOf.get(problemAt(first, at)) ?? null
    const known = places.get(name)
    if (known === undefined) places.set(name, [at])
    else known.push(at)
  }
  return places
}

function cellOf(side: Aligned, places: readonly number[]): Omit<GroupCell, 'difference' | 'p'> {
  const { run, columns, rows, byProblem } = side
  if (byProblem !== undefined) return walkedCell(side, places)
  const own = new Uint32Array(places.length)
  let correct = 0
  for (let at = 0; at < own.length; at++) {
    const row = rows[places[at] ?? 0] ?? 0
    own[at] = row
    if (isCorrect(columns, row)) correct += 1
  }
  const usd = sumRows(columns.usd, own)
  return {
    runId: run.id,
    correct,
    accuracy: correct / own.length,
    interval: wilsonInterval(correct, own.length),
    usdPerProblem: usd === null ? null : usd / own.length,
  }
}

/** As `cellOf`, where a problem may have several walks. */
function walkedCell(side: Aligned, places: readonly number[]): Omit<GroupCell, 'difference' | 'p'> {
  const walked = walkedAt(side, places)
  const [right, walks] = [walked.map((problem) => problem.right), walked.map((problem) => problem.walks)]
  const [correct, total] = [sum(right), sum(walks)]
  const usd = sum(walked.map((problem) => problem.usd * problem.walks))
  return {
    runId: side.run.id,
    correct,
    accuracy: correct / total,
    interval: clusteredInterval(right, walks),
    usdPerProblem: Number.isNaN(usd) ? null : usd / total,
  }
}

function walkedAt(side: Aligned, places: readonly number[]): Walked[] {
  return places.map((at) => walkedRows(side.columns, walksAt(side, at)))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function against(baseline: Aligned, side: Aligned, places: readonly number[]): Pick<GroupCell, 'difference' | 'p'> {
  if (side === baseline) return { difference: null, p: null }
  if (side.byProblem !== undefined) {
    const { differences, unit } = shareDifferences(walkedAt(baseline, places), walkedAt(side, places))
    const difference = sum(differences) / unit / places.length
    return { difference, p: signFlipTest(differences, SEED).p }
  }
  let [onlyBaseline, onlyRun] = [0, 0]
  for (const at of places) {
    const first = isCorrect(baseline.columns, baseline.rows[at] ?? 0)
    const second = isCorrect(side.columns, side.rows[at] ?? 0)
    if (first && !second) onlyBaseline += 1
    else if (second && !first) onlyRun += 1
  }
  return { difference: (onlyRun - onlyBaseline) / places.length, p: mcnemarP(onlyBaseline, onlyRun) }
}
