type Document = Readonly<Record<string, unknown>>

/** Makes a document of one version one of the next. Pure; it may be met with any JSON, as shapes are checked after it. */
export type GraphMigration = (document: Document) => Document

/**
 * In order: the n-th makes version n + 1 of version n. There is one version so far. A step is needed only where a member
 * changes its meaning or goes: an optional one that is new leaves the version as it is, and older programs keep it unread.
 */
export const graphMigrations: readonly GraphMigration[] = []

/** Brings a document up one version at a time; one that says no version that has a way up is given back as it is. */
export function bringUp(document: Document, migrations: readonly GraphMigration[] = graphMigrations): Document {
  const { version } = document
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return document
  return migrations
    .slice(version - 1)
    .reduce((older, migrate, step) => ({ ...migrate(older), version: version + step + 1 }), document)
}
