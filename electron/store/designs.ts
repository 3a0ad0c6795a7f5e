import { SwitchyardError } from '../../shared/errors'
import { atomic } from './atomic'
import type { Db } from './open'
import { versionsTable } from './versions'

export interface DesignRow {
  id: string
  name: string
  hash: string
  versions: number
  savedAt: number
  archived: boolean
  tags: string[]
}

type Raw = Omit<DesignRow, 'archived' | 'tags'> & { archived: number; tags: string }

const asRow = ({ archived, tags, ...row }: Raw): DesignRow => ({
  ...row,
  archived: archived === 1,
  tags: JSON.parse(tags) as string[],
})

export interface SavedDesign {
  id: string
  name: string
  hash: string
  body: string
  /** The version that was edited. */
  baseHash: string
  /** When, in milliseconds since 1970; now unless given. */
  at?: number
}

/** Designs and the graph versions that designs and runs refer to. A version, once saved, stays: runs are read by it. */
export function designsTable(db: Db) {
  const versions = versionsTable(db)
  const columns = `d.id, d.name, d.graph_hash as hash, d.saved_at as savedAt, d.archived_at is not null as archived, d.tags,
    (select count(*) from design_versions v where v.design_id = d.id) as versions`
  const list = db.prepare<[], Raw>(`select ${columns} from designs d where d.removed_at is null order by d.place, d.id`)
  const one = db.prepare<[string], Raw>(`select ${columns} from designs d where d.id = ? and d.removed_at is null`)
  const body = db.prepare<[string], { body: string }>('select body from graph_versions where hash = ?')
  const putVersion = db.prepare(
    'insert into graph_versions (hash, body, saved_at) values (?, ?, ?) on conflict do nothing',
  )
  const insert = db.prepare(
    `insert into designs (id, name, graph_hash, place, saved_at)
     values (?, ?, ?, (select coalesce(max(place), 0) + 1 from designs), ?)`,
  )
  const update = db.prepare('update designs set name = ?, graph_hash = ?, saved_at = ? where id = ?')
  const remove = db.prepare('update designs set removed_at = ? where id = ? and removed_at is null')
  const restore = db.prepare('update designs set removed_at = null where id = ?')
  const archive = db.prepare('update designs set archived_at = ? where id = ?')
  const setTags = db.prepare('update designs set tags = ? where id = ?')

  const get = (id: string): DesignRow => {
    const row = one.get(id)
    if (row !== undefined) return asRow(row)
    throw new SwitchyardError('DESIGN_UNKNOWN', `there is no design “${id}”`, {
      hint: 'it may have been deleted; choose another',
    })
  }

  return {
    list: (): DesignRow[] => list.all().map(asRow),
    versions,
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
      versions.add({ id: design.id, hash: design.hash, at: now, origin: 'created' })
      return get(design.id)
    }),
    /** Refuses to overwrite a version other than `baseHash`. A save that changes nothing makes no version. */
    save: atomic(db, (design: SavedDesign): DesignRow => {
      const present = get(design.id)
      if (present.hash === design.hash) return present
      if (present.hash !== design.baseHash) {
        throw new SwitchyardError('DESIGN_CONFLICT', `“${present.name}” was changed elsewhere since it was opened`, {
          hint: 'load that version, or save yours as a copy',
        })
      }
      const now = design.at ?? Date.now()
      putVersion.run(design.hash, design.body, now)
      update.run(design.name, design.hash, now, design.id)
      versions.addEdit(design.id, design.hash, now)
      versions.forgetBody(present.hash)
      return get(design.id)
    }),
    /** Makes an older version the present one, as a new version: nothing after it is lost. */
    restoreVersion: atomic(db, (id: string, number: number, name: string): DesignRow => {
      const { hash } = versions.get(id, number)
      if (get(id).hash === hash) return get(id)
      const now = Date.now()
      update.run(name, hash, now, id)
      versions.add({ id, hash, at: now, origin: 'restored', label: `version ${number} again` })
      return get(id)
    }),
    archive: (id: string, isArchived: boolean): DesignRow => {
      archive.run(isArchived ? Date.now() : null, id)
      return get(id)
    },
    setTags: (id: string, tags: readonly string[]): DesignRow => {
      setTags.run(JSON.stringify(tags), id)
      return get(id)
    },
    /** Takes it out of the list; its versions and its runs stay. */
    remove: (id: string): boolean => remove.run(Date.now(), id).changes > 0,
    restore: (id: string): DesignRow => {
      restore.run(id)
      return get(id)
    },
  }
}
export type DesignsTable = ReturnType<typeof designsTable>
