import { dismissNotice, showFailure, showNotice } from '../shell/notice-store'
import { words } from '../words'
import { adoptSaved } from './adopt'
import { forgetSaver, saveNotice, settleConflictsBy } from './autosave'
import { createDesign } from './design-actions'
import { showDialog } from './dialogs'
import type { OpenDocument } from './document'
import { useSession } from './session'

/** Says that a design was changed elsewhere while it was edited here, and offers the ways out; no edit is lost by any of them. */
export function showConflict(document: OpenDocument): void {
  const settle = (how: (document: OpenDocument) => Promise<void>) => () => {
    how(document).catch(showFailure)
  }
  showNotice({
    key: saveNotice(document.id),
    tone: 'warn',
    text: words.saving.conflictNotice(document.store.getState().graph.name),
    actions: [
      { label: words.saving.seeBoth, act: () => showDialog({ kind: 'conflict', document }) },
      { label: words.saving.takeTheirs, act: settle(takeTheirs) },
      { label: words.saving.keepMine, act: settle(keepMine) },
    ],
  })
}

export async function takeTheirs(document: OpenDocument): Promise<void> {
  await adoptSaved(document)
  dismissNotice(saveNotice(document.id))
}

/** What was edited here becomes a design of its own; the other one is left as it is. */
export async function keepMine(document: OpenDocument): Promise<void> {
  const mine = document.store.getState().graph
  await createDesign(mine)
  forgetSaver(document.id)
  const { [document.id]: _, ...documents } = useSession.getState().documents
  useSession.setState({ documents })
  dismissNotice(saveNotice(document.id))
}

settleConflictsBy(showConflict)
