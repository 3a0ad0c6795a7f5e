import { useMutation, useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import type { LearnedModel } from '../../shared/nodes/classifier/learned/learned-model'
import { client, door } from '../api'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { Select } from '../shell/Inputs'
import { showFailure } from '../shell/notice-store'
import styles from './LearnedField.module.css'

interface TrainDialogProps {
  onClose: () => void
  onTrained: (model: LearnedModel) => void
}

const fewest = 2
const most = 10
const noModels: readonly string[] = ['', '']
const chooseOne = { value: '', label: 'choose…', disabled: true }

/** Chooses the recorded outcomes to learn from: a dataset, and its models from the cheapest to the dearest. */
export function TrainDialog({ onClose, onTrained }: TrainDialogProps) {
  const id = useId()
  const datasets = useQuery(door.datasets.list.queryOptions())
  const usable = (datasets.data ?? []).filter(({ models }) => models.length >= fewest)
  const [datasetId, setDatasetId] = useState<string | null>(null)
  const dataset = usable.find((one) => one.id === datasetId) ?? usable[0]
  const known = dataset?.models.map(({ model }) => model) ?? []
  // Nothing is chosen beforehand: which model is the cheaper one is not told by its name.
  const [models, setModels] = useState<readonly string[]>(noModels)
  const train = useMutation({
    mutationFn: () => client.classifiers.train({ datasetId: dataset?.id ?? '', models: [...models] }),
    onSuccess: onTrained,
    onError: (error) => showFailure(error),
  })
  const isRight =
    dataset !== undefined && models.every((model) => known.includes(model)) && new Set(models).size === models.length
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled={!isRight || train.isPending} onClick={() => train.mutate()}>
        {train.isPending ? 'Training…' : 'Train'}
      </Button>
    </>
  )
  return (
    <Dialog title="Train on recorded outcomes" isOpen onClose={onClose} footer={footer}>
      <p className={styles.about}>
        {usable.length > 0 || datasets.data === undefined
          ? 'It learns from the words of each question which is the cheapest model that answered it right. Each model becomes a port.'
          : 'No dataset has recorded outcomes of two models yet. Import some under Datasets first.'}
      </p>
      {dataset !== undefined && (
        <div className={styles.form}>
          <div className={styles.row}>
            <label htmlFor={`${id}-dataset`}>Dataset</label>
            <Select
              id={`${id}-dataset`}
              value={dataset.id}
              options={usable.map((one) => ({ value: one.id, label: one.name }))}
              onChoose={(next) => {
                setDatasetId(next)
                setModels(noModels)
              }}
            />
          </div>
          {models.map((model, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place in the order is what a row is
            <div key={place} className={styles.row}>
              <label htmlFor={`${id}-${place}`}>{placeWords(place, models.length)}</label>
              <Select
                id={`${id}-${place}`}
                value={model}
                options={[...(model === '' ? [chooseOne] : []), ...known.map((one) => ({ value: one, label: one }))]}
                onChoose={(next) => setModels(choose(models, place, next))}
              />
              {models.length > fewest && (
                <Button
                  look="quiet"
                  label="Leave out"
                  onClick={() => setModels(models.filter((_, at) => at !== place))}
                >
                  <X size={14} />
                </Button>
              )}
            </div>
          ))}
          <Button
            className={styles.add}
            disabled={models.length >= Math.min(most, known.length)}
            onClick={() => setModels([...models, known.find((one) => !models.includes(one)) ?? ''])}
          >
            <Plus size={14} /> Add a model
          </Button>
        </div>
      )}
    </Dialog>
  )
}

/** A model that already has another place changes places with the one that was here. */
function choose(models: readonly string[], place: number, next: string): string[] {
  const before = models[place] ?? ''
  return models.map((model, at) => (at === place ? next : model === next ? before : model))
}

function placeWords(place: number, all: number): string {
  if (place === 0) return 'Cheapest model'
  return place === all - 1 ? 'Dearest model' : 'Then'
}
