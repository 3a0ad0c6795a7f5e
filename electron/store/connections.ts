import type { ModelCapabilities } from '../../shared/connection'
import type { CompatibleServer, ConnectionKind } from '../../shared/connection-presets'
import type { ConnectionLimits, ConnectionSettings } from '../../shared/connection-settings'
import type { Price } from '../../shared/ledger/price'
import { atomic } from './atomic'
import type { Db } from './open'

export interface ConnectionRow extends ConnectionSettings {
  /** The origin that a key may be sent to; null once another address was set. */
  keyOrigin: string | null
  createdAt: number
}

/** A model as its provider lists it. */
export interface ListedModelRow {
  model: string
  label: string | null
  /** As much as the provider said. */
  capabilities: Partial<ModelCapabilities>
  price: Price | null
  /** Milliseconds since 1970. */
  listedAt: number
}

interface RawModel {
  model: string
  label: string | null
  capabilities: string
  price: string | null
  listedAt: number
}

interface RawRow extends ConnectionLimits {
  name: string
  kind: ConnectionKind
  server: CompatibleServer | null
  baseUrl: string
  keyOrigin: string | null
  notes: string
  createdAt: number
}

const columns = `name, kind, server, base_url as baseUrl, key_origin as keyOrigin, notes, concurrency,
  requests_per_minute as requestsPerMinute, tokens_per_minute as tokensPerMinute, created_at as createdAt`

export function connectionsTable(db: Db) {
  const list = db.prepare<[], RawRow>(`select ${columns} from connections order by created_at, name`)
  const one = db.prepare<[string], RawRow>(`select ${columns} from connections where name = ?`)
  const insert = db.prepare(
    `insert into connections values (@name, @kind, @server, @baseUrl, @keyOrigin, @notes, @concurrency, @requestsPerMinute,
       @tokensPerMinute, @createdAt)`,
  )
  const update = db.prepare(
    `update connections set kind = @kind, server = @server, base_url = @baseUrl, key_origin = @keyOrigin, notes = @notes,
       concurrency = @concurrency, requests_per_minute = @requestsPerMinute, tokens_per_minute = @tokensPerMinute
     where name = @name`,
  )
  const remove = db.prepare('delete from connections where name = ?')
  const allowKey = db.prepare('update connections set key_origin = ? where name = ?')
  const modelColumns = 'model, label, capabilities, price, listed_at as listedAt'
  const models = db.prepare<[string], RawModel>(
    `select ${modelColumns} from connection_models where connection = ? order by model`,
  )
  const model = db.prepare<[string, string], RawModel>(
    `select ${modelColumns} from connection_models where connection = ? and model = ?`,
  )
  const clearModels = db.prepare('delete from connection_models where connection = ?')
  const addModel = db.prepare(
    `insert or replace into connection_models values (@connection, @model, @label, @capabilities, @price, @listedAt)`,
  )

  const shaped = ({ concurrency, requestsPerMinute, tokensPerMinute, ...row }: RawRow): ConnectionRow => ({
    ...row,
    limits: { concurrency, requestsPerMinute, tokensPerMinute },
  })
  const flat = ({ limits, ...row }: Omit<ConnectionRow, 'createdAt'>) => ({ ...row, ...limits })

  return {
    list: (): ConnectionRow[] => list.all().map(shaped),
    find: (name: string): ConnectionRow | undefined => {
      const row = one.get(name)
      return row === undefined ? undefined : shaped(row)
    },
    create: (row: Omit<ConnectionRow, 'createdAt'>): void => void insert.run({ ...flat(row), createdAt: Date.now() }),
    update: (row: Omit<ConnectionRow, 'createdAt'>): void => void update.run(flat(row)),
    /** Its models and own prices go with it. */
    remove: (name: string): boolean => remove.run(name).changes > 0,
    allowKey: (name: string, origin: string | null): void => void allowKey.run(origin, name),
    models: (name: string): ListedModelRow[] => models.all(name).map(readModel),
    findModel: (name: string, wanted: string): ListedModelRow | undefined => {
      const row = model.get(name, wanted)
      return row === undefined ? undefined : readModel(row)
    },
    setModels: atomic(db, (connection: string, listed: readonly ListedModelRow[]): void => {
      clearModels.run(connection)
      for (const { capabilities, price, ...row } of listed) {
        addModel.run({
          ...row,
          connection,
          capabilities: JSON.stringify(capabilities),
          price: price === null ? null : JSON.stringify(price),
        })
      }
    }),
  }
}
export type ConnectionsTable = ReturnType<typeof connectionsTable>

function readModel({ capabilities, price, ...row }: RawModel): ListedModelRow {
  return {
    ...row,
    capabilities: JSON.parse(capabilities) as Partial<ModelCapabilities>,
    price: price === null ? null : (JSON.parse(price) as Price),
  }
}
