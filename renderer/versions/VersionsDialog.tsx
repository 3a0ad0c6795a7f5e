import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Version } from '../../shared/designs-contract'
import { parseGraph } from '../../shared/graph/load'
import type { Graph } from '../../shared/graph/schema'
import { door, failureOf } from '../api'
import { saveNow } from '../designs/autosave'
import { closeDialog } from '../designs/dialogs'
import type { OpenDocument } from '../designs/document'
import { useGraph } from '../designs/session'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { Select } from '../shell/Inputs'
import { lineOfFailure, showFailure } from '../shell/notice-store'
import { words } from '../words'
import { DiffView } from './DiffView'
import { VersionList } from './VersionList'
import styles from './VersionsDialog.module.css'
import { restoreVersion } from './version-actions'

/** The history of a design: its versions, what came of them, and what differs between any two. */
export function VersionsDialog({ document }: { document: OpenDocument }) {
  const { name } = useGraph(document)
  // What was typed last is part of the history that is shown.
  useEffect(() => void saveNow(document), [document])
  const versions = useQuery(door.designs.versions.queryOptions({ input: { id: document.id } }))
  const all = versions.data ?? []
  const [chosen, choose] = useState<number>()
  const [other, setOther] = useState<number>()
  const shown = all.find(({ number }) => number === chosen) ?? all[0]
  const isPresent = shown === all[0]
  const restore = (number: number) => {
    closeDialog()
    restoreVersion(document, number).catch(showFailure)
  }
  return (
    <Dialog title={`${words.versions.title} · ${name}`} isOpen isWide onClose={closeDialog}>
      <div className={styles.versions}>
        <VersionList document={document} versions={all} chosen={shown?.number} choose={choose} />
        {shown !== undefined && (
          <div className={styles.right}>
            <div className={styles.head}>
              <b>{words.versions.number(shown.number)}</b>
              <OtherVersion versions={all} shown={shown} other={other} choose={setOther} />
              <span className={styles.space} />
              {!isPresent && (
                <Button look="primary" onClick={() => restore(shown.number)}>
                  {words.versions.restore}
                </Button>
              )}
            </div>
            <Difference designId={document.id} shown={shown} other={otherOf(all, shown, other)} />
          </div>
        )}
        {versions.error !== null && <p>{lineOfFailure(failureOf(versions.error))}</p>}
      </div>
    </Dialog>
  )
}

/** What was chosen, else the version before; the first one has none and is compared with itself. */
function otherOf(all: readonly Version[], shown: Version, other: number | undefined): Version {
  const wanted = other ?? shown.number - 1
  return all.find(({ number }) => number === wanted) ?? shown
}

interface OtherVersionProps {
  versions: readonly Version[]
  shown: Version
  other: number | undefined
  choose: (number: number | undefined) => void
}

function OtherVersion({ versions, shown, other, choose }: OtherVersionProps) {
  const options = [
    { value: '', label: words.versions.before },
    ...versions
      .filter(({ number }) => number !== shown.number)
      .map(({ number, label }) => ({
        value: String(number),
        label: `${words.versions.number(number)}${label === null ? '' : ` · ${label}`}`,
      })),
  ]
  return (
    <>
      <span className={styles.with}>{words.versions.compareWith}</span>
      <Select
        className={styles.other}
        aria-label={words.versions.compareWith}
        options={options}
        value={other === undefined || other === shown.number ? '' : String(other)}
        onChoose={(value) => choose(value === '' ? undefined : Number(value))}
      />
    </>
  )
}

function Difference({ designId, shown, other }: { designId: string; shown: Version; other: Version }) {
  const after = useVersionGraph(designId, shown)
  const before = useVersionGraph(designId, other)
  if (after === undefined || before === undefined) return null
  if (shown === other) return <DiffView before={after} after={after} same={words.versions.first} />
  return <DiffView before={before} after={after} />
}

function useVersionGraph(id: string, { number, hash }: Version): Graph | undefined {
  const version = useQuery({
    ...door.designs.version.queryOptions({ input: { id, number } }),
    // The newest version takes in quick edits: its number stays and its content does not.
    queryKey: ['version', id, number, hash],
  })
  const text = version.data?.graph
  return useMemo(
    () => (text === undefined ? undefined : parseGraph(text, words.versions.number(number))),
    [text, number],
  )
}
