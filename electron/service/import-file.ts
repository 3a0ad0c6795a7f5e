import type { BadRow, FileFormat, Mapping } from '../../shared/dataset'
import type { DatasetSummary, ImportReport } from '../../shared/datasets-contract'
import { SwitchyardError } from '../../shared/errors'
import { cellAt, type Values } from '../datasets/cells'
import { chooseRowList, findRowLists, nameOfList, type RowList } from '../datasets/find-row-lists'
import { unpacked } from '../datasets/gunzip'
import { checkColumns, completeMapping, guessable, guessMapping } from '../datasets/mapping'
import { type DatasetRow, readDataset } from '../datasets/read-dataset'
import { readRows } from '../datasets/read-rows'
import { sniffFormat } from '../datasets/sniff-format'
import { type Survey, surveyColumns } from '../datasets/survey-columns'
import { anyWide, completeOneModelMapping, completeWideMapping, guessWide } from '../datasets/wide-mapping'
import type { ImportedRow } from '../store/imports'
import type { Store } from '../store/store'
import type { Preview, SourceFile, Wanted } from './datasets'

const PREVIEW_ROWS = 5
const BAD_ROWS_SHOWN = 100
const STAGE_AT_ONCE = 1000

/** Adds a file's rows to the dataset of this name. All that can be read lands, or, where the file itself is broken, nothing. */
export async function importFile(
  store: Store,
  summaryOf: (datasetId: number) => DatasetSummary,
  file: SourceFile,
  name: string,
  wanted: Wanted,
): Promise<ImportReport> {
  const { format, rowsIn, lists } = await shapeOf(file, wanted.rowsIn)
  const survey = await surveyColumns(file.open(), format, { rowsIn })
  const mapping = fromList(rowsIn, lists, () => mappingFor(survey, wanted))
  const prices = new Map(wanted.prices?.map((price) => [price.model, price]))
  const { decimalCommas } = survey
  const staged = await stage(store, readDataset(file.open(), format, mapping, prices, { rowsIn, decimalCommas }))
  const { datasetId, problems, outcomes, bad, badAnswers, badFigures, firstBadFigures } = staged.finish(
    name,
    staged.bad[0],
  )
  const lost = inOrder([...staged.bad, ...bad, ...badAnswers])
  const dataset = summaryOf(datasetId)
  const models = new Set(dataset.models.map(({ model }) => model))
  return {
    dataset,
    ...placeOf(rowsIn, lists),
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
    mapping,
    ...questionsOfRows(store, dataset, mapping),
    unreadModels: 'mapping' in wanted || mapping.outcome !== null ? [] : modelsIn(survey),
  }
}

/** Where each outcome of several models has a problem of its own, and the same questions come again and again. */
function questionsOfRows(
  store: Store,
  { id, problems, models }: DatasetSummary,
  { problem, outcome }: Mapping,
): Pick<ImportReport, 'questionsOfRows'> {
  const answered = models.reduce((sum, { outcomes }) => sum + outcomes, 0)
  if (problem.id === undefined || outcome === null || models.length < 2 || answered !== problems) return {}
  const questions = store.datasets.questions(Number(id))
  return questions * 2 > problems ? {} : { questionsOfRows: questions }
}

function modelsIn(survey: Survey): string[] {
  return guessWide(survey)?.models.map(({ name }) => name) ?? []
}

function inOrder(bad: readonly BadRow[]): BadRow[] {
  return bad.toSorted((a, b) => a.line - b.line)
}

/** The first rows of a file as they would be read. */
export async function previewFile(file: SourceFile, wantedRows?: string): Promise<Preview> {
  const { format, rowsIn, lists } = await shapeOf(file, wantedRows)
  const survey = await surveyColumns(file.open(), format, { rowsIn })
  const { columns } = survey
  const rows: Record<string, string>[] = []
  for await (const row of readRows(file.open(), format, { rowsIn })) {
    if ('values' in row) rows.push(showRow(columns, row.values))
    if (rows.length === PREVIEW_ROWS) break
  }
  const guess = { ...guessMapping(guessable(columns, survey)), wide: guessWide(survey) }
  return { format, ...placeOf(rowsIn, lists), columns, rows, guess }
}

async function stage(store: Store, rows: AsyncIterable<DatasetRow | BadRow>) {
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
  const { given, outcomes, model } = wanted
  if (model !== undefined) return completeOneModelMapping(survey, given, model)
  if (typeof outcomes === 'object') return completeWideMapping(survey, given, outcomes)
  const mapping = completeMapping(columns, given, survey)
  if (outcomes === undefined || mapping.outcome !== null) return mapping
  if (guessWide(survey) !== null) return completeWideMapping(survey, given, anyWide)
  throw new SwitchyardError('DATA_COLUMNS', 'no column is known to hold the model of an outcome', {
    hint: `name it like --outcomes model=COLUMN, the models that have columns of their own like --models A,B, or the one of all rows like --model A; the file has ${columns.slice(0, 12).join(', ')}`,
  })
}

/** How a file is to be read; of a JSON document also where its rows are, and which lists there are to choose from. */
async function shapeOf(file: SourceFile, wantedRows: string | undefined) {
  const format = await formatOf(file)
  const lists = format === 'json' ? await findRowLists(file.open()) : []
  return { format, lists, rowsIn: chooseRowList(lists, wantedRows) }
}

/** A column that is missing may be in another list than the one that was taken. */
function fromList<T>(rowsIn: readonly string[] | undefined, lists: readonly RowList[], read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof SwitchyardError) || rowsIn === undefined || lists.length < 2) throw error
    const others = lists.map(({ path }) => nameOfList(path)).filter((list) => list !== nameOfList(rowsIn))
    const hint = `${error.hint}; the rows are those of “${nameOfList(rowsIn)}”, and --rows takes another list: ${others.join(', ')}`
    throw new SwitchyardError(error.code, error.message, { hint, cause: error })
  }
}

function placeOf(rowsIn: readonly string[] | undefined, lists: readonly RowList[]) {
  return {
    rowsIn: rowsIn === undefined ? null : nameOfList(rowsIn),
    lists: lists.map(({ path }) => nameOfList(path)),
  }
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
