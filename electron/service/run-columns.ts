import type { RunColumns } from '../../shared/evidence/run-columns'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'

/** Rows kept in memory at most: 38 bytes each, so about 150 MB. */
const MOST_ROWS = 4_000_000

/** The columns of runs. Those of a finished run never change, so the last ones asked for are kept. */
export function runColumns({ evidence, rollups, isWriter }: Store) {
  const kept = new Map<string, RunColumns>()

  function keep(id: string, columns: RunColumns): void {
    kept.delete(id)
    kept.set(id, columns)
    let rows = 0
    for (const { ordinals } of kept.values()) rows += ordinals.length
    // The first of a map is the one asked for longest ago.
    for (const [oldest, { ordinals }] of kept) {
      if (rows <= MOST_ROWS || oldest === id) break
      kept.delete(oldest)
      rows -= ordinals.length
    }
  }

  /** Of a run that ended under a program that kept none they are kept now. */
  function read({ id, status, total }: Pick<RunRow, 'id' | 'status' | 'total'>): RunColumns {
    const columns = evidence.columns(id, total)
    try {
      if (isWriter && status === 'done') rollups.keepColumns(id, columns)
    } catch {
      // Where there is no room for them they are read again next time.
    }
    return columns
  }

  return {
    of(run: Pick<RunRow, 'id' | 'status' | 'total'>): RunColumns {
      const { id, status } = run
      const columns = kept.get(id) ?? rollups.columns(id) ?? read(run)
      if (status === 'done') keep(id, columns)
      return columns
    },
    forget: (runId: string): void => void kept.delete(runId),
  }
}
export type ColumnsOfRuns = ReturnType<typeof runColumns>
