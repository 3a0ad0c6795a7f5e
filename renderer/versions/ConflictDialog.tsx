import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { parseGraph } from '../../shared/graph/load'
import { door } from '../api'
import { keepMine, takeTheirs } from '../designs/conflict'
import { closeDialog } from '../designs/dialogs'
import type { OpenDocument } from '../designs/document'
import { useGraph } from '../designs/session'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { showFailure } from '../shell/notice-store'
import { words } from '../words'
import { DiffView } from './DiffView'
import styles from './VersionsDialog.module.css'

/** What another window saved beside what is edited here, and the ways out. */
export function ConflictDialog({ document }: { document: OpenDocument }) {
  const mine = useGraph(document)
  const saved = useQuery({
    ...door.designs.get.queryOptions({ input: { id: document.id } }),
    staleTime: 0,
    gcTime: 0,
  })
  const text = saved.data?.graph
  const theirs = useMemo(() => (text === undefined ? undefined : parseGraph(text, 'the saved design')), [text])
  const settle = (how: (document: OpenDocument) => Promise<void>) => () => {
    closeDialog()
    how(document).catch(showFailure)
  }
  const footer = (
    <>
      <Button onClick={settle(takeTheirs)}>{words.saving.takeTheirs}</Button>
      <Button look="primary" onClick={settle(keepMine)}>
        {words.saving.keepMine}
      </Button>
    </>
  )
  return (
    <Dialog title={words.saving.conflictTitle} isOpen isWide onClose={closeDialog} footer={footer}>
      <div className={styles.right}>
        <p className={styles.with}>{words.saving.conflictAbout}</p>
        {theirs !== undefined && <DiffView before={theirs} after={mine} />}
      </div>
    </Dialog>
  )
}
