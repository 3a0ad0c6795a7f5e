import type { Facets, Place, ResultFilter, ResultLine, ResultPage, ResultSort } from '../../shared/results-contract'
import type { FailureCount } from '../../shared/runs-contract'
import type { InternedRows } from './interned'
import type { Db } from './open'
import { listPaths, passes, type RunPaths, resultPaths } from './result-paths'

export interface Search {
  runId: string
  filter: ResultFilter
  sort: ResultSort
  offset: number
  limit: number
}

interface RawLine extends Omit<ResultLine, 'escalated' | 'places'> {
  escalated: number
  steps: string
}

const sortColumns: Readonly<Record<ResultSort['by'], string>> = {
  ordinal: 'r.ordinal',
  problemId: 'r.problem_id',
  category: 'p.category',
  difficulty: 'p.difficulty',
  verdict: 'r.verdict',
  confidence: 'r.confidence',
  usd: 'r.usd',
  billedUsd: 'r.billed_usd',
  latencyMs: 'r.latency_ms',
}

/** A table shows a line of each text; the whole is on the problem's page. */
const SHOWN = 300
const lineColumns = `r.ordinal, r.ordinal / runs.width as repeat, r.problem_id as problemId, substr(p.question, 1, ${SHOWN}) as question, p.category, p.difficulty,
  substr(p.answer_key, 1, ${SHOWN}) as answerKey, r.verdict, c.graded, substr(r.answer, 1, ${SHOWN}) as answer, r.failure,
  r.confidence, r.usd, r.billed_usd as billedUsd, r.saved_usd as savedUsd, r.latency_ms as latencyMs, r.escalated, r.steps`
const joinRun = 'join runs on runs.id = r.run_id'
const joinProblem = 'join problems p on p.dataset_id = runs.dataset_id and p.ordinal = r.ordinal % runs.width'
const joinCorrection = 'left join corrections c on c.run_id = r.run_id and c.ordinal = r.ordinal'
/** The walk of the same problem in another run: its repeat of the same number, and its first again where it has fewer. */
const joinOther = `join runs others on others.id = @other join results o on o.run_id = @other
  and o.ordinal = r.ordinal % runs.width + r.ordinal / runs.width % others.repeats * others.width`
const MOST_ORDERS = 8
const MOST_NAMES = 500

type Bound = Record<string, string | number | null>

/** The results of a run by filter, order and page. The order of a search is kept, so that its other pages cost no search. */
export function resultSearch(db: Db, interned: InternedRows) {
  const paths = resultPaths(db, interned)
  const count = db.prepare<[string], number>('select count(*) from results where run_id = ?').pluck()
  const firstLines = db.prepare<[string, number, number], RawLine>(
    `select ${lineColumns} from results r ${joinRun} ${joinProblem} ${joinCorrection}
     where r.run_id = ? order by r.ordinal limit ? offset ?`,
  )
  const lines = db.prepare<[string, string], RawLine>(
    `select ${lineColumns} from json_each(?) wanted cross join results r on r.run_id = ? and r.ordinal = wanted.value
     ${joinRun} ${joinProblem} ${joinCorrection} order by wanted.key`,
  )
  const corrected = db.prepare<[string], number>('select count(*) from corrections where run_id = ?').pluck()
  const kinds = db.prepare<[string], ProblemKind>(
    `select p.category, p.difficulty, count(*) as problems from results r ${joinRun} ${joinProblem}
     where r.run_id = ? group by 1, 2`,
  )
  const failures = db.prepare<[string], FailureCount>(
    `select coalesce(failure, 'no reason was kept') as reason, count(*) as problems from results
     where run_id = ? and verdict = 'failed' group by 1`,
  )
  const orders = new Map<string, number[]>()

  function orderOf({ runId, filter, sort }: Omit<Search, 'offset' | 'limit'>, finished: number): number[] {
    const key = JSON.stringify([runId, finished, filter, sort])
    const known = orders.get(key)
    if (known !== undefined) return known
    const { sql, bound } = searchSql(runId, filter, sort)
    const found = db.prepare<[Bound], number>(sql).pluck().all(bound)
    const order = byPath(filter) ? found.filter(wayFilter(paths.of(runId, finished), filter)) : found
    orders.set(key, order)
    for (const oldest of orders.keys()) {
      if (orders.size <= MOST_ORDERS) break
      orders.delete(oldest)
    }
    return order
  }

  const toLine = ({ steps, escalated, ...line }: RawLine): ResultLine => ({
    ...line,
    escalated: escalated === 1,
    places: (JSON.parse(steps) as number[]).map((id): Place => {
      const [node, port] = interned.step(id)
      return [node, port]
    }),
  })

  return {
    find(search: Search): ResultPage {
      const { runId, offset, limit, filter, sort } = search
      const finished = count.get(runId) ?? 0
      if (isEmpty(filter) && sort.by === 'ordinal' && !sort.descending)
        return { matching: finished, lines: firstLines.all(runId, limit, offset).map(toLine) }
      const order = orderOf(search, finished)
      const page = order.slice(offset, offset + limit)
      return { matching: order.length, lines: lines.all(JSON.stringify(page), runId).map(toLine) }
    },
    /** The places of all results that a filter chooses. */
    ordinals: (runId: string, filter: ResultFilter): number[] =>
      orderOf({ runId, filter, sort: { by: 'ordinal', descending: false } }, count.get(runId) ?? 0),
    /** The place of the result before (-1) or after (1) one in an order; null where there is none. */
    beside(search: Omit<Search, 'offset' | 'limit'>, ordinal: number, by: -1 | 1): number | null {
      const order = orderOf(search, count.get(search.runId) ?? 0)
      const at = order.indexOf(ordinal)
      return at < 0 ? null : (order[at + by] ?? null)
    },
    /** The commonest reasons, at most 20; what they quote, such as a problem's id, is left out. */
    failures: (runId: string): FailureCount[] => alike(failures.iterate(runId)).slice(0, 20),
    facets(runId: string): Facets {
      const all = paths.of(runId, count.get(runId) ?? 0)
      const problems = kinds.all(runId)
      return {
        verdicts: all.verdicts,
        escalated: all.escalated,
        corrected: corrected.get(runId) ?? 0,
        categories: namesOf(problems, 'category'),
        difficulties: namesOf(problems, 'difficulty'),
        paths: listPaths(all),
        pathCount: all.paths.length,
      }
    },
    /** To be called when results were changed, and not only added. */
    forget(runId: string): void {
      paths.forget(runId)
      // Searches of other runs may have been against this one.
      orders.clear()
    },
  }
}
export type ResultSearch = ReturnType<typeof resultSearch>

interface ProblemKind {
  category: string | null
  difficulty: string | null
  problems: number
}

/** At most 500 names with how many problems have them; those without one last. */
function namesOf(kinds: readonly ProblemKind[], by: 'category' | 'difficulty'): Facets['categories'] {
  const counts = new Map<string | null, number>()
  for (const { [by]: name, problems } of kinds) counts.set(name, (counts.get(name) ?? 0) + problems)
  return [...counts]
    .map(([name, problems]) => ({ name, problems }))
    .sort((a, b) => Number(a.name === null) - Number(b.name === null) || ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
    .slice(0, MOST_NAMES)
}

/** Reasons that differ in what they quote are one. */
function alike(failures: Iterable<FailureCount>): FailureCount[] {
  const counts = new Map<string, number>()
  for (const { reason, problems } of failures) {
    const plain = reason.replaceAll(/“[^”]*”/g, '“…”')
    counts.set(plain, (counts.get(plain) ?? 0) + problems)
  }
  return [...counts]
    .map(([reason, problems]) => ({ reason, problems }))
    .sort((a, b) => b.problems - a.problems || a.reason.localeCompare(b.reason))
}

function isEmpty(filter: ResultFilter): boolean {
  return Object.values(filter).every((value) => value === undefined)
}

function byPath({ node, path }: ResultFilter): boolean {
  return node !== undefined || path !== undefined
}

function wayFilter({ paths, ofOrdinal }: RunPaths, { node, port, path }: ResultFilter): (ordinal: number) => boolean {
  const wanted = paths.map(
    ({ places }, number) =>
      (path === undefined || path === number) && (node === undefined || passes(places, node, port)),
  )
  return (ordinal) => wanted[ofOrdinal.get(ordinal) ?? -1] === true
}

/** The ordinals that a filter chooses, but for the way they went. */
function searchSql(runId: string, filter: ResultFilter, sort: ResultSort): { sql: string; bound: Bound } {
  const { verdicts, categories, difficulties, escalated, corrected, repeat, text, changedAgainst } = filter
  const where = ['r.run_id = @runId']
  const bound: Bound = { runId }
  const among = (column: string, name: string, values: readonly (string | null)[] | undefined): void => {
    if (values === undefined) return
    // `is` finds NULL too.
    where.push(`exists (select 1 from json_each(@${name}) wanted where wanted.value is ${column})`)
    bound[name] = JSON.stringify(values)
  }
  among('r.verdict', 'verdicts', verdicts)
  among('p.category', 'categories', categories)
  among('p.difficulty', 'difficulties', difficulties)
  if (escalated !== undefined) where.push(`r.escalated = ${escalated ? 1 : 0}`)
  if (corrected !== undefined)
    where.push(`${corrected ? '' : 'not '}exists (select 1 from corrections c
    where c.run_id = r.run_id and c.ordinal = r.ordinal)`)
  if (repeat !== undefined) {
    where.push('r.ordinal / runs.width = @repeat')
    bound.repeat = repeat
  }
  if (text !== undefined && text !== '') {
    const holds = (column: string) => `instr(lower(${column}), @text) > 0`
    where.push(`(${['p.question', 'r.answer', 'p.answer_key', 'r.problem_id'].map(holds).join(' or ')})`)
    bound.text = text.toLowerCase()
  }
  if (changedAgainst !== undefined) {
    where.push("(r.verdict = 'correct') <> (o.verdict = 'correct')")
    bound.other = changedAgainst
  }
  const joins = [
    needsProblem(filter, sort)
      ? `${joinRun} ${joinProblem}`
      : repeat === undefined && changedAgainst === undefined
        ? ''
        : joinRun,
    changedAgainst === undefined ? '' : joinOther,
  ]
  const direction = sort.descending ? 'desc' : 'asc'
  const order = sort.by === 'ordinal' ? '' : `${sortColumns[sort.by]} ${direction} nulls last, `
  const last = sort.by === 'ordinal' ? direction : 'asc'
  const sql = `select r.ordinal from results r ${joins.join(' ')} where ${where.join(' and ')} order by ${order}r.ordinal ${last}`
  return { sql, bound }
}

function needsProblem({ categories, difficulties, text }: ResultFilter, { by }: ResultSort): boolean {
  return (
    categories !== undefined ||
    difficulties !== undefined ||
    text !== undefined ||
    by === 'category' ||
    by === 'difficulty'
  )
}
