import type { ReviewDecision, ReviewQuestion } from '../../shared/review'
import { atomic } from './atomic'
import type { Db } from './open'

/** A question that was put before a person. */
export interface ReviewRow extends ReviewQuestion {
  id: number
  runId: string
  /** Milliseconds since 1970. */
  askedAt: number
  decidedAt: number | null
  decided: ReviewDecision | null
}

/** As a person sees it. */
export interface ReviewWithProblem extends ReviewRow {
  question: string
  dataset: string
  graph: string
  graphHash: string
}

interface Raw extends Omit<ReviewWithProblem, 'path' | 'decided'> {
  path: string
  decision: 'approved' | 'corrected' | null
  corrected: string | null
  note: string | null
}

type RawPlace = Pick<ReviewQuestion, 'problemId' | 'repeat' | 'nodeId' | 'visit'> & { runId: string }

const columns = `v.id, v.run_id as runId, v.problem_id as problemId, v.repeat, v.node_id as nodeId, v.visit, v.instructions, v.answer,
  v.confidence, v.path, v.asked_at as askedAt, v.decided_at as decidedAt, v.decision, v.corrected, v.note`
const seen = `select ${columns}, p.question, d.name as dataset, r.graph_name as graph, r.graph_hash as graphHash
  from reviews v join runs r on r.id = v.run_id join datasets d on d.id = r.dataset_id
  join problems p on p.dataset_id = r.dataset_id and p.problem_id = v.problem_id`

/** What waits for a person, and what was decided. */
export function reviewsTable(db: Db) {
  const find = db.prepare<[RawPlace], Raw>(
    `select ${columns} from reviews v
     where run_id = @runId and problem_id = @problemId and repeat = @repeat and node_id = @nodeId and visit = @visit`,
  )
  const insert = db.prepare(
    `insert into reviews (run_id, problem_id, repeat, node_id, visit, instructions, answer, confidence, path, asked_at)
     values (@runId, @problemId, @repeat, @nodeId, @visit, @instructions, @answer, @confidence, @path, @askedAt)`,
  )
  const renew = db.prepare(
    `update reviews set instructions = @instructions, answer = @answer, confidence = @confidence, path = @path,
       asked_at = @askedAt, decided_at = null, decision = null, corrected = null, note = null where id = @id`,
  )
  const decide = db.prepare(
    `update reviews set decided_at = @decidedAt, decision = @decision, corrected = @corrected, note = @note
     where id = @id and decided_at is null`,
  )
  const one = db.prepare<[number], Raw>(`${seen} where v.id = ?`)
  const waiting = db.prepare<[number], Raw>(`${seen} where v.decided_at is null order by v.asked_at, v.id limit ?`)
  const count = db.prepare<[], number>('select count(*) from reviews where decided_at is null').pluck()
  const changes = db.prepare<[], number>('pragma data_version').pluck()

  return {
    /**
     * The row of a question: the one there is, or a new one. An answer that was approved is asked about again where it is
     * not the same; a correction stands whatever was proposed.
     */
    ask: atomic(db, (runId: string, question: ReviewQuestion, askedAt: number): ReviewRow => {
      const row = { ...question, runId, path: JSON.stringify(question.path), askedAt }
      const known = find.get(row)
      if (known === undefined) insert.run(row)
      else if (known.answer !== question.answer && known.decision !== 'corrected') renew.run({ ...row, id: known.id })
      return asRow(find.get(row) as Raw)
    }),
    /** Whether it waited: what was decided once stays. */
    decide: (id: number, decided: ReviewDecision, decidedAt: number): boolean =>
      decide.run({
        id,
        decidedAt,
        decision: decided.decision,
        corrected: decided.decision === 'corrected' ? decided.answer : null,
        note: decided.note,
      }).changes > 0,
    find: (id: number): ReviewWithProblem | undefined => {
      const raw = one.get(id)
      return raw === undefined ? undefined : asRow(raw)
    },
    /** Oldest first. */
    waiting: (limit: number): ReviewWithProblem[] => waiting.all(limit).map(asRow),
    countWaiting: (): number => count.get() ?? 0,
    /** Changes when another program has written to the database. */
    otherChanges: (): number => changes.get() ?? 0,
  }
}
export type ReviewsTable = ReturnType<typeof reviewsTable>

function asRow({ path, decision, corrected, note, ...rest }: Raw): ReviewWithProblem {
  const decided: ReviewDecision | null =
    decision === null
      ? null
      : decision === 'approved'
        ? { decision, note }
        : { decision, answer: corrected ?? '', note }
  return { ...rest, path: JSON.parse(path) as string[], decided }
}
