import { useId } from 'react'
import type { DatasetSummary } from '../../shared/datasets-contract'
import { formatShare } from '../../shared/format'
import type { RoutableModel } from '../../shared/routing-curve'
import { type Option, Select } from '../shell/Inputs'
import styles from './Routing.module.css'

export interface Choice {
  weak: string
  strong: string
  /** A score, or `learned:` and the design whose classifier gives it. */
  by: string
}

interface RoutingControlsProps {
  dataset: DatasetSummary
  datasets: readonly DatasetSummary[]
  onDataset: (id: string) => void
  models: readonly RoutableModel[]
  classifiers: readonly { designId: string; name: string; dataset: string }[]
  choice: Choice
  onChoose: (change: Partial<Choice>) => void
}

const plainScores: readonly Option[] = [
  { value: 'length', label: 'the longest question' },
  { value: 'confidence', label: 'the weak model’s lowest confidence' },
  { value: 'tokens', label: 'the weak model’s most output tokens' },
  { value: 'difficulty', label: 'the difficulty that the dataset states' },
]

/** Whose outcomes, which two models, and who goes to the strong one first. */
export function RoutingControls({ dataset, models, classifiers, choice, onChoose, ...rest }: RoutingControlsProps) {
  const options = models.map(({ model, graded, correct }) => ({
    value: model,
    label: graded === 0 ? model : `${model} (${formatShare(correct / graded)} right)`,
  }))
  // The other one cannot be chosen for both places; choosing it changes places instead.
  const put = (place: 'weak' | 'strong', model: string): void => {
    const other = place === 'weak' ? 'strong' : 'weak'
    onChoose(choice[other] === model ? { [place]: model, [other]: choice[place] } : { [place]: model })
  }
  const scores = [
    ...plainScores,
    ...classifiers.map(({ designId, name, dataset: from }) => ({
      value: `learned:${designId}`,
      label: `the classifier of ${name}${from === dataset.name ? ' (trained on this dataset)' : ''}`,
    })),
  ]
  return (
    <div className={styles.controls}>
      <Field
        label="Dataset"
        options={rest.datasets.map(({ id, name }) => ({ value: id, label: name }))}
        value={dataset.id}
        onChoose={rest.onDataset}
      />
      <Field label="Weak model" options={options} value={choice.weak} onChoose={(model) => put('weak', model)} />
      <Field label="Strong model" options={options} value={choice.strong} onChoose={(model) => put('strong', model)} />
      <Field
        label="Goes to the strong one first"
        options={scores}
        value={choice.by}
        onChoose={(by) => onChoose({ by })}
      />
    </div>
  )
}

interface FieldProps {
  label: string
  options: readonly Option[]
  value: string
  onChoose: (value: string) => void
}

function Field({ label, ...select }: FieldProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Select id={id} {...select} />
    </div>
  )
}
