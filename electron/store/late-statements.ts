import type Database from 'better-sqlite3'

const uses = ['run', 'get', 'all', 'iterate'] as const
const shapes = ['pluck', 'raw'] as const
type Statement = Record<(typeof uses)[number], (...values: unknown[]) => unknown> &
  Record<(typeof shapes)[number], () => Statement>

/** From here on a statement is compiled when it is first used: there are more than a hundred, and a command needs a few. */
export function prepareLate(db: Database.Database): void {
  const prepare = db.prepare.bind(db) as unknown as (sql: string) => Statement
  db.prepare = ((sql: string) => lateStatement(() => prepare(sql))) as unknown as typeof db.prepare
}

function lateStatement(compile: () => Statement): Statement {
  const late = {} as Statement
  for (const shape of shapes) late[shape] = () => lateStatement(() => compile()[shape]())
  for (const use of uses) {
    late[use] = (...values) => {
      const statement = compile()
      // The statement's own functions take their places, so nothing stands between later calls and it.
      for (const name of uses) late[name] = statement[name].bind(statement)
      return late[use](...values)
    }
  }
  return late
}
