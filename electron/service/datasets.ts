import type { BadRow, FileFormat, Mapping, ModelPrice, WideMapping } from '../../shared/dataset'
import type {
  DatasetGroups,
  DatasetNeeds,
  DatasetSummary,
  ImportReport,
  ProblemRow,
} from '../../shared/datasets-contract'
import { SwitchyardError } from '../../shared/errors'
import { cellAt, type Values } from '../datasets/cells'
import { unpacked } from '../datasets/gunzip'
import {
  checkColumns,
  completeMapping,
  type GivenColumns,
  guessable,
  guessMapping,
  type MappingGuess,
} from '../datasets/mapping'
import { type DatasetRow as ReadDatasetRow, readDataset } from '../datasets/read-dataset'
import { readRows } from '../datasets/read-rows'
import { sniffFormat } from '../datasets/sniff-format'
import { type Survey, surveyColumns } from '../datasets/survey-columns'
import { anyWide, completeWideMapping, guessWide, type WideWish } from '../datasets/wide-mapping'
import type { DatasetRow } from '../store/datasets'
import type { ImportedRow } from '../store/imports'
import type { Store } from '../store/store'

/** A file to be read, perhaps more than once, from its beginning. */
export interface SourceFile {
  name: string
  open(): AsyncIterable<Uint8Array>
}

/** Fields of a mapping, the rest guessed from the columns' names; `outcomes` says that the rows must be outcomes, and in which form. */
export interface MappingWish {
  given: GivenColumns
  outcomes?: 'any' | WideWish
}

/** How a file is to be read: a whole mapping or a wish for one, and what calls cost where the file does not say. */
export type Wanted = ({ mapping: Mapping } | MappingWish) & { prices?: readonly ModelPrice[] }

export interface Preview {
  format: FileFormat
  columns: string[]
  rows: Record<string, string>[]
  /** `wide` where the columns tell models, whatever `outcome` says. */
  guess: MappingGuess & { wide: WideMapping | null }
}

const PREVIEW_ROWS = 5
const BAD_ROWS_SHOWN = 100
const STAGE_AT_ONCE = 1000

export function datasetsService(store: Store) {
  const { datasets, datasetCare } = store

  function summary({ id, ...row }: DatasetRow): DatasetSummary {
    return { ...row, id: String(id), models: datasets.coverage(id) }
  }

  async function preview(file: SourceFile): Promise<Preview> {
    const format = await formatOf(file)
    const survey = await surveyColumns(file.open(), format)
    const { columns } = survey
    const rows: Record<string, string>[] = []
    for await (const row of readRows(file.open(), format)) {
      if ('values' in row) rows.push(showRow(columns, row.values))
      if (rows.length === PREVIEW_ROWS) break
    }
    return {
      format,
      columns,
      rows,
      guess: { ...guessMapping(guessable(columns, survey.nested)), wide: guessWide(survey) },
    }
  }

  return {
    list: (): DatasetSummary[] => datasets.list().map(summary),
    /** Problems from `offset` on, in the order of the dataset. */
    problems: (id: string, offset: number, limit: number): ProblemRow[] =>
      [...datasets.problems(datasets.get(Number(id)).id, offset, offset + limit)].map(
        ({ ordinal, problem: { id: name, question, category } }) => ({ ordinal, id: name, question, category }),
      ),
    preview,
    groups: (id: string): DatasetGroups => datasetCare.groups(datasets.get(Number(id)).id),
    /** What is deleted with it. */
    needs: (id: string): DatasetNeeds => datasetCare.needs(datasets.get(Number(id)).id),
    remove(id: string): boolean {
      const row = datasets.get(Number(id))
      if (datasetCare.isRunning(row.id))
        throw new SwitchyardError('RUN_STATE', `a run over “${row.name}” is under way`, { hint: 'stop it first' })
      for (const runId of datasetCare.runIds(row.id)) store.search.forget(runId)
      return datasetCare.remove(row.id)
    },
    /** By name or id. */
    find: (nameOrId: string): DatasetSummary | undefined => {
      const row = datasets.findByName(nameOrId) ?? datasets.list().find(({ id }) => String(id) === nameOrId)
      return row === undefined ? undefined : summary(row)
    },
    /** Adds a file's rows to the dataset of this name. All that can be read lands, or, where the file itself is broken, nothing. */
    async importFile(file: SourceFile, name: string, wanted: Wanted): Promise<ImportReport> {
      const format = await formatOf(file)
      const mapping = mappingFor(await surveyColumns(file.open(), format), wanted)
      const prices = new Map(wanted.prices?.map((price) => [price.model, price]))
      const staged = await stage(store, readDataset(file.open(), format, mapping, prices))
      const { datasetId, problems, outcomes, bad, badAnswers, badFigures, firstBadFigures } = staged.finish(
        name,
        staged.bad[0],
      )
      const lost = inOrder([...staged.bad, ...bad, ...badAnswers])
      const dataset = summary(datasets.get(datasetId))
      const models = new Set(dataset.models.map(({ model }) => model))
      return {
        dataset,
        unusedPrices: [...prices.keys()].filter((model) => !models.has(model)),
        unpriced: store.modelEvidence.unpriced(datasetId),
        rows: staged.rows,
        problems,
        outcomes,
        badRows: staged.badRows + bad.length,
        badAnswers: staged.badAnswers + badAnswers.length,
        badFigures,
        // What was lost comes before what is merely unknown, which may be a whole column.
        bad: inOrder([...lost, ...firstBadFigures].slice(0, BAD_ROWS_SHOWN)),
      }
    },
  }
}
export type DatasetsService = ReturnType<typeof datasetsService>

function inOrder(bad: readonly BadRow[]): BadRow[] {
  return bad.toSorted((a, b) => a.line - b.line)
}

async function stage(store: Store, rows: AsyncIterable<ReadDatasetRow | BadRow>) {
  const staging = store.beginImport()
  const bad: BadRow[] = []
  const waiting: ImportedRow[] = []
  let [count, badRows, badAnswers] = [0, 0, 0]
  const report = (line: number, reason: string): void => {
    if (bad.length < BAD_ROWS_SHOWN) bad.push({ line, reason })
  }
  try {
    for await (const row of rows) {
      count += 1
      if ('reason' in row) {
        badRows += 1
        report(row.line, row.reason)
        continue
      }
      const { faults, ...kept } = row
      badAnswers += faults.length
      for (const reason of faults) report(row.line, reason)
      if (waiting.push(kept) === STAGE_AT_ONCE) staging.add(waiting.splice(0))
    }
    staging.add(waiting)
  } catch (error) {
    staging.discard()
    throw error
  }
  return { bad, badRows, badAnswers, rows: count, finish: staging.finish }
}

function mappingFor(survey: Survey, wanted: Wanted): Mapping {
  const { columns } = survey
  if ('mapping' in wanted) {
    checkColumns(columns, wanted.mapping)
    return wanted.mapping
  }
  const { given, outcomes } = wanted
  if (typeof outcomes === 'object') return completeWideMapping(survey, given, outcomes)
  const mapping = completeMapping(columns, given, survey.nested)
  if (outcomes === undefined || mapping.outcome !== null) return mapping
  if (guessWide(survey) !== null) return completeWideMapping(survey, given, anyWide)
  throw new SwitchyardError('DATA_COLUMNS', 'no column is known to hold the model of an outcome', {
    hint: `name it like --outcomes model=COLUMN, or the models that have columns of their own like --models A,B; the file has ${columns.slice(0, 12).join(', ')}`,
  })
}

async function formatOf(file: SourceFile): Promise<FileFormat> {
  for await (const chunk of unpacked(file.open())) {
    if (chunk.length > 0) return sniffFormat(file.name, chunk)
  }
  throw new SwitchyardError('DATA_EMPTY', `${file.name} is empty`, { hint: 'choose a file with at least one problem' })
}

function showRow(columns: readonly string[], values: Values): Record<string, string> {
  const shown = columns.map((column): [string, string] => {
    const value = cellAt(values, column)
    const text = typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)
    return [column, text.slice(0, 300)]
  })
  return Object.fromEntries(shown)
}
