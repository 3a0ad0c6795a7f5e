import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatBytes } from '../../shared/format'
import { client, door } from '../api'
import { queryClient } from '../query'
import { Button } from '../shell/Button'
import { showFailure, showNotice } from '../shell/notice-store'
import pageStyles from '../shell/Page.module.css'
import styles from './DatasetsPage.module.css'

/** The file that everything is kept in: its size, a copy of it, its room. */
export function DatabaseCard() {
  const info = useQuery({ ...door.database.info.queryOptions(), staleTime: 0 })
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
      <h2>The database</h2>
      <p>
        Designs, datasets, runs and answers are kept in <code>{file}</code>: {formatBytes(bytes)}
        {free > 0 ? `, of which ${formatBytes(free)} are free` : ''}. No key is in it.
      </p>
      <div className={styles.actions}>
        <Button disabled={isBusy} onClick={() => act(backup)}>
          Back up
        </Button>
        <Button disabled={isBusy} onClick={() => act(compact)}>
          Compact
        </Button>
      </div>
    </section>
  )
}
