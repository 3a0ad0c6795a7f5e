import type { Price } from '../../shared/ledger/price'
import { atomic } from './atomic'
import type { Db } from './open'

export interface OwnPriceRow {
  connection: string
  model: string
  /** YYYY-MM-DD. */
  validFrom: string
  price: Price
}

/** A model in a price list that was imported. */
export interface ListedPriceRow {
  list: string
  provider: string
  model: string
  price: Price | null
  contextTokens: number | null
  maxOutputTokens: number | null
  version: string
}

export interface ImportedList {
  list: string
  version: string
  models: number
}

type Raw<Row> = Omit<Row, 'price'> & { price: string }

export function pricesTable(db: Db) {
  const ownColumns = 'connection, model, valid_from as validFrom, price'
  const own = db.prepare<[string], Raw<OwnPriceRow>>(
    `select ${ownColumns} from own_prices where connection = ? order by model, valid_from`,
  )
  const ownAt = db.prepare<[string, string, string], Raw<OwnPriceRow>>(
    `select ${ownColumns} from own_prices where connection = ? and model = ? and valid_from <= ?
     order by valid_from desc limit 1`,
  )
  const putOwn = db.prepare('insert or replace into own_prices values (@connection, @model, @validFrom, @price)')
  const dropOwn = db.prepare('delete from own_prices where connection = ? and model = ? and valid_from = ?')
  const listed = db.prepare<[string, string], Omit<ListedPriceRow, 'price'> & { price: string | null }>(
    `select list, provider, model, price, context_tokens as contextTokens, max_output_tokens as maxOutputTokens, version
     from listed_prices where provider = ? and model = ? order by price is null, version desc, list limit 1`,
  )
  const lists = db.prepare<[], ImportedList>(
    'select list, max(version) as version, count(*) as models from listed_prices group by list order by list',
  )
  const clearList = db.prepare('delete from listed_prices where list = ?')
  const putListed = db.prepare(
    `insert or replace into listed_prices values (@list, @provider, @model, @price, @contextTokens, @maxOutputTokens, @version)`,
  )
  const readPrice = <Row extends { price: string }>(row: Row) => ({ ...row, price: JSON.parse(row.price) as Price })

  return {
    own: (connection: string): OwnPriceRow[] => own.all(connection).map(readPrice),
    /** The own price that holds on a day, YYYY-MM-DD. */
    ownAt: (connection: string, model: string, day: string): OwnPriceRow | undefined => {
      const row = ownAt.get(connection, model, day)
      return row === undefined ? undefined : readPrice(row)
    },
    putOwn: (row: OwnPriceRow): void => void putOwn.run({ ...row, price: JSON.stringify(row.price) }),
    dropOwn: (connection: string, model: string, validFrom: string): boolean =>
      dropOwn.run(connection, model, validFrom).changes > 0,
    listed: (provider: string, model: string): ListedPriceRow | undefined => {
      const row = listed.get(provider, model)
      if (row === undefined) return undefined
      return { ...row, price: row.price === null ? null : (JSON.parse(row.price) as Price) }
    },
    lists: (): ImportedList[] => lists.all(),
    /** The list as it is now takes the place of what was imported of it before. */
    replaceList: atomic(db, (list: string, rows: readonly ListedPriceRow[]): void => {
      clearList.run(list)
      for (const row of rows) putListed.run({ ...row, price: row.price === null ? null : JSON.stringify(row.price) })
    }),
  }
}
export type PricesTable = ReturnType<typeof pricesTable>
