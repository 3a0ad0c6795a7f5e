import { useMutation, useQuery } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import type { PriceListReport } from '../../shared/connections-contract'
import { formatCount, formatNumberOf } from '../../shared/format'
import { client, door, failureOf } from '../api'
import { Button } from '../shell/Button'
import { chooseFile } from '../shell/choose-file'
import { lineOfFailure } from '../shell/notice-store'
import pageStyles from '../shell/Page.module.css'
import { refreshConnections } from './connection-actions'
import styles from './ModelsPage.module.css'

/** Where prices come from, in the order in which they are believed. */
export function PriceLists() {
  const lists = useQuery(door.models.priceLists.queryOptions())
  const bring = useMutation({
    mutationFn: (file: File) => client.models.importPrices({ file }),
    onSuccess: () => void refreshConnections(),
  })
  return (
    <section className={pageStyles.card} aria-label="Price lists">
      <div className={styles.tableHead}>
        <h2>Price lists</h2>
        <Button
          disabled={bring.isPending}
          onClick={() => chooseFile('.json,application/json', (file) => bring.mutate(file))}
        >
          <Upload size={14} /> {bring.isPending ? 'Reading…' : 'Import a price list'}
        </Button>
      </div>
      <p>
        Your own prices come first, then what the provider itself states, then these. A list is a file: LiteLLM’s
        model_prices_and_context_window.json or models.dev’s api.json. Nothing is fetched.
      </p>
      <ul className={styles.lists}>
        {(lists.data ?? []).map(({ list, version, models }) => (
          <li key={list}>
            <b>{list}</b> <span className={styles.quiet}>{version}</span>
            <span className={styles.quiet}>
              {models === null ? 'comes with Switchyard' : formatNumberOf(models, 'model')}
            </span>
          </li>
        ))}
      </ul>
      {bring.error !== null && <p className={pageStyles.trouble}>{lineOfFailure(failureOf(bring.error))}</p>}
      {bring.data !== undefined && <Report report={bring.data} />}
    </section>
  )
}

function Report({ report: { models, priced, badEntries, bad } }: { report: PriceListReport }) {
  return (
    <div role="status">
      <p>
        Read {formatNumberOf(models, 'model')}, {formatCount(priced)} of them with a price
        {badEntries === 0 ? '.' : `; ${formatNumberOf(badEntries, 'bad entry', 'bad entries')} left out:`}
      </p>
      {bad.length > 0 && (
        <ul className={styles.badEntries}>
          {bad.slice(0, 20).map(({ entry, reason }) => (
            <li key={entry}>
              <b>{entry}</b> {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
