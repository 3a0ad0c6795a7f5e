import { SwitchyardError } from '../../shared/errors'
import type { Db } from './open'

/** How a version came about: with the design, by edits, or by bringing back an older one. */
export type VersionOrigin = 'created' | 'edited' | 'restored'

export interface VersionRow {
  /** From 1 within its design. */
  number: number
  hash: string
  origin: VersionOrigin
  label: string | null
  savedAt: number
}

/** Edits with shorter pauses than this are one version… */
export const pauseMs = 2 * 60_000
/** …that holds no more than this of work. */
export const spanMs = 10 * 60_000

/** The history of designs. Bodies are kept by their hash, once each, for as long as a version or a run is of them. */
export function versionsTable(db: Db) {
  const columns = 'number, graph_hash as hash, origin, label, saved_at as savedAt'
  const list = db.prepare<[string], VersionRow>(
    `select ${columns} from design_versions where design_id = ? order by number desc`,
  )
  const one = db.prepare<[string, number], VersionRow>(
    `select ${columns} from design_versions where design_id = ? and number = ?`,
  )
  const newest = db.prepare<[string], VersionRow & { beganAt: number; wasRun: number }>(
    `select ${columns}, coalesce(began_at, saved_at) as beganAt,
       exists (select 1 from runs where runs.graph_hash = design_versions.graph_hash) as wasRun
     from design_versions where design_id = ? order by number desc limit 1`,
  )
  const insert = db.prepare(
    `insert into design_versions (design_id, number, graph_hash, saved_at, began_at, origin, label)
     values (@id, (select coalesce(max(number), 0) + 1 from design_versions where design_id = @id), @hash, @at, @at, @origin, @label)`,
  )
  const replace = db.prepare(
    'update design_versions set graph_hash = ?, saved_at = ? where design_id = ? and number = ?',
  )
  const drop = db.prepare('delete from design_versions where design_id = ? and number = ?')
  const setLabel = db.prepare('update design_versions set label = ? where design_id = ? and number = ?')
  const forget = db.prepare(
    `delete from graph_versions where hash = @hash
       and not exists (select 1 from design_versions where graph_hash = @hash)
       and not exists (select 1 from designs where graph_hash = @hash)
       and not exists (select 1 from runs where graph_hash = @hash)`,
  )

  const get = (id: string, number: number): VersionRow => {
    const row = one.get(id, number)
    if (row !== undefined) return row
    throw new SwitchyardError('DESIGN_UNKNOWN', `the design has no version ${number}`, {
      hint: 'it may have been joined with a later one; choose another',
    })
  }

  return {
    list: (id: string): VersionRow[] => list.all(id),
    get,
    add: (version: { id: string; hash: string; at: number; origin: VersionOrigin; label?: string | null }): void => {
      insert.run({ label: null, ...version })
    },
    /**
     * Adds an edit to the history: to the newest version where that is still being worked on, else as a new one. What
     * was created, restored, labelled or run stays as it is. Edits that lead back to the version before leave none.
     */
    addEdit: (id: string, hash: string, at: number): void => {
      const last = newest.get(id)
      const isOpen =
        last !== undefined &&
        last.origin === 'edited' &&
        last.label === null &&
        last.wasRun === 0 &&
        at - last.savedAt <= pauseMs &&
        at - last.beganAt <= spanMs
      if (!isOpen) insert.run({ id, hash, at, origin: 'edited', label: null })
      else if (one.get(id, last.number - 1)?.hash === hash) drop.run(id, last.number)
      else replace.run(hash, at, id, last.number)
    },
    label: (id: string, number: number, label: string | null): void => {
      get(id, number)
      setLabel.run(label, id, number)
    },
    /** Lets go of a body that nothing refers to any more. */
    forgetBody: (hash: string): void => void forget.run({ hash }),
  }
}
export type VersionsTable = ReturnType<typeof versionsTable>
