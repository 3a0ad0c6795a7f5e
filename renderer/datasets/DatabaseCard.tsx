import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatBytes } from '../../shared/format'
import { client, door } from '../api'
import { fileName, useDatabase } from '../database/database-state'
import { canChooseDatabase, chooseDatabase, openDatabase } from '../database/open-database'
import { queryClient } from '../query'
import { Button } from '../shell/Button'
import { showFailure, showNotice } from '../shell/notice-store'
import pageStyles from '../shell/Page.module.css'
import { words } from '../words'
import styles from './DatasetsPage.module.css'

/** The file that everything is kept in: its size, a copy of it, its room. */
export function DatabaseCard() {
  const info = useQuery({ ...door.database.info.queryOptions(), staleTime: 0 })
  const isUsual = useDatabase((state) => state.isUsual)
  const [isBusy, setBusy] = useState(false)
  const act = (what: () => Promise<string>) => {
    setBusy(true)
    what()
      .then((text) => showNotice({ key: 'database', tone: 'good', text }))
      .catch(showFailure)
      .finally(() => {
        setBusy(false)
        void queryClient.invalidateQueries({ queryKey: door.database.key() })
      })
  }
  const backup = async () => `The copy is ${(await client.database.backup()).file}.`
  const compact = async () => `The database now takes ${formatBytes((await client.database.compact()).bytes)}.`
  if (info.data === undefined) return null
  const { file, bytes, free } = info.data
  return (
    <section className={pageStyles.card}>
      <h2>{words.database.title}</h2>
      <p>
        Designs, datasets, runs and answers are kept in <code>{file}</code>: {formatBytes(bytes)}
        {free > 0 ? `, of which ${formatBytes(free)} are free` : ''}. No key is in it.
        {isUsual ? '' : ` ${words.database.another}`}
      </p>
      <div className={styles.actions}>
        <Button disabled={isBusy} onClick={() => act(backup)}>
          Back up
        </Button>
        <Button disabled={isBusy} onClick={() => act(compact)}>
          Compact
        </Button>
        {canChooseDatabase() && <OtherDatabases />}
      </div>
      {canChooseDatabase() ? <RecentDatabases /> : <p className={pageStyles.quiet}>{words.database.whichHost}</p>}
    </section>
  )
}

function OtherDatabases() {
  const isUsual = useDatabase((state) => state.isUsual)
  return (
    <>
      <Button onClick={() => void chooseDatabase('present').catch(showFailure)}>{words.database.openShort}</Button>
      <Button onClick={() => void chooseDatabase('new').catch(showFailure)}>{words.database.createShort}</Button>
      {!isUsual && (
        <Button look="primary" onClick={() => void openDatabase('usual').catch(showFailure)}>
          {words.database.backShort}
        </Button>
      )}
    </>
  )
}

/** Each by its name; the whole path is told to whoever points at it. */
function RecentDatabases() {
  const recent = useDatabase((state) => state.recent)
  if (recent.length === 0) return null
  return (
    <p className={styles.recent}>
      {words.database.recent}
      {recent.map((path) => (
        <button key={path} type="button" title={path} onClick={() => void openDatabase(path).catch(showFailure)}>
          {fileName(path)}
        </button>
      ))}
    </p>
  )
}
