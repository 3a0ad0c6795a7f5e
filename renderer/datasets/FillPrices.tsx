import { useState } from 'react'
import type { ModelPrice } from '../../shared/dataset'
import type { UnpricedModel } from '../../shared/datasets-contract'
import { formatNumberOf } from '../../shared/format'
import { Button } from '../shell/Button'
import { Input } from '../shell/Inputs'
import styles from './ImportDialog.module.css'
import { type PriceDraft, priceFrom } from './price-draft'

interface FillPricesProps {
  models: readonly UnpricedModel[]
  isBusy: boolean
  onFill: (prices: ModelPrice[]) => void
}

const nothing: PriceDraft = { input: '', output: '', call: '' }

/** What the file did not say: what its answers cost, by their tokens or by the call. */
export function FillPrices({ models, isBusy, onFill }: FillPricesProps) {
  const [drafts, setDrafts] = useState<Readonly<Record<string, PriceDraft>>>({})
  const drafted = models.map(({ model }) => ({ model, price: priceFrom(model, drafts[model] ?? nothing) }))
  const prices = drafted.flatMap(({ price }) => (price === null || price === undefined ? [] : [price]))
  const isWrong = drafted.some(({ price }) => price === undefined)
  return (
    <section className={styles.fill} aria-label="Costs that the file does not say">
      <h3 className={styles.heading}>Costs that the file does not say</h3>
      <ul>
        {models.map((one) => (
          <li key={one.model}>
            <span>
              <b>{one.model}</b> <span className={styles.quiet}>{aboutOf(one)}</span>
            </span>
            <PriceFields
              model={one.model}
              hasTokens={one.withTokens > 0}
              draft={drafts[one.model] ?? nothing}
              onDraft={(draft) => setDrafts({ ...drafts, [one.model]: draft })}
            />
          </li>
        ))}
      </ul>
      <Button disabled={isBusy || isWrong || prices.length === 0} onClick={() => onFill(prices)}>
        {isBusy ? 'Filling in…' : 'Fill in'}
      </Button>
    </section>
  )
}

function aboutOf({ outcomes, withTokens }: UnpricedModel): string {
  const count = formatNumberOf(outcomes, 'answer')
  if (withTokens === 0) return `${count}, tokens unknown`
  return withTokens === outcomes ? `${count} with tokens` : `${count}, ${withTokens} with tokens`
}

interface PriceFieldsProps {
  model: string
  hasTokens: boolean
  draft: PriceDraft
  onDraft: (draft: PriceDraft) => void
}

function PriceFields({ model, hasTokens, draft, onDraft }: PriceFieldsProps) {
  const isWrong = priceFrom(model, draft) === undefined
  const field = (name: keyof PriceDraft, label: string, unit: string, isOff = false) => (
    <Input
      aria-label={`${label} of ${model}`}
      aria-invalid={isWrong && draft[name].trim() !== ''}
      className={styles.price}
      inputMode="decimal"
      unit={unit}
      disabled={isOff}
      value={draft[name]}
      onChange={({ target }) => onDraft({ ...draft, [name]: target.value })}
    />
  )
  return (
    <>
      {field('input', 'Dollars per million input tokens', '$/M in', !hasTokens)}
      {field('output', 'Dollars per million output tokens', '$/M out', !hasTokens)}
      {field('call', 'Dollars for each call', '$ a call')}
    </>
  )
}
