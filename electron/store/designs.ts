import { SwitchyardError } from '../../shared/errors'
import { atomic } from './atomic'
import type { Db } from './open'

export interface DesignRow {
  id: string
  name: string
  hash: string
  versions: number
  savedAt: number
}

/** Designs and the graph versions that designs and runs refer to. A version, once saved, stays: runs are read by it. */
export function designsTable(db: Db) {
  const columns = `d.id, d.name, d.graph_hash as hash, d.saved_at as savedAt,
    (select count(*) from design_versions v where v.design_id = d.id) as versions`
  const list = db.prepare<[], DesignRow>(
    `select ${columns} from designs d where d.removed_at is null order by d.place, d.id`,
  )
  const one = db.prepare<[string], DesignRow>(
    `select ${columns} from designs d where d.id = ? and d.removed_at is null`,
  )
  const body = db.prepare<[string], { body: string }>('select body from graph_versions where hash = ?')
  const putVersion = db.prepare(
    'insert into graph_versions (hash, body, saved_at) values (?, ?, ?) on conflict do nothing',
  )
  const insert = db.prepare(
    `insert into designs (id, name, graph_hash, place, saved_at)
     values (?, ?, ?, (select coalesce(max(place), 0) + 1 from designs), ?)`,
  )
  const update = db.prepare('update designs set name = ?, graph_hash = ?, saved_at = ? where id = ?')
  const addVersion = db.prepare(
    `insert into design_versions (design_id, number, graph_hash, saved_at)
     values (@id, (select coalesce(max(number), 0) + 1 from design_versions where design_id = @id), @hash, @at)`,
  )
  const remove = db.prepare('update designs set removed_at = ? where id = ? and removed_at is null')
  const restore = db.prepare('update designs set removed_at = null where id = ?')

  const get = (id: string): DesignRow => {
    const row = one.get(id)
    if (row !== undefined) return row
    throw new SwitchyardError('DESIGN_UNKNOWN', `there is no design “${id}”`, {
      hint: 'it may have been deleted; choose another',
    })
  }

  return {
    list: (): DesignRow[] => list.all(),
    get,
    graphOf: (hash: string): string => {
      const row = body.get(hash)
      if (row !== undefined) return row.body
      throw new SwitchyardError('DESIGN_UNKNOWN', `the graph version ${hash.slice(0, 12)} is not in the database`, {
        hint: 'save the design again',
      })
    },
    /** Keeps a graph without a design, for a run from a file. */
    keepVersion: (version: { hash: string; body: string }): void => {
      putVersion.run(version.hash, version.body, Date.now())
    },
    create: atomic(db, (design: { id: string; name: string; hash: string; body: string }): DesignRow => {
      const now = Date.now()
      putVersion.run(design.hash, design.body, now)
      insert.run(design.id, design.name, design.hash, now)
      addVersion.run({ id: design.id, hash: design.hash, at: now })
      return get(design.id)
    }),
    /** Refuses to overwrite a version other than `baseHash`. A save that changes nothing makes no version. */
    save: atomic(
      db,
      (design: { id: string; name: string; hash: string; body: string; baseHash: string }): DesignRow => {
        const present = get(design.id)
        if (present.hash === design.hash) return present
        if (present.hash !== design.baseHash) {
          throw new SwitchyardError('DESIGN_CONFLICT', `“${present.name}” was changed elsewhere since it was opened`, {
            hint: 'load that version, or save yours as a copy',
          })
        }
        const now = Date.now()
        putVersion.run(design.hash, design.body, now)
        update.run(design.name, design.hash, now, design.id)
        addVersion.run({ id: design.id, hash: design.hash, at: now })
        return get(design.id)
      },
    ),
    /** Takes it out of the list; its versions and its runs stay. */
    remove: (id: string): boolean => remove.run(Date.now(), id).changes > 0,
    restore: (id: string): DesignRow => {
      restore.run(id)
      return get(id)
    },
  }
}
export type DesignsTable = ReturnType<typeof designsTable>
