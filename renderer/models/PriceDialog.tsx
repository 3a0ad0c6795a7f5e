import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ModelInfo } from '../../shared/connections-contract'
import { formatCount, formatRate } from '../../shared/format'
import { client, failureOf } from '../api'
import { Row } from '../inspector/Row'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { Input } from '../shell/Inputs'
import { lineOfFailure, showFailure } from '../shell/notice-store'
import { refreshConnections } from './connection-actions'
import styles from './ModelsPage.module.css'
import { draftPrice, emptyTier, type PriceDraft, type RateDraft, readPrice } from './price-draft'

/** One's own price of a model, from a day on; it wins over every list. */
export function PriceDialog({ model, onClose }: { model: ModelInfo; onClose: () => void }) {
  const [draft, setDraft] = useState<PriceDraft>(() => draftPrice(model.quote?.price ?? null))
  const [validFrom, setValidFrom] = useState(() => new Date().toISOString().slice(0, 10))
  const read = readPrice(draft)
  const save = useMutation({
    mutationFn: async () => {
      if (read.price === null) return
      await client.models.setPrice({ connection: model.connection, model: model.model, validFrom, price: read.price })
    },
    onSuccess: async () => {
      await refreshConnections()
      onClose()
    },
  })
  const id = useId()
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        look="primary"
        disabled={read.price === null || validFrom === '' || save.isPending}
        onClick={() => save.mutate()}
      >
        Save
      </Button>
    </>
  )
  return (
    <Dialog title={`Own price of ${model.model}`} isOpen onClose={onClose} footer={footer}>
      {save.error !== null && <p className={styles.bad}>{lineOfFailure(failureOf(save.error))}</p>}
      <p className={styles.about}>
        Dollars per million tokens, of {model.connection}. It wins over every list from its day on; calls that were made
        before keep what they were priced by.
      </p>
      <Rates draft={draft} onDraft={(rates) => setDraft({ ...draft, ...rates })} />
      {draft.tiers.map((tier, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tiers have no other name
        <div key={place} className={styles.tier}>
          <Row id={`${id}-above-${place}`} title="Where the input is longer than">
            <Input
              id={`${id}-above-${place}`}
              inputMode="decimal"
              unit="tokens"
              value={tier.above}
              onChange={({ target }) => setDraft(withTier(draft, place, { above: target.value }))}
            />
          </Row>
          <Rates draft={tier} onDraft={(rates) => setDraft(withTier(draft, place, rates))} />
          <Button
            look="quiet"
            onClick={() => setDraft({ ...draft, tiers: draft.tiers.filter((_, at) => at !== place) })}
          >
            Remove this tier
          </Button>
        </div>
      ))}
      <Button look="quiet" onClick={() => setDraft({ ...draft, tiers: [...draft.tiers, emptyTier] })}>
        Add a tier for long input
      </Button>
      {read.trouble !== null && <p className={styles.bad}>{read.trouble}</p>}
      <Row id={`${id}-from`} title="Holds from">
        <Input id={`${id}-from`} type="date" value={validFrom} onChange={({ target }) => setValidFrom(target.value)} />
      </Row>
      <Earlier model={model} />
    </Dialog>
  )
}

function withTier(draft: PriceDraft, place: number, change: Partial<PriceDraft['tiers'][number]>): PriceDraft {
  return { ...draft, tiers: draft.tiers.map((tier, at) => (at === place ? { ...tier, ...change } : tier)) }
}

const rateTitles: Record<keyof RateDraft, string> = {
  input: 'Input',
  output: 'Output',
  cacheRead: 'From its cache',
  cacheWrite: 'Written to it',
}

function Rates({ draft, onDraft }: { draft: RateDraft; onDraft: (rates: Partial<RateDraft>) => void }) {
  const id = useId()
  return (
    <div className={styles.four}>
      {(Object.keys(rateTitles) as (keyof RateDraft)[]).map((rate) => (
        <Row key={rate} id={`${id}-${rate}`} title={rateTitles[rate]}>
          <Input
            id={`${id}-${rate}`}
            inputMode="decimal"
            placeholder={rate === 'input' || rate === 'output' ? '' : 'as input'}
            value={draft[rate]}
            onChange={({ target }) => onDraft({ [rate]: target.value })}
          />
        </Row>
      ))}
    </div>
  )
}

/** The own prices that there are, each with its day. */
function Earlier({ model }: { model: ModelInfo }) {
  if (model.own.length === 0) return null
  const drop = (validFrom: string) => {
    client.models
      .dropPrice({ connection: model.connection, model: model.model, validFrom })
      .then(refreshConnections)
      .catch(showFailure)
  }
  return (
    <ul className={styles.earlier}>
      {model.own.map(({ validFrom, price }) => (
        <li key={validFrom}>
          <span>from {validFrom}</span>
          <span>
            {formatRate(price.inputPerMillion)} in, {formatRate(price.outputPerMillion)} out
            {price.tiers?.map(
              (tier) => `, ${formatRate(tier.inputPerMillion)} above ${formatCount(tier.aboveInputTokens)}`,
            )}
          </span>
          <Button look="quiet" className={styles.small} onClick={() => drop(validFrom)}>
            Remove
          </Button>
        </li>
      ))}
    </ul>
  )
}
