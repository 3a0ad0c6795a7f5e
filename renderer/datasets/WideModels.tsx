import { useId } from 'react'
import type { ModelPrice, WideModel } from '../../shared/dataset'
import { Input } from '../shell/Inputs'
import styles from './ImportDialog.module.css'
import type { WideDraft } from './mapping'
import { dollarsIn } from './price-draft'

interface WideModelsProps {
  wide: WideDraft
  onWide: (wide: WideDraft) => void
}

/** The models that have columns of their own: which to take, and what a call costs where the file does not say. */
export function WideModels({ wide, onWide }: WideModelsProps) {
  const toggle = (name: string) => {
    const left = new Set(wide.left)
    if (!left.delete(name)) left.add(name)
    onWide({ ...wide, left })
  }
  const setPrice = (name: string, text: string) => onWide({ ...wide, prices: { ...wide.prices, [name]: text } })
  return (
    <ul className={styles.models}>
      {wide.models.map((model) => (
        <ModelRow
          key={model.name}
          model={model}
          isTaken={!wide.left.has(model.name)}
          price={wide.prices[model.name] ?? ''}
          onToggle={() => toggle(model.name)}
          onPrice={(text) => setPrice(model.name, text)}
        />
      ))}
    </ul>
  )
}

interface ModelRowProps {
  model: WideModel
  isTaken: boolean
  price: string
  onToggle: () => void
  onPrice: (text: string) => void
}

function ModelRow({ model, isTaken, price, onToggle, onPrice }: ModelRowProps) {
  const id = useId()
  return (
    <li>
      <input id={id} type="checkbox" checked={isTaken} onChange={onToggle} />
      <label htmlFor={id}>
        <b>{model.name}</b>
        <span>{columnsInWords(model)}</span>
      </label>
      {model.usd === undefined && (
        <Input
          aria-label={`Dollars for each call of ${model.name}`}
          aria-invalid={dollarsIn(price) === undefined}
          className={styles.price}
          inputMode="decimal"
          placeholder="unknown"
          unit="$ a call"
          disabled={!isTaken}
          value={price}
          onChange={({ target }) => onPrice(target.value)}
        />
      )}
    </li>
  )
}

const words: readonly [keyof WideModel, string][] = [
  ['correct', 'grade'],
  ['answer', 'answer'],
  ['confidence', 'confidence'],
  ['usd', 'dollars'],
  ['inputTokens', 'input tokens'],
  ['outputTokens', 'output tokens'],
  ['totalTokens', 'tokens'],
  ['latencyMs', 'latency in ms'],
  ['latencySeconds', 'latency in s'],
]

function columnsInWords(model: WideModel): string {
  return words.flatMap(([field, word]) => (model[field] === undefined ? [] : [`${word}: ${model[field]}`])).join(' · ')
}

/** The prices that were typed, for the models that are taken. */
export function pricesOf({ models, left, prices }: WideDraft): ModelPrice[] {
  return models.flatMap(({ name, usd }) => {
    const usdPerCall = usd === undefined && !left.has(name) ? dollarsIn(prices[name] ?? '') : null
    return usdPerCall == null ? [] : [{ model: name, price: null, usdPerCall }]
  })
}
