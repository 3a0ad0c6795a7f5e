import type { GroupBy } from '../../shared/comparison'
import { columnsUpTo } from '../../shared/evidence/columns-fold'
import { type RunColumns, verdictCodes } from '../../shared/evidence/run-columns'
import type { TracedCall } from '../../shared/evidence/trace-walk'
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
  /** What caches and recorded outcomes saved, at list price. */
  savedUsd: number | null
  latencyMs: number | null
  steps: Step[]
}

/** As much of a call as tells which answer came of it. */
export interface CallRow extends TracedCall {
  ordinal: number
  seq: number
}

/** What a model made of a problem elsewhere, by its place in the dataset: `score` is the source's own grade. */
export interface KnownAnswer {
  ordinal: number
  answer: string | null
  score: number | null
}

const PAGE = 20_000
/** A verdict, what was paid and whether it escalated, in five bits. */
const CODES = 32
/** Neither nothing nor the list price was billed or saved: that is read by itself. */
const PAID_OTHERWISE = 3

/** What comparisons and the pages about a router read: columns, paths and calls of whole runs, in pages. */
export function evidenceTable(db: Db, interned: InternedRows) {
  const codes = verdictCodes.map((verdict, code) => `when '${verdict}' then ${code * 8}`).join(' ')
  const columns = db
    .prepare<[string, number, number], RawColumns>(
      // Each column of a row takes its time: the small ones travel in one number.
      `select ordinal * ${CODES} + (case verdict ${codes} end) + escalated
         + case when billed_usd = 0 and saved_usd = 0 then 0 when billed_usd = 0 and saved_usd = usd then 2
           when billed_usd = usd and saved_usd = 0 then 4 else ${PAID_OTHERWISE * 2} end,
         usd, latency_ms
       from results where run_id = ? and ordinal > ? order by ordinal limit ?`,
    )
    .raw()
  const paid = db
    .prepare<[string], [billed: number | null, saved: number | null]>(
      'select billed_usd, saved_usd from results where run_id = ? order by ordinal',
    )
    .raw()
  const version = db
    .prepare<[string, string], number | null>(
      'select max(number) from design_versions where design_id = ? and graph_hash = ?',
    )
    .pluck()
  const walked = `select r.ordinal, r.problem_id as problemId, p.question, p.answer_key as answerKey, p.category, p.difficulty,
      r.verdict, r.answer, r.confidence, r.failure, r.usd, r.saved_usd as savedUsd, r.latency_ms as latencyMs, r.steps
    from results r join runs on runs.id = r.run_id
    join problems p on p.dataset_id = runs.dataset_id and p.ordinal = r.ordinal % runs.width`
  const walks = db.prepare<[string, number, number], RawWalk>(
    `${walked} where r.run_id = ? and r.ordinal > ? order by r.ordinal limit ?`,
  )
  const walkAt = db.prepare<[string, number], RawWalk>(`${walked} where r.run_id = ? and r.ordinal = ?`)
  const calls = db.prepare<[string, number, number], CallRow>(
    `select c.ordinal, c.seq, s.node_id as nodeId, s.connection, s.model, c.source, c.sample, c.answer, c.confidence, c.usd
     from every_call c join call_sites s on s.id = c.site_id
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
  const outcomes = db.prepare<[number, string, number], KnownAnswer>(
    `select p.ordinal, o.answer, o.score from problems p
     join outcomes o on o.dataset_id = p.dataset_id and o.problem_id = p.problem_id
     where p.dataset_id = ? and o.model = ? and o.request = '' and o.sample = ?`,
  )
  const usdPerOutcome = db
    .prepare<[number, string], number | null>(
      `select case when count(usd) = count(*) then avg(usd) end from outcomes
       where dataset_id = ? and model = ? and request = '' and sample = 0`,
    )
    .pluck()
  const usdPerCall = db
    .prepare<[string, string, string], number | null>(
      `select case when count(c.usd) = count(*) then avg(c.usd) end from every_call c join call_sites s on s.id = c.site_id
       where c.run_id = ? and s.connection = ? and s.model = ?`,
    )
    .pluck()
  const answersOf = db.prepare<[string, string, string, string], KnownAnswer>(
    `select c.ordinal % runs.width as ordinal, c.answer, null as score from every_call c join call_sites s on s.id = c.site_id
     join runs on runs.id = c.run_id
     where c.run_id = ? and c.sample < runs.repeats and c.state = 'done' and s.connection = ? and s.model = ?
       and s.node_id in (select value from json_each(?))`,
  )

  return {
    /** Of a run of at most so many problems. */
    columns: (runId: string, most: number): RunColumns =>
      readColumns(
        most,
        (after) => columns.all(runId, after, PAGE),
        () => paid.all(runId),
      ),
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
    /** What a dataset's imported outcomes hold of a model: its first answers, or those of another number. */
    outcomes: (datasetId: number, model: string, sample = 0): KnownAnswer[] => outcomes.all(datasetId, model, sample),
    /** Dollars of an imported answer of a model, on average; `null` where there is none, or one is unknown. */
    usdPerOutcome: (datasetId: number, model: string): number | null => usdPerOutcome.get(datasetId, model) ?? null,
    /** Dollars of a call of a model in a run, on average; `null` where there is none, or one is unknown. */
    usdPerCall: (runId: string, connection: string, model: string): number | null =>
      usdPerCall.get(runId, connection, model) ?? null,
    /** What a model answered first in each walk of a run, at nodes that answer the problem. */
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

type RawColumns = [code: number, usd: number | null, latencyMs: number | null]

/** In pages, so that a large run does not stand in memory twice. */
function readColumns(
  most: number,
  page: (after: number) => RawColumns[],
  paid: () => [number | null, number | null][],
): RunColumns {
  const columns = emptyColumns(most)
  let [at, after, isPaidOtherwise] = [0, -1, false]
  while (at < most) {
    const rows = page(after)
    if (rows.length === 0) break
    for (const row of rows) if (fill(columns, at++, row) === PAID_OTHERWISE) isPaidOtherwise = true
    after = columns.ordinals[at - 1] ?? after
  }
  if (isPaidOtherwise) {
    for (const [row, [billed, saved]] of paid().entries()) {
      columns.billedUsd[row] = billed ?? Number.NaN
      columns.savedUsd[row] = saved ?? Number.NaN
    }
  }
  return columnsUpTo(columns, at)
}

/** Columns with room for so many results. */
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

/** Fills one row and gives how it was paid. */
function fill(columns: RunColumns, at: number, row: RawColumns): number {
  // By index: taking a row apart by its pattern costs a third more.
  const packed = row[0]
  const code = packed % CODES
  const paid = (code >> 1) & 3
  const dollars = row[1] ?? Number.NaN
  columns.ordinals[at] = (packed - code) / CODES
  columns.verdicts[at] = code >> 3
  columns.escalated[at] = code & 1
  columns.usd[at] = dollars
  columns.latencyMs[at] = row[2] ?? Number.NaN
  if (paid === 1) columns.savedUsd[at] = dollars
  else if (paid === 2) columns.billedUsd[at] = dollars
  return paid
}
