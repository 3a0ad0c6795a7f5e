import { datasetsTable } from './datasets'
import { designsTable } from './designs'
import { factsTable } from './facts'
import { beginImport, type Import } from './imports'
import { type OpenOptions, openDatabase, translate } from './open'
import { resultsTable } from './results'
import { runsTable } from './runs'

/** Everything the program keeps, behind typed functions; no SQL leaves this folder. */
export function openStore(options: OpenOptions) {
  const { db, close } = openDatabase(options)
  try {
    const runs = runsTable(db)
    if (options.access === 'write') runs.markInterrupted()
    return {
      file: options.file,
      designs: designsTable(db),
      datasets: datasetsTable(db),
      runs,
      results: resultsTable(db),
      facts: factsTable(db),
      beginImport: (): Import => beginImport(db),
      close,
    }
  } catch (error) {
    close()
    throw translate(error, options.file)
  }
}
export type Store = ReturnType<typeof openStore>
