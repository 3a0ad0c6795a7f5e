import { ConflictDialog } from '../versions/ConflictDialog'
import { VersionsDialog } from '../versions/VersionsDialog'
import { DetailsDialog } from './DetailsDialog'
import { useDesignDialog } from './dialogs'

/** The one dialog about designs that is open. */
export function DesignDialogs() {
  const shown = useDesignDialog((state) => state.shown)
  if (shown === null) return null
  if (shown.kind === 'details') return <DetailsDialog id={shown.id} />
  if (shown.kind === 'conflict') return <ConflictDialog document={shown.document} />
  return <VersionsDialog document={shown.document} />
}
