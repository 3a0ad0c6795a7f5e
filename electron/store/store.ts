import { batchesTable } from './batches'
import { callsTable } from './calls'
import { connectionsTable } from './connections'
import { databaseCare } from './database'
import { datasetCare } from './dataset-care'
import { datasetsTable } from './datasets'
import { designsTable } from './designs'
import { evidenceTable } from './evidence'
import { exportRows } from './export-rows'
import { factsTable } from './facts'
import { beginImport, type Import } from './imports'
import { internedRows } from './interned'
import { keptRunsTable } from './kept-runs'
import { isLocked } from './lock'
import { modelEvidence } from './model-evidence'
import { type OpenOptions, openDatabase, translate } from './open'
import { outcomePairs } from './outcome-pairs'
import { outcomesTable } from './outcomes'
import { pricesTable } from './prices'
import { problemTraces } from './problem-traces'
import { resultSearch } from './result-search'
import { resultsTable } from './results'
import { reviewsTable } from './reviews'
import { rollupsTable } from './rollups'
import { runsTable } from './runs'
import { tracesTable } from './traces'

/** Everything the program keeps, behind typed functions; no SQL leaves this folder. */
export function openStore(options: OpenOptions) {
  const { db, close } = openDatabase(options)
  try {
    // A reader beside a killed program: its runs say “running” until the next writer comes, and are not.
    const isAbandoned = options.access !== 'write' && !isLocked(options.file, options.nativeBinding)
    const runs = runsTable(db, { isAbandoned })
    if (options.access === 'write') runs.markInterrupted()
    const interned = internedRows(db)
    const outcomes = outcomesTable(db)
    const batches = batchesTable(db)
    return {
      file: options.file,
      isWriter: options.access === 'write',
      database: databaseCare(db),
      designs: designsTable(db),
      datasets: datasetsTable(db),
      datasetCare: datasetCare(db),
      runs,
      results: resultsTable(db, interned),
      search: resultSearch(db, interned),
      problems: problemTraces(db, interned),
      keptRuns: keptRunsTable(db),
      exportRows: exportRows(db, interned),
      calls: callsTable(db, interned, outcomes, batches),
      batches,
      outcomes,
      outcomePairs: outcomePairs(db),
      evidence: evidenceTable(db, interned),
      reviews: reviewsTable(db),
      rollups: rollupsTable(db),
      traces: tracesTable(db, interned),
      facts: factsTable(db),
      connections: connectionsTable(db),
      prices: pricesTable(db),
      modelEvidence: modelEvidence(db),
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
