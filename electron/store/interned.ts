import type { PriceQuote } from '../../shared/ledger/price'
import type { Step } from '../../shared/report'
import type { Db } from './open'

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

/** Rows that many others point to: each distinct one is stored once, and its id is remembered. */
export function internedRows(db: Db) {
  const addStep = db.prepare('insert into step_texts (node_id, port, why) values (?, ?, ?)')
  const findStep = db
    .prepare<[string, string, string], number>(
      `select id from step_texts where node_id = ? and ifnull(port, '') = ? and why = ?`,
    )
    .pluck()
  const stepOf = db.prepare<[number], { node: string; port: string | null; why: string }>(
    'select node_id as node, port, why from step_texts where id = ?',
  )
  const addSite = db.prepare(
    'insert into call_sites (node_id, role, connection, model, quote_id) values (?, ?, ?, ?, ?)',
  )
  const findSite = db
    .prepare<[string, string, string, string, number], number>(
      'select id from call_sites where node_id = ? and role = ? and connection = ? and model = ? and ifnull(quote_id, 0) = ?',
    )
    .pluck()
  const addPrice = db.prepare('insert into quotes (body, source, version) values (?, ?, ?)')
  const findPrice = db
    .prepare<[string, string, string], number>('select id from quotes where body = ? and source = ? and version = ?')
    .pluck()

  /** By their texts: few are alike, and to put a key together from all three members costs more than to look. */
  const stepIds = new Map<string, { node: string; port: string | null; id: number }[]>()
  const steps = new Map<number, Step>()
  /** By node, for the same reason. */
  const siteIds = new Map<string, KnownSite[]>()
  const priceIds = new Map<PriceQuote, number>()

  function priceId(quote: PriceQuote): number {
    const known = priceIds.get(quote)
    if (known !== undefined) return known
    const row = [JSON.stringify(quote.price), quote.source, quote.version] as const
    const id = findPrice.get(...row) ?? Number(addPrice.run(...row).lastInsertRowid)
    priceIds.set(quote, id)
    return id
  }

  return {
    stepId: ([node, port, why]: Step): number => {
      const alike = stepIds.get(why)
      if (alike !== undefined) for (const one of alike) if (one.node === node && one.port === port) return one.id
      const id = findStep.get(node, port ?? '', why) ?? Number(addStep.run(node, port, why).lastInsertRowid)
      if (stepIds.size >= MOST_KNOWN) stepIds.clear()
      stepIds.set(why, [...(stepIds.get(why) ?? []), { node, port, id }])
      return id
    },
    step: (id: number): Step => {
      const known = steps.get(id)
      if (known !== undefined) return known
      const row = stepOf.get(id)
      const step: Step = row === undefined ? ['?', null, 'its text is lost'] : [row.node, row.port, row.why]
      if (steps.size >= MOST_KNOWN) steps.clear()
      steps.set(id, step)
      return step
    },
    siteId: ({ nodeId, role, connection, model, quote }: CallSite): number => {
      const price = quote === null ? null : priceId(quote)
      const alike = siteIds.get(nodeId)
      if (alike !== undefined)
        for (const one of alike)
          if (one.model === model && one.connection === connection && one.role === role && one.price === price)
            return one.id
      const id =
        findSite.get(nodeId, role, connection, model, price ?? 0) ??
        Number(addSite.run(nodeId, role, connection, model, price).lastInsertRowid)
      siteIds.set(nodeId, [...(alike ?? []), { role, connection, model, price, id }])
      return id
    },
    /** After a transaction was undone: what it had added is not there. */
    forget: (): void => {
      for (const cache of [stepIds, steps, siteIds, priceIds]) cache.clear()
    },
  }
}
export type InternedRows = ReturnType<typeof internedRows>
