import type { Delivery } from '../../shared/batch'
import { SwitchyardError } from '../../shared/errors'
import type { ProblemSelection } from '../../shared/problem-selection'
import type { AnswersFrom, RunMode, RunStatus, Traffic } from '../../shared/report'
import { callFigures } from './call-figures'
import type { Db } from './open'

export interface RunRow {
  id: string
  name: string
  designId: string | null
  graph: string
  graphHash: string
  datasetId: number
  dataset: string
  mode: RunMode
  seed: number
  concurrency: number
  /** Walks: problems × repeats. */
  total: number
  repeats: number
  /** A walk's place is its repeat × this + its problem's ordinal. */
  width: number
  status: RunStatus
  failure: string | null
  startedAt: number
  endedAt: number | null
  finished: number
  /** Dollars that it may spend at most; `null`: no cap. */
  capUsd: number | null
  answersFrom: AnswersFrom
  delivery: Delivery
  tags: string[]
  notes: string
  /** How its problems were chosen; `null`: the first `total` of the dataset. */
  selection: ProblemSelection | null
}

export type NewRun = Omit<
  RunRow,
  | 'dataset'
  | 'status'
  | 'failure'
  | 'endedAt'
  | 'finished'
  | 'tags'
  | 'notes'
  | 'selection'
  | 'delivery'
  | 'repeats'
  | 'width'
> &
  Partial<Pick<RunRow, 'delivery' | 'repeats'>>

type Raw = Omit<RunRow, 'tags' | 'selection'> & { tags: string; selection: string | null }

export interface RunTally {
  finished: number
  correct: number
  failed: number
  usd: number | null
}

const columns = `r.id, r.name, r.design_id as designId, r.graph_name as graph, r.graph_hash as graphHash,
  r.dataset_id as datasetId, d.name as dataset, r.mode, r.seed, r.concurrency, r.total, r.repeats, r.width, r.status, r.failure,
  r.started_at as startedAt, r.ended_at as endedAt, r.cap_usd as capUsd, r.answers_from as answersFrom, r.delivery, r.tags, r.notes, r.selection,
  case r.status when 'done' then r.total else
    coalesce((select finished from run_rollups where run_id = r.id), (select count(*) from results where run_id = r.id)) end as finished`
const from = 'from runs r join datasets d on d.id = r.dataset_id'

export function runsTable(db: Db, { isAbandoned }: { isAbandoned: boolean }) {
  const list = db.prepare<[], Raw>(
    `select ${columns} ${from} where r.is_play = 0 order by r.started_at desc, r.rowid desc`,
  )
  const one = db.prepare<[string], Raw>(`select ${columns} ${from} where r.id = ?`)
  const newest = db.prepare<[string], Raw>(
    `select ${columns} ${from} where r.design_id = ? and r.status = 'done' order by r.started_at desc, r.rowid desc limit 1`,
  )
  const insert = db.prepare(
    `insert into runs (id, name, design_id, graph_name, graph_hash, dataset_id, mode, seed, concurrency, total, status, started_at,
       cap_usd, answers_from, delivery, repeats, width)
     values (@id, @name, @designId, @graph, @graphHash, @datasetId, @mode, @seed, @concurrency, @total, 'running', @startedAt,
       @capUsd, @answersFrom, @delivery, @repeats,
       1 + coalesce((select max(ordinal) from problems where dataset_id = @datasetId), 0))`,
  )
  const newestId = db
    .prepare<[], string | null>('select max(id) from runs where is_play = 0 and length(id) = 8')
    .pluck()
  const hide = db.prepare('update runs set is_play = 1 where id = ?')
  const setStatus = db.prepare(
    'update runs set status = @status, failure = @failure, ended_at = @endedAt where id = @id',
  )
  const setCap = db.prepare('update runs set cap_usd = ? where id = ?')
  const orphan = db.prepare(`update runs set status = 'interrupted' where status = 'running'`)
  const remove = db.prepare('delete from runs where id = ?')
  const tally = db.prepare<[string], RunTally>(
    `select count(*) as finished, count(*) filter (where verdict = 'correct') as correct,
       count(*) filter (where verdict = 'failed') as failed,
       case when count(usd) = count(*) then total(usd) end as usd
     from results where run_id = ?`,
  )
  const exits = db.prepare<[string], { node: string; port: string | null; problems: number }>(
    `select t.node_id as node, t.port, sum(problems) as problems
     from (select s.value as step, count(*) as problems from results, json_each(results.steps) s where run_id = ? group by 1)
     join step_texts t on t.id = step group by 1, 2`,
  )

  const figures = callFigures(db)

  const asIs = ({ tags, selection, ...row }: Raw): RunRow => ({
    ...row,
    tags: JSON.parse(tags) as string[],
    selection: selection === null ? null : (JSON.parse(selection) as ProblemSelection),
    status: isAbandoned && row.status === 'running' ? 'interrupted' : row.status,
  })

  return {
    list: (): RunRow[] => list.all().map(asIs),
    get: (id: string): RunRow => {
      const row = one.get(id)
      if (row !== undefined) return asIs(row)
      throw new SwitchyardError('RUN_UNKNOWN', `there is no run “${id}”`, { hint: '“switchyard runs” lists them' })
    },
    newestDone: (designId: string): RunRow | undefined => {
      const row = newest.get(designId)
      return row === undefined ? undefined : asIs(row)
    },
    /**
     * An id for a run that begins now, in milliseconds since 1970: ids rise, so that the rows of a run come behind all others, where they
     * are soonest written.
     */
    newId: (now: number): string => {
      const newest = Number.parseInt(newestId.get() ?? '0', 36)
      return Math.max(now, newest + 1)
        .toString(36)
        .padStart(8, '0')
    },
    create: (run: NewRun): void => void insert.run({ delivery: 'live', repeats: 1, ...run }),
    setCap: (id: string, capUsd: number | null): void => void setCap.run(capUsd, id),
    /** Keeps a problem that was played by itself out of the list. */
    hide: (id: string): void => void hide.run(id),
    setStatus: (id: string, status: RunStatus, failure: string | null = null): void =>
      void setStatus.run({ id, status, failure, endedAt: status === 'running' ? null : Date.now() }),
    /** To be called by the one program that holds the lock: whatever still says "running" was interrupted. */
    markInterrupted: (): void => void orphan.run(),
    remove: (id: string): boolean => remove.run(id).changes > 0,
    /** As much of the results as the progress of a run that goes on begins with. */
    tally: (id: string): RunTally => tally.get(id) ?? { finished: 0, correct: 0, failed: 0, usd: 0 },
    /** How many problems of a run came to each node and left by each port. */
    traffic: (id: string): Traffic => {
      const traffic: Traffic = { visits: {}, exits: {} }
      for (const { node, port, problems } of exits.iterate(id)) {
        traffic.visits[node] = (traffic.visits[node] ?? 0) + problems
        if (port !== null) traffic.exits[`${node}.${port}`] = problems
      }
      return traffic
    },
    /** What its calls came to, by node and by model. */
    callFigures: figures,
  }
}
export type RunsTable = ReturnType<typeof runsTable>
