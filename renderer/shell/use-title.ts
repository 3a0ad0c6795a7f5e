import { useEffect } from 'react'
import { fileName, useDatabase } from '../database/database-state'
import { useOpenDocument } from '../designs/session'

const program = 'Switchyard'

/** The window goes by the open design, and by the database where that is not the usual one; a dot before it says that edits are not saved yet. */
export function useTitle(): void {
  const open = useOpenDocument()
  const database = useDatabase(({ file, isUsual }) => (file === null || isUsual ? null : fileName(file)))
  useEffect(() => {
    const place = database === null ? program : `${database} — ${program}`
    if (open === undefined) {
      document.title = place
      return
    }
    const show = () => {
      const { graph, saveState } = open.store.getState()
      const isEdited = saveState !== 'saved'
      const title = `${isEdited ? '• ' : ''}${graph.name} — ${place}`
      if (document.title === title) return
      document.title = title
      window.desktop?.setEdited(isEdited)
    }
    show()
    return open.store.subscribe(show)
  }, [open, database])
}
