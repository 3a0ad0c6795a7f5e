import type { ProblemRecord } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import type { ProblemBrief } from '../../shared/play-contract'
import type { Choosable } from '../../shared/problem-selection'
import type { Db } from './open'

export interface DatasetRow {
  id: number
  name: string
  createdAt: number
  problems: number
}

export interface CoverageRow {
  model: string
  problems: number
  outcomes: number
}

interface ProblemRow extends Omit<ProblemRecord, 'checks'> {
  ordinal: number
  checks: string | null
}

interface Search {
  datasetId: number
  find: string
  limit: number
}

const PAGE = 500

export function datasetsTable(db: Db) {
  const columns = `d.id, d.name, d.created_at as createdAt,
    (select count(*) from problems p where p.dataset_id = d.id) as problems`
  const list = db.prepare<[], DatasetRow>(`select ${columns} from datasets d order by d.id`)
  const byId = db.prepare<[number], DatasetRow>(`select ${columns} from datasets d where d.id = ?`)
  const idOf = db
    .prepare<[{ name: string }], number>(
      `select id from datasets where @name = name or @name = cast(id as text) order by name = @name desc`,
    )
    .pluck()
  const withKey = db.prepare<[number], number>('select count(answer_key) from problems where dataset_id = ?').pluck()
  const questions = db
    .prepare<[number], number>('select count(distinct question) from problems where dataset_id = ?')
    .pluck()
  const coverage = db.prepare<[number], CoverageRow>(
    `select model, count(distinct problem_id) as problems, count(*) as outcomes
     from outcomes where dataset_id = ? and source <> 'simulated' group by model order by model`,
  )
  // A repeat of a problem wants answers of its own numbers, as many apart as there are repeats.
  const eachWalk = 'group by o.problem_id, o.sample % @repeats having count(distinct o.sample) = @answers'
  const covered = db
    .prepare<[CoveredAs & { first: number }], number>(
      `select count(*) from (select 1 from problems p
         cross join outcomes o on o.dataset_id = p.dataset_id and o.problem_id = p.problem_id and o.model = @model
           and o.sample < @repeats * @answers
       where p.dataset_id = @id and p.ordinal < @first ${eachWalk})`,
    )
    .pluck()
  // Of all problems: one pass over the dataset's outcomes takes a third of the time of looking for each, and of the walks of one repeat
  // a sixth, as what is counted is in order then.
  const coveredOnce = db
    .prepare<[CoveredAs], number>(
      `select count(*) from (select 1 from outcomes
         where dataset_id = @id and model = @model and sample = 0 group by problem_id)`,
    )
    .pluck()
  const coveredOfAll = db
    .prepare<[CoveredAs], number>(
      `select count(*) from (select 1 from outcomes o
         where dataset_id = @id and model = @model and sample < @repeats * @answers ${eachWalk})`,
    )
    .pluck()
  const problemColumns = 'ordinal, problem_id as id, question, answer_key as answerKey, category, difficulty, checks'
  const page = db.prepare<[number, number, number, number], ProblemRow>(
    `select ${problemColumns} from problems where dataset_id = ? and ordinal >= ? and ordinal < ? order by ordinal limit ?`,
  )
  const some = db.prepare<[string, number], ProblemRow>(
    `select ${problemColumns.replace('ordinal', 'p.ordinal')} from json_each(?) wanted
     cross join problems p on p.dataset_id = ? and p.ordinal = wanted.value order by wanted.key`,
  )
  const choosable = db.prepare<[number], Choosable>(
    'select ordinal, problem_id as id, category, difficulty from problems where dataset_id = ? order by ordinal',
  )
  const coveredAmong = db
    .prepare<[CoveredAs & { ordinals: string }], number>(
      `select count(*) from (select 1 from json_each(@ordinals) wanted
         cross join problems p on p.dataset_id = @id and p.ordinal = wanted.value
         cross join outcomes o on o.dataset_id = p.dataset_id and o.problem_id = p.problem_id and o.model = @model
           and o.sample < @repeats * @answers ${eachWalk})`,
    )
    .pluck()
  const gradesAlone = db
    .prepare<[number, string], number>(
      'select 1 from outcomes where dataset_id = ? and model = ? and answer is null and score is not null limit 1',
    )
    .pluck()
  const problem = db.prepare<[number, string], ProblemRow>(
    `select ${problemColumns} from problems where dataset_id = ? and problem_id = ?`,
  )

  const matches = `from problems where dataset_id = @datasetId
    and (@find = '' or instr(lower(question), lower(@find)) > 0 or instr(lower(problem_id), lower(@find)) > 0)`
  const found = db.prepare<[Search], Omit<ProblemBrief, 'hasKey'> & { hasKey: number }>(
    `select problem_id as id, substr(question, 1, 400) as question, difficulty, answer_key is not null as hasKey
     ${matches} order by ordinal limit @limit`,
  )
  const countFound = db.prepare<[Omit<Search, 'limit'>], number>(`select count(*) ${matches}`).pluck()
  const readProblem = problemReader()

  return {
    list: (): DatasetRow[] => list.all(),
    /** By name, or else by id; nothing is counted for it. */
    idOf: (nameOrId: string): number | undefined => idOf.get({ name: nameOrId }),
    get: (id: number): DatasetRow => {
      const row = byId.get(id)
      if (row !== undefined) return row
      throw new SwitchyardError('DATASET_UNKNOWN', `there is no dataset ${id}`, { hint: 'choose one of the list' })
    },
    /** How many of its problems have an answer key; reads them all. */
    withKey: (id: number): number => withKey.get(id) ?? 0,
    /** How many questions its problems ask; reads them all. */
    questions: (id: number): number => questions.get(id) ?? 0,
    coverage: (id: number): CoverageRow[] => coverage.all(id),
    /** How many walks of the first so many problems, or of all (`null`), have so many outcomes of this model. */
    coveredBy: (id: number, model: string, first: number | null, wanted: AnswersWanted): number => {
      const as = { id, model, ...wanted }
      if (first !== null) return covered.get({ ...as, first }) ?? 0
      return (wanted.repeats * wanted.answers === 1 ? coveredOnce : coveredOfAll).get(as) ?? 0
    },
    /** How many walks of these problems have so many outcomes of this model. */
    coveredAmong: (id: number, model: string, ordinals: readonly number[], wanted: AnswersWanted): number =>
      coveredAmong.get({ id, model, ...wanted, ordinals: JSON.stringify(ordinals) }) ?? 0,
    /** Whether of some of the model's answers only the grade is recorded. */
    hasGradesAlone: (id: number, model: string): boolean => gradesAlone.get(id, model) !== undefined,
    /** The problems with ordinals from `from` to below `to`, read in pages so that the database stays free between them. */
    *problems(datasetId: number, from: number, to: number): Generator<{ ordinal: number; problem: ProblemRecord }> {
      for (let start = from; start < to; ) {
        const rows = page.all(datasetId, start, to, PAGE)
        if (rows.length === 0) return
        for (const row of rows) yield readProblem(row)
        start = (rows.at(-1)?.ordinal ?? to) + 1
      }
    },
    /** The first problems whose id or question holds a text, and how many do. */
    search: (datasetId: number, find: string, limit: number): { problems: ProblemBrief[]; matching: number } => ({
      problems: found.all({ datasetId, find, limit }).map((row) => ({ ...row, hasKey: row.hasKey === 1 })),
      matching: countFound.get({ datasetId, find }) ?? 0,
    }),
    /** Chosen problems, read in pages too; `ordinals` go up. */
    *chosen(datasetId: number, ordinals: readonly number[]): Generator<{ ordinal: number; problem: ProblemRecord }> {
      for (let at = 0; at < ordinals.length; at += PAGE)
        yield* some.all(JSON.stringify(ordinals.slice(at, at + PAGE)), datasetId).map(readProblem)
    },
    /** As much of every problem as a choice goes by, in the dataset's order. */
    choosable: (datasetId: number): Choosable[] => choosable.all(datasetId),
    problem: (datasetId: number, problemId: string): ProblemRecord | undefined => {
      const row = problem.get(datasetId, problemId)
      return row === undefined ? undefined : readProblem(row).problem
    },
  }
}
export type DatasetsTable = ReturnType<typeof datasetsTable>

/** Of many problems in a row the checks are the same: they are read once for all of them. */
function problemReader(): (row: ProblemRow) => { ordinal: number; problem: ProblemRecord } {
  let known: { text: string | null; checks: ProblemRecord['checks'] } = { text: null, checks: null }
  return ({ ordinal, id, question, answerKey, category, difficulty, checks: text }) => {
    if (text !== known.text)
      known = { text, checks: text === null ? null : (JSON.parse(text) as ProblemRecord['checks']) }
    // Field by field: to copy the rest of a row takes several times as long.
    return { ordinal, problem: { id, question, answerKey, category, difficulty, checks: known.checks } }
  }
}

export interface AnswersWanted {
  /** How often each problem is walked. */
  repeats: number
  /** How many answers each walk wants. */
  answers: number
}

interface CoveredAs extends AnswersWanted {
  id: number
  model: string
}
