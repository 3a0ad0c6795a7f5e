import { useEffect } from 'react'
import { useOpenDocument } from '../designs/session'

const program = 'Switchyard'

/** The window goes by the open design; a dot before it says that edits are not saved yet. */
export function useTitle(): void {
  const open = useOpenDocument()
  useEffect(() => {
    if (open === undefined) {
      document.title = program
      return
    }
    const show = () => {
      const { graph, saveState } = open.store.getState()
      const isEdited = saveState !== 'saved'
      const title = `${isEdited ? '• ' : ''}${graph.name} — ${program}`
      if (document.title === title) return
      document.title = title
      window.desktop?.setEdited(isEdited)
    }
    show()
    return open.store.subscribe(show)
  }, [open])
}
