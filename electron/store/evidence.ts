import type { GroupBy } from '../../shared/comparison'
import { type RunColumns, verdictCodes } from '../../shared/evidence/run-columns'
import type { Step, Verdict } from '../../shared/report'
import type { Db } from './open'

/** A result with its problem and its path, as the evidence about a router needs it. */
export interface WalkedRow {
  ordinal: number
  problemId: string
  question: string
  answerKey: string | null
  category: string | null
  difficulty: string | null
  verdict: Verdict
  answer: string | null
  confidence: number | null
  failure: string | null
  usd: number | null
  latencyMs: number | null
  steps: Step[]
}

/** As much of a call as tells which answer came of it. */
export interface CallRow {
  ordinal: number
  seq: number
  nodeId: string
  connection: string
  model: string
  sample: number
  answer: string | null
  confidence: number | null
  usd: number | null
}

/** What a model made of a problem elsewhere: `score` is the source's own grade. */
export interface KnownAnswer {
  ordinal: number
  answer: string | null
  score: number | null
}

const PAGE = 5000

/** What comparisons and the pages about a router read: columns, paths and calls of whole runs, in pages. */
export function evidenceTable(db: Db) {
  const codes = verdictCodes.map((verdict, code) => `when '${verdict}' then ${code}`).join(' ')
  const columns = db
    .prepare<[string, number, number], [number, number, number | null, number | null]>(
      `select ordinal, (case verdict ${codes} end) * 2 + escalated, usd, latency_ms
       from results where run_id = ? and ordinal > ? order by ordinal limit ?`,
    )
    .raw()
  const version = db
    .prepare<[string, string], number | null>(
      'select max(number) from design_versions where design_id = ? and graph_hash = ?',
    )
    .pluck()
  const walked = `select r.ordinal, r.problem_id as problemId, p.question, p.answer_key as answerKey, p.category, p.difficulty,
      r.verdict, r.answer, r.confidence, r.failure, r.usd, r.latency_ms as latencyMs, r.steps
    from results r join runs on runs.id = r.run_id
    join problems p on p.dataset_id = runs.dataset_id and p.ordinal = r.ordinal`
  const walks = db.prepare<[string, number, number], RawWalk>(
    `${walked} where r.run_id = ? and r.ordinal > ? order by r.ordinal limit ?`,
  )
  const walkAt = db.prepare<[string, number], RawWalk>(`${walked} where r.run_id = ? and r.ordinal = ?`)
  const calls = db.prepare<[string, number, number], CallRow>(
    `select ordinal, seq, node_id as nodeId, connection, model, sample, answer, confidence, usd
     from calls where run_id = ? and ordinal between ? and ? order by ordinal, seq`,
  )
  const groups = {
    category: db.prepare<[number], [number, string | null]>(groupSql('category')).raw(),
    difficulty: db.prepare<[number], [number, string | null]>(groupSql('difficulty')).raw(),
  }
  const alike = db
    .prepare<[number, number], [number, number]>(
      `select a.ordinal, b.ordinal from problems a join problems b on b.problem_id = a.problem_id
         and b.question = a.question and b.answer_key is a.answer_key
       where a.dataset_id = ? and b.dataset_id = ? order by a.ordinal`,
    )
    .raw()
  const outcomes = db.prepare<[number, string], KnownAnswer>(
    `select p.ordinal, o.answer, o.score from problems p
     join outcomes o on o.dataset_id = p.dataset_id and o.problem_id = p.problem_id
     where p.dataset_id = ? and o.model = ? and o.sample = 0`,
  )
  const answersOf = db.prepare<[string, string, string, string], KnownAnswer>(
    `select ordinal, answer, null as score from calls
     where run_id = ? and connection = ? and model = ? and sample = 0 and node_id in (select value from json_each(?))`,
  )

  return {
    /** Of a run of at most so many problems. */
    columns: (runId: string, most: number): RunColumns => readColumns(most, (after) => columns.all(runId, after, PAGE)),
    /** The number of the version of a design that a graph is; `null` where it is none. */
    version: (designId: string, graphHash: string): number | null => version.get(designId, graphHash) ?? null,
    /** Results with their problems and paths, a page of those after an ordinal. */
    walks: (runId: string, after: number, limit: number): WalkedRow[] => walks.all(runId, after, limit).map(readWalk),
    walkAt: (runId: string, ordinal: number): WalkedRow | undefined => {
      const row = walkAt.get(runId, ordinal)
      return row === undefined ? undefined : readWalk(row)
    },
    /** The calls of the problems from one ordinal to another, both included, in the order in which they were made. */
    calls: (runId: string, from: number, to: number): CallRow[] => calls.all(runId, from, to),
    /** The category or difficulty of each problem, by its ordinal. */
    groups: (datasetId: number, by: GroupBy): [ordinal: number, name: string | null][] => groups[by].all(datasetId),
    /** The ordinals of the problems that two datasets share: the same id, question and key. */
    alike: (first: number, second: number): [first: number, second: number][] => alike.all(first, second),
    /** What a dataset's recorded outcomes hold of a model. */
    outcomes: (datasetId: number, model: string): KnownAnswer[] => outcomes.all(datasetId, model),
    /** What a model answered first in a run, at nodes that answer the problem. */
    answersOf: (runId: string, connection: string, model: string, nodeIds: readonly string[]): KnownAnswer[] =>
      answersOf.all(runId, connection, model, JSON.stringify(nodeIds)),
  }
}
export type EvidenceTable = ReturnType<typeof evidenceTable>

interface RawWalk extends Omit<WalkedRow, 'steps'> {
  steps: string
}

function readWalk(row: RawWalk): WalkedRow {
  return { ...row, steps: JSON.parse(row.steps) as Step[] }
}

function groupSql(column: GroupBy): string {
  return `select ordinal, ${column} from problems where dataset_id = ? order by ordinal`
}

/** In pages, so that a large run does not stand in memory twice. */
function readColumns(
  most: number,
  page: (after: number) => [number, number, number | null, number | null][],
): RunColumns {
  const ordinals = new Uint32Array(most)
  const verdicts = new Uint8Array(most)
  const usd = new Float64Array(most)
  const latencyMs = new Float64Array(most)
  const escalated = new Uint8Array(most)
  let [at, after] = [0, -1]
  while (at < most) {
    const rows = page(after)
    if (rows.length === 0) break
    for (const row of rows) {
      const code = row[1]
      ordinals[at] = row[0]
      verdicts[at] = code >> 1
      escalated[at] = code & 1
      usd[at] = row[2] ?? Number.NaN
      latencyMs[at] = row[3] ?? Number.NaN
      at += 1
    }
    after = rows.at(-1)?.[0] ?? after
  }
  return {
    ordinals: ordinals.subarray(0, at),
    verdicts: verdicts.subarray(0, at),
    usd: usd.subarray(0, at),
    latencyMs: latencyMs.subarray(0, at),
    escalated: escalated.subarray(0, at),
  }
}
