import type { DatasetSummary, ImportReport } from '../../shared/contract'
import type { BadRow, FileFormat, Mapping } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { checkColumns, completeMapping, guessMapping, type MappingGuess } from '../datasets/mapping'
import { readDataset } from '../datasets/read-dataset'
import { readColumns, readRows } from '../datasets/read-rows'
import { sniffFormat } from '../datasets/sniff-format'
import type { DatasetRow } from '../store/datasets'
import type { ImportedRow } from '../store/imports'
import type { Store } from '../store/store'

/** A file to be read, perhaps more than once, from its beginning. */
export interface SourceFile {
  name: string
  open(): AsyncIterable<Uint8Array>
}

/** Field by field, as the terminal's `--map` gives it; the rest is guessed from the columns' names. */
export type PartialMapping = Parameters<typeof completeMapping>[1]

/** A whole mapping, or fields of it; `outcomes` says that the rows must be outcomes. */
export type Wanted = { mapping: Mapping } | { given: PartialMapping; outcomes?: boolean }

export interface Preview {
  format: FileFormat
  columns: string[]
  rows: Record<string, string>[]
  guess: MappingGuess
}

const PREVIEW_ROWS = 5
const BAD_ROWS_SHOWN = 100
const STAGE_AT_ONCE = 1000

export function datasetsService(store: Store) {
  const { datasets } = store

  function summary({ id, ...row }: DatasetRow): DatasetSummary {
    return { ...row, id: String(id), models: datasets.coverage(id) }
  }

  async function preview(file: SourceFile): Promise<Preview> {
    const format = await formatOf(file)
    const columns = await readColumns(file.open(), format)
    const rows: Record<string, string>[] = []
    for await (const row of readRows(file.open(), format)) {
      if ('values' in row) rows.push(showRow(row.values))
      if (rows.length === PREVIEW_ROWS) break
    }
    return { format, columns, rows, guess: guessMapping(columns) }
  }

  return {
    list: (): DatasetSummary[] => datasets.list().map(summary),
    preview,
    /** By name or id. */
    find: (nameOrId: string): DatasetSummary | undefined => {
      const row = datasets.findByName(nameOrId) ?? datasets.list().find(({ id }) => String(id) === nameOrId)
      return row === undefined ? undefined : summary(row)
    },
    /** Adds a file's rows to the dataset of this name. All that can be read lands, or, where the file itself is broken, nothing. */
    async importFile(file: SourceFile, name: string, wanted: Wanted): Promise<ImportReport> {
      const format = await formatOf(file)
      const columns = await readColumns(file.open(), format)
      const mapping = mappingFor(columns, wanted)
      const staged = await stage(store, readDataset(file.open(), format, mapping))
      const { datasetId, problems, outcomes, bad } = staged.finish(name)
      const allBad = [...staged.bad, ...bad].sort((a, b) => a.line - b.line)
      return {
        dataset: summary(datasets.get(datasetId)),
        rows: staged.rows,
        problems,
        outcomes,
        badRows: staged.badCount + bad.length,
        bad: allBad.slice(0, BAD_ROWS_SHOWN),
      }
    },
  }
}
export type DatasetsService = ReturnType<typeof datasetsService>

async function stage(store: Store, rows: AsyncIterable<ImportedRow | BadRow>) {
  const staging = store.beginImport()
  const bad: BadRow[] = []
  const waiting: ImportedRow[] = []
  let badCount = 0
  let count = 0
  try {
    for await (const row of rows) {
      count += 1
      if ('reason' in row) {
        badCount += 1
        if (bad.length < BAD_ROWS_SHOWN) bad.push(row)
      } else if (waiting.push(row) === STAGE_AT_ONCE) {
        staging.add(waiting.splice(0))
      }
    }
    staging.add(waiting)
  } catch (error) {
    staging.discard()
    throw error
  }
  return { bad, badCount, rows: count, finish: staging.finish }
}

function mappingFor(columns: string[], wanted: Wanted): Mapping {
  if ('mapping' in wanted) {
    checkColumns(columns, wanted.mapping)
    return wanted.mapping
  }
  const mapping = completeMapping(columns, wanted.given)
  if (wanted.outcomes !== true || mapping.outcome !== null) return mapping
  throw new SwitchyardError('DATA_COLUMNS', 'no column is known to hold the model of an outcome', {
    hint: `name it like --outcomes model=COLUMN; the file has ${columns.slice(0, 12).join(', ')}`,
  })
}

async function formatOf(file: SourceFile): Promise<FileFormat> {
  for await (const chunk of file.open()) {
    if (chunk.length > 0) return sniffFormat(file.name, chunk)
  }
  throw new SwitchyardError('DATA_EMPTY', `${file.name} is empty`, { hint: 'choose a file with at least one problem' })
}

function showRow(values: Record<string, unknown>): Record<string, string> {
  const shown = Object.entries(values).map(([column, value]) => [
    column,
    typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
  ])
  return Object.fromEntries(shown.map(([column, text]) => [column, (text ?? '').slice(0, 300)])) as Record<
    string,
    string
  >
}
