import type { FileFormat, Mapping, ModelPrice, WideMapping } from '../../shared/dataset'
import type {
  DatasetGroups,
  DatasetNeeds,
  DatasetSummary,
  ImportReport,
  ProblemRow,
} from '../../shared/datasets-contract'
import { SwitchyardError } from '../../shared/errors'
import type { GivenColumns, MappingGuess } from '../datasets/mapping'
import type { WideWish } from '../datasets/wide-mapping'
import type { DatasetRow } from '../store/datasets'
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
  /** The model of every row, where no column names it. */
  model?: string
}

/** How a file is to be read: a whole mapping or a wish for one, and what calls cost where the file does not say. */
export type Wanted = ({ mapping: Mapping } | MappingWish) & {
  prices?: readonly ModelPrice[]
  /** Which list of a JSON document holds the rows; found unless given. */
  rowsIn?: string | undefined
}

export interface Preview {
  format: FileFormat
  /** Of a JSON document: the list that holds the rows, null where it is one itself, and every list that could. */
  rowsIn: string | null
  lists: string[]
  columns: string[]
  rows: Record<string, string>[]
  /** `wide` where the columns tell models, whatever `outcome` says. */
  guess: MappingGuess & { wide: WideMapping | null }
}

export function datasetsService(store: Store) {
  const { datasets, datasetCare } = store

  function summary({ id, ...row }: DatasetRow): DatasetSummary {
    return { ...row, id: String(id), withKey: datasets.withKey(id), models: datasets.coverage(id) }
  }

  return {
    list: (): DatasetSummary[] => datasets.list().map(summary),
    /** Problems from `offset` on, in the order of the dataset. */
    problems: (id: string, offset: number, limit: number): ProblemRow[] =>
      [...datasets.problems(datasets.get(Number(id)).id, offset, offset + limit)].map(
        ({ ordinal, problem: { id: name, question, category } }) => ({ ordinal, id: name, question, category }),
      ),
    preview: async (file: SourceFile, rowsIn?: string): Promise<Preview> => (await reading()).previewFile(file, rowsIn),
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
    idOf: (nameOrId: string): string | undefined => datasets.idOf(nameOrId)?.toString(),
    find: (nameOrId: string): DatasetSummary | undefined => {
      const id = datasets.idOf(nameOrId)
      return id === undefined ? undefined : summary(datasets.get(id))
    },
    /** Adds a file's rows to the dataset of this name. All that can be read lands, or, where the file itself is broken, nothing. */
    importFile: async (file: SourceFile, name: string, wanted: Wanted): Promise<ImportReport> =>
      (await reading()).importFile(store, (id) => summary(datasets.get(id)), file, name, wanted),
  }
}
export type DatasetsService = ReturnType<typeof datasetsService>

/** What reads files is loaded with the first of them: runs do without. */
const reading = () => import('./import-file')
