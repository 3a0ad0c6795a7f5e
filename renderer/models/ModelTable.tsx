import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { ModelEvidence, ModelInfo } from '../../shared/connections-contract'
import {
  formatCount,
  formatDuration,
  formatHalfWidth,
  formatNumberOf,
  formatPerCorrect,
  formatRate,
  formatShare,
} from '../../shared/format'
import { door, failureOf } from '../api'
import { Button } from '../shell/Button'
import { Input } from '../shell/Inputs'
import { lineOfFailure } from '../shell/notice-store'
import pageStyles from '../shell/Page.module.css'
import { capabilityWords } from './capability-words'
import styles from './ModelsPage.module.css'
import { PriceDialog } from './PriceDialog'

/** A gateway lists hundreds of models; the rest is reached by narrowing them down. */
const mostShown = 100

export function ModelTable() {
  const models = useQuery(door.models.list.queryOptions())
  const [find, setFind] = useState('')
  const wanted = useDeferredValue(find.trim().toLowerCase())
  const [priced, setPriced] = useState<ModelInfo | null>(null)
  const all = models.data ?? []
  const matching = all.filter(({ model, connection, label }) =>
    `${connection} ${model} ${label ?? ''}`.toLowerCase().includes(wanted),
  )
  return (
    <section className={pageStyles.card} aria-label="Models">
      <div className={styles.tableHead}>
        <h2>Models</h2>
        <Input
          aria-label="Find a model"
          placeholder="Find a model"
          className={styles.find}
          value={find}
          onChange={({ target }) => setFind(target.value)}
        />
      </div>
      {models.error !== null && <p className={pageStyles.trouble}>{lineOfFailure(failureOf(models.error))}</p>}
      {models.data !== undefined && matching.length === 0 && (
        <p className={styles.quiet}>{all.length === 0 ? 'No model is known yet.' : 'No model has this in its name.'}</p>
      )}
      {matching.length > 0 && (
        <div className={styles.scroll}>
          <table className={pageStyles.table}>
            <thead>
              <tr>
                <th scope="col">Model</th>
                <th scope="col" data-align="end">
                  $ in / M
                </th>
                <th scope="col" data-align="end">
                  $ out / M
                </th>
                <th scope="col">Price from</th>
                <th scope="col" data-align="end">
                  Context
                </th>
                <th scope="col">Can</th>
                <th scope="col">What its outcomes say</th>
              </tr>
            </thead>
            <tbody>
              {matching.slice(0, mostShown).map((model) => (
                <ModelRow key={`${model.connection} ${model.model}`} model={model} onPrice={() => setPriced(model)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {matching.length > mostShown && (
        <p className={styles.quiet}>
          The first {mostShown} of {formatNumberOf(matching.length, 'model')}; type to narrow them down.
        </p>
      )}
      {priced !== null && <PriceDialog model={priced} onClose={() => setPriced(null)} />}
    </section>
  )
}

function ModelRow({ model, onPrice }: { model: ModelInfo; onPrice: () => void }) {
  const { connection, label, quote, capabilities, evidence } = model
  const isLive = connection !== 'simulated' && connection !== 'recorded'
  const context = capabilities?.contextTokens ?? null
  return (
    <tr>
      <th scope="row" title={label ?? undefined}>
        {model.model}
        <span className={styles.of}>{connection}</span>
      </th>
      <Rates model={model} />
      <td className={styles.from}>
        {quote === null ? (isLive ? 'unknown' : '–') : `${quote.source} ${quote.version}`}
        {isLive && (
          <Button look="quiet" className={styles.small} onClick={onPrice}>
            {quote?.source === 'own' ? 'Change' : 'Set own'}
          </Button>
        )}
      </td>
      <td data-align="end">{context === null ? '–' : formatCount(context)}</td>
      <td className={styles.quiet}>{capabilities === null ? '–' : capabilityWords(capabilities)}</td>
      <td>
        {evidence.length === 0 ? (
          <span className={styles.quiet}>nothing yet</span>
        ) : (
          evidence.map((one) => <Evidence key={one.dataset} evidence={one} />)
        )}
      </td>
    </tr>
  )
}

function Rates({ model: { quote } }: { model: ModelInfo }) {
  const price = quote?.price
  const tiers = price?.tiers ?? []
  const more = [
    price?.cacheReadPerMillion === undefined ? '' : `from its cache ${formatRate(price.cacheReadPerMillion)}`,
    price?.cacheWritePerMillion === undefined ? '' : `written to it ${formatRate(price.cacheWritePerMillion)}`,
    ...tiers.map(
      (tier) =>
        `above ${formatCount(tier.aboveInputTokens)} tokens ${formatRate(tier.inputPerMillion)} in, ${formatRate(tier.outputPerMillion)} out`,
    ),
  ].filter((part) => part !== '')
  return (
    <>
      <td data-align="end" title={more.join('; ') || undefined}>
        {price === undefined ? '–' : formatRate(price.inputPerMillion)}
        {tiers.length > 0 && <span className={styles.quiet}> +</span>}
      </td>
      <td data-align="end" title={more.join('; ') || undefined}>
        {price === undefined ? '–' : formatRate(price.outputPerMillion)}
        {tiers.length > 0 && <span className={styles.quiet}> +</span>}
      </td>
    </>
  )
}

/** One line for each dataset: how often right, how slow, how dear. */
function Evidence({ evidence }: { evidence: ModelEvidence }) {
  const { dataset, outcomes, accuracy, accuracyInterval, p95Ms, usdPerCorrect } = evidence
  return (
    <p className={styles.evidence} title={formatNumberOf(outcomes, 'outcome')}>
      <span className={styles.dataset}>{dataset}</span>
      <span>
        <b>{accuracy === null ? 'not graded' : formatShare(accuracy)}</b>{' '}
        <small className={styles.quiet}>{formatHalfWidth(accuracyInterval)}</small>
      </span>
      {p95Ms !== null && <span>p95 {formatDuration(p95Ms)}</span>}
      {(usdPerCorrect !== null || accuracy === 0) && (
        <span>{formatPerCorrect(usdPerCorrect, accuracy)} per correct</span>
      )}
    </p>
  )
}
