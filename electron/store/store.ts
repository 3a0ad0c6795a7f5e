import { datasetsTable } from './datasets'
import { designsTable } from './designs'
import { evidenceTable } from './evidence'
import { factsTable } from './facts'
import { beginImport, type Import } from './imports'
import { isLocked } from './lock'
import { type OpenOptions, openDatabase, translate } from './open'
import { resultsTable } from './results'
import { runsTable } from './runs'

/** Everything the program keeps, behind typed functions; no SQL leaves this folder. */
export function openStore(options: OpenOptions) {
  const { db, close } = openDatabase(options)
  try {
    // A reader beside a killed program: its runs say “running” until the next writer comes, and are not.
    const isAbandoned = options.access === 'read' && !isLocked(options.file, options.nativeBinding)
    const runs = runsTable(db, { isAbandoned })
    if (options.access === 'write') runs.markInterrupted()
    return {
      file: options.file,
      designs: designsTable(db),
      datasets: datasetsTable(db),
      runs,
      results: resultsTable(db),
      evidence: evidenceTable(db),
      facts: factsTable(db),
      beginImport: (): Import => beginImport(db),
      close,
      /** An error of SQLite or the system in our words; any other as it is. */
      explain: (error: unknown): unknown => translate(error, options.file),
    }
  } catch (error) {
    close()
    throw translate(error, options.file)
  }
}
export type Store = ReturnType<typeof openStore>
