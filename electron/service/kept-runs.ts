import { SwitchyardError } from '../../shared/errors'
import type { Store } from '../store/store'

export interface Description {
  id: string
  name: string
  tags: readonly string[]
  notes: string
}

/** What people make of their runs: names, tags, notes and how much room they take. */
export function keptRuns({ runs, keptRuns: kept, designs }: Store) {
  return {
    describe({ id, name, tags, notes }: Description): void {
      const trimmed = name.trim()
      if (trimmed === '')
        throw new SwitchyardError('USAGE', 'a run needs a name', { hint: 'enter one, such as the design’s' })
      const distinct = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))]
      kept.describe({ id: runs.get(id).id, name: trimmed, tags: distinct, notes: notes.trim() })
    },
    /** What it takes in the database, in bytes, about. */
    size: (id: string): number => kept.size(runs.get(id).id),
    /** The graph version that was run, as text. */
    graph: (id: string): string => designs.graphOf(runs.get(id).graphHash),
  }
}
export type KeptRuns = ReturnType<typeof keptRuns>
