import type { GroupBy } from '../../shared/comparison'
import type { CallSource } from '../../shared/connection'
import { type RunColumns, verdictCodes } from '../../shared/evidence/run-columns'
import type { Step, Verdict } from '../../shared/report'
import type { InternedRows } from './interned'
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
  source: CallSource
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
export function evidenceTable(db: Db, interned: InternedRows) {
  const codes = verdictCodes.map((verdict, code) => `when '${verdict}' then ${code}`).join(' ')
  const columns = db
    .prepare<[string, number, number], RawColumns>(
      // What was billed and saved is mostly nothing or the list price itself: two bits tell it in a fifth of the time.
      `select ordinal, code * 8 + paid * 2 + escalated, usd, latency_ms,
         case paid when 3 then json_array(billed_usd, saved_usd) end
       from (select ordinal, escalated, usd, latency_ms, billed_usd, saved_usd, case verdict ${codes} end as code,
         case when billed_usd = 0 and saved_usd = 0 then 0 when billed_usd = 0 and saved_usd = usd then 1
           when billed_usd = usd and saved_usd = 0 then 2 else 3 end as paid
       from results where run_id = ? and ordinal > ? order by ordinal limit ?)`,
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
    `select c.ordinal, c.seq, s.node_id as nodeId, s.connection, s.model, c.source, c.sample, c.answer, c.confidence, c.usd
     from calls c join call_sites s on s.id = c.site_id
     where c.run_id = ? and c.ordinal between ? and ? order by c.ordinal, c.seq`,
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
     where p.dataset_id = ? and o.model = ? and o.request = '' and o.sample = 0`,
  )
  const answersOf = db.prepare<[string, string, string, string], KnownAnswer>(
    `select c.ordinal, c.answer, null as score from calls c join call_sites s on s.id = c.site_id
     where c.run_id = ? and c.sample = 0 and c.state = 'done' and s.connection = ? and s.model = ?
       and s.node_id in (select value from json_each(?))`,
  )

  return {
    /** Of a run of at most so many problems. */
    columns: (runId: string, most: number): RunColumns => readColumns(most, (after) => columns.all(runId, after, PAGE)),
    /** The number of the version of a design that a graph is; `null` where it is none. */
    version: (designId: string, graphHash: string): number | null => version.get(designId, graphHash) ?? null,
    /** Results with their problems and paths, a page of those after an ordinal. */
    walks: (runId: string, after: number, limit: number): WalkedRow[] =>
      walks.all(runId, after, limit).map((row) => readWalk(row, interned)),
    walkAt: (runId: string, ordinal: number): WalkedRow | undefined => {
      const row = walkAt.get(runId, ordinal)
      return row === undefined ? undefined : readWalk(row, interned)
    },
    /** The calls of the problems from one ordinal to another, both included, in the order in which they were made. */
    calls: (runId: string, from: number, to: number): CallRow[] => calls.all(runId, from, to),
    /** The category or difficulty of each problem, by its ordinal. */
    groups: (datasetId: number, by: GroupBy): [ordinal: number, name: string | null][] => groups[by].all(datasetId),
    /** The ordinals of the problems that two datasets share: the same id, question and key. */
    alike: (first: number, second: number): [first: number, second: number][] => alike.all(first, second),
    /** What a dataset's imported outcomes hold of a model. */
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

function readWalk(row: RawWalk, { step }: InternedRows): WalkedRow {
  return { ...row, steps: (JSON.parse(row.steps) as number[]).map((id): Step => step(id)) }
}

function groupSql(column: GroupBy): string {
  return `select ordinal, ${column} from problems where dataset_id = ? order by ordinal`
}

type RawColumns = [ordinal: number, code: number, usd: number | null, latencyMs: number | null, paid: string | null]

/** In pages, so that a large run does not stand in memory twice. */
function readColumns(most: number, page: (after: number) => RawColumns[]): RunColumns {
  const columns = emptyColumns(most)
  let [at, after] = [0, -1]
  while (at < most) {
    const rows = page(after)
    if (rows.length === 0) break
    for (const row of rows) fill(columns, at++, row)
    after = rows.at(-1)?.[0] ?? after
  }
  return at === most ? columns : upTo(columns, at)
}

function emptyColumns(most: number): RunColumns {
  return {
    ordinals: new Uint32Array(most),
    verdicts: new Uint8Array(most),
    usd: new Float64Array(most),
    billedUsd: new Float64Array(most),
    savedUsd: new Float64Array(most),
    latencyMs: new Float64Array(most),
    escalated: new Uint8Array(most),
  }
}

function fill(columns: RunColumns, at: number, row: RawColumns): void {
  const code = row[1]
  const usd = row[2] ?? Number.NaN
  columns.ordinals[at] = row[0]
  columns.verdicts[at] = code >> 3
  columns.escalated[at] = code & 1
  columns.usd[at] = usd
  columns.latencyMs[at] = row[3] ?? Number.NaN
  const paid = (code >> 1) & 3
  if (paid === 1) columns.savedUsd[at] = usd
  else if (paid === 2) columns.billedUsd[at] = usd
  else if (row[4] !== null) {
    const [billed, saved] = JSON.parse(row[4]) as [number | null, number | null]
    columns.billedUsd[at] = billed ?? Number.NaN
    columns.savedUsd[at] = saved ?? Number.NaN
  }
}

function upTo(columns: RunColumns, end: number): RunColumns {
  return {
    ordinals: columns.ordinals.subarray(0, end),
    verdicts: columns.verdicts.subarray(0, end),
    usd: columns.usd.subarray(0, end),
    billedUsd: columns.billedUsd.subarray(0, end),
    savedUsd: columns.savedUsd.subarray(0, end),
    latencyMs: columns.latencyMs.subarray(0, end),
    escalated: columns.escalated.subarray(0, end),
  }
}
