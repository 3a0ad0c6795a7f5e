import { verdictCodes } from '../../shared/evidence/run-columns'
import type { Facets, Place } from '../../shared/results-contract'
import type { InternedRows } from './interned'
import type { Db } from './open'

interface Path {
  places: Place[]
  problems: number
  correct: number
}

/** The ways that the problems of one run went. */
export interface RunPaths {
  finished: number
  /** How many came to which verdict; none that nobody came to. */
  verdicts: Facets['verdicts']
  escalated: number
  paths: Path[]
  /** The number of a walk's path, by its place in the run. */
  ofOrdinal: ReadonlyMap<number, number>
}

const CORRECT = verdictCodes.indexOf('correct')
const MOST_KEPT = 4
const MOST_LISTED = 200

/** Which way each problem of a run went; read once for each run that is looked at, since steps are kept as texts with their whys. */
export function resultPaths(db: Db, interned: InternedRows) {
  const codes = verdictCodes.map((verdict, code) => `when '${verdict}' then ${code}`).join(' ')
  // All at once and by position: row by row it took twice the time.
  const steps = db
    .prepare<[string], [ordinal: number, steps: string, code: number]>(
      `select ordinal, steps, 2 * (case verdict ${codes} end) + escalated from results where run_id = ? order by ordinal`,
    )
    .raw()
  const kept = new Map<string, RunPaths>()

  function read(runId: string, finished: number): RunPaths {
    const paths: Path[] = []
    const numbers = new Map<string, number>()
    const numberOfText = new Map<string, number>()
    const ofOrdinal = new Map<number, number>()
    const verdicts = verdictCodes.map(() => 0)
    let escalated = 0
    const numberOf = (text: string): number => {
      const places = (JSON.parse(text) as number[]).map((id): Place => {
        const [node, port] = interned.step(id)
        return [node, port]
      })
      const key = JSON.stringify(places)
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, paths.length)
      paths.push({ places, problems: 0, correct: 0 })
      return paths.length - 1
    }
    for (const row of steps.all(runId)) {
      const text = row[1]
      let number = numberOfText.get(text)
      if (number === undefined) {
        number = numberOf(text)
        numberOfText.set(text, number)
      }
      ofOrdinal.set(row[0], number)
      const verdict = row[2] >> 1
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
      escalated += row[2] & 1
      const path = paths[number]
      if (path === undefined) continue
      path.problems += 1
      if (verdict === CORRECT) path.correct += 1
    }
    const counted = verdictCodes.map((verdict, code) => [verdict, verdicts[code] ?? 0] as const)
    return {
      finished,
      verdicts: Object.fromEntries(counted.filter(([, problems]) => problems > 0)),
      escalated,
      paths,
      ofOrdinal,
    }
  }

  return {
    of(runId: string, finished: number): RunPaths {
      const known = kept.get(runId)
      if (known?.finished === finished) return known
      const made = read(runId, finished)
      kept.delete(runId)
      kept.set(runId, made)
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break
        kept.delete(oldest)
      }
      return made
    },
    forget: (runId: string): void => void kept.delete(runId),
  }
}
export type ResultPaths = ReturnType<typeof resultPaths>

/** The commonest paths, each with its number. */
export function listPaths({ paths }: RunPaths): Facets['paths'] {
  return paths
    .map((path, number) => ({ number, ...path }))
    .sort((a, b) => b.problems - a.problems || a.number - b.number)
    .slice(0, MOST_LISTED)
}

/** Whether a path passes a node and, where one is named, leaves it by a port. */
export function passes(places: readonly Place[], node: string, port: string | undefined): boolean {
  return places.some(([at, by]) => at === node && (port === undefined || by === port))
}
