import type { PriceQuote } from '../../shared/ledger/price'
import type { Step } from '../../shared/report'
import type { Value } from './bulk'
import type { Db } from './open'
import type { NewRows } from './write-rows'

/** Beyond this a cache of ids starts anew: whys may hold numbers that never come again. */
const MOST_KNOWN = 50_000

export interface CallSite {
  nodeId: string
  role: string
  connection: string
  model: string
  quote: PriceQuote | null
}

interface KnownSite extends Pick<CallSite, 'role' | 'connection' | 'model'> {
  price: number | null
  id: number
}

/**
 * Rows that many others point to: each distinct one is stored once, and its id is remembered. An id is given out before its row
 * is stored, so that rows can be put together apart from where they are written. `unstored` are the rows that are not known to be
 * in the database: they go in with whatever is written next, as often as it takes until that is known to have succeeded.
 */
export function internedRows(db: Db) {
  const findStep = db
    .prepare<[string, string, string], number>(
      `select id from step_texts where node_id = ? and ifnull(port, '') = ? and why = ?`,
    )
    .pluck()
  const stepOf = db.prepare<[number], { node: string; port: string | null; why: string }>(
    'select node_id as node, port, why from step_texts where id = ?',
  )
  const findSite = db
    .prepare<[string, string, string, string, number], number>(
      'select id from call_sites where node_id = ? and role = ? and connection = ? and model = ? and ifnull(quote_id, 0) = ?',
    )
    .pluck()
  const findQuote = db
    .prepare<[string, string, string], number>('select id from quotes where body = ? and source = ? and version = ?')
    .pluck()
  const quotes = newIds(db, 'quotes')
  const sites = newIds(db, 'call_sites')
  const steps = newIds(db, 'step_texts')

  /** By their texts: few are alike, and to put a key together from all three members costs more than to look. */
  const stepIds = new Map<string, { node: string; port: string | null; id: number }[]>()
  const stepsById = new Map<number, Step>()
  /** By node, for the same reason. */
  const siteIds = new Map<string, KnownSite[]>()
  const quoteIds = new Map<PriceQuote, number>()

  function quoteId(quote: PriceQuote): number {
    const known = quoteIds.get(quote)
    if (known !== undefined) return known
    const row = [JSON.stringify(quote.price), quote.source, quote.version] as const
    const id = quotes.find(row) ?? findQuote.get(...row) ?? quotes.add(row)
    quoteIds.set(quote, id)
    return id
  }

  return {
    stepId: ([node, port, why]: Step): number => {
      const alike = stepIds.get(why)
      if (alike !== undefined) for (const one of alike) if (one.node === node && one.port === port) return one.id
      const row = [node, port, why]
      const id = steps.find(row) ?? findStep.get(node, port ?? '', why) ?? steps.add(row)
      if (stepIds.size >= MOST_KNOWN) stepIds.clear()
      stepIds.set(why, [...(stepIds.get(why) ?? []), { node, port, id }])
      return id
    },
    step: (id: number): Step => {
      const known = stepsById.get(id)
      if (known !== undefined) return known
      const row = stepOf.get(id)
      const step: Step = row === undefined ? ['?', null, 'its text is lost'] : [row.node, row.port, row.why]
      if (stepsById.size >= MOST_KNOWN) stepsById.clear()
      stepsById.set(id, step)
      return step
    },
    siteId: ({ nodeId, role, connection, model, quote }: CallSite): number => {
      const price = quote === null ? null : quoteId(quote)
      const alike = siteIds.get(nodeId)
      if (alike !== undefined)
        for (const one of alike)
          if (one.model === model && one.connection === connection && one.role === role && one.price === price)
            return one.id
      const row = [nodeId, role, connection, model, price]
      const id = sites.find(row) ?? findSite.get(nodeId, role, connection, model, price ?? 0) ?? sites.add(row)
      siteIds.set(nodeId, [...(alike ?? []), { role, connection, model, price, id }])
      return id
    },
    unstored: (): NewRows => ({ quotes: quotes.unstored(), sites: sites.unstored(), steps: steps.unstored() }),
    /** Of rows that `unstored` gave: they are in the database now. */
    stored: (rows: NewRows): void => {
      quotes.stored(rows.quotes)
      sites.stored(rows.sites)
      steps.stored(rows.steps)
    },
  }
}
export type InternedRows = ReturnType<typeof internedRows>

/** Gives out the ids of a table's new rows, and holds these rows until they are stored. Nobody else adds to it: a database has one writer. */
function newIds(db: Db, table: string) {
  const lastStored = db.prepare<[], number>(`select coalesce(max(id), 0) from ${table}`).pluck()
  let last: number | undefined
  const rows = new Map<number, Value[]>()
  const ids = new Map<string, number>()
  return {
    /** The id of a row that is not stored yet. */
    find: (row: readonly Value[]): number | undefined => (ids.size === 0 ? undefined : ids.get(JSON.stringify(row))),
    add: (row: readonly Value[]): number => {
      last = (last ?? lastStored.get() ?? 0) + 1
      rows.set(last, [last, ...row])
      ids.set(JSON.stringify(row), last)
      return last
    },
    unstored: (): Value[][] => [...rows.values()],
    stored: (done: readonly Value[][]): void => {
      for (const [id, ...row] of done) {
        rows.delete(id as number)
        ids.delete(JSON.stringify(row))
      }
    },
  }
}
