import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DatasetSummary } from '../../shared/datasets-contract'
import type { RoutingScore } from '../../shared/routing-curve'
import { door, failureOf } from '../api'
import { lineOfFailure } from '../shell/notice-store'
import pageStyles from '../shell/Page.module.css'
import { type Choice, RoutingControls } from './RoutingControls'
import { RoutingFindings } from './RoutingFindings'

/** Of recorded outcomes: what a router between two models could buy, and by which sign it would have to choose. */
export function RoutingCard({ datasets }: { datasets: readonly DatasetSummary[] }) {
  const several = datasets.filter(({ models }) => models.length > 1)
  const [datasetId, setDatasetId] = useState<string>()
  // What was imported last is what its user wants to look at.
  const dataset = several.find(({ id }) => id === datasetId) ?? several.at(-1)
  if (dataset === undefined) return null
  return (
    <section className={pageStyles.card} aria-label="Routing curve">
      <h2>Who should get which problem?</h2>
      <p>
        The routing curve of two models with imported outcomes: what comes of it when more and more problems go to the
        strong one, beside a random choice and a router that always knows.
      </p>
      <OfDataset key={dataset.id} dataset={dataset} datasets={several} onDataset={setDatasetId} />
    </section>
  )
}

interface OfDatasetProps {
  dataset: DatasetSummary
  datasets: readonly DatasetSummary[]
  onDataset: (id: string) => void
}

function OfDataset({ dataset, datasets, onDataset }: OfDatasetProps) {
  const routable = useQuery(door.datasets.routable.queryOptions({ input: { id: dataset.id } }))
  const [wish, setWish] = useState<Partial<Choice>>({})
  const models = routable.data?.models ?? []
  const choice: Choice = {
    weak: wish.weak ?? models[0]?.model ?? '',
    strong: wish.strong ?? models.findLast(({ model }) => model !== wish.weak)?.model ?? '',
    by: wish.by ?? 'length',
  }
  return (
    <>
      <RoutingControls
        dataset={dataset}
        datasets={datasets}
        onDataset={onDataset}
        models={models}
        classifiers={routable.data?.classifiers ?? []}
        choice={choice}
        onChoose={(change) => setWish({ ...choice, ...change })}
      />
      {routable.error !== null && <p className={pageStyles.trouble}>{lineOfFailure(failureOf(routable.error))}</p>}
      {routable.data !== undefined && models.length < 2 && (
        <p className={pageStyles.quiet}>Only imported outcomes count here, and this dataset has none of two models.</p>
      )}
      {models.length > 1 && <RoutingFindings dataset={dataset} input={inputOf(dataset, choice)} />}
    </>
  )
}

/** A choice by a classifier names its design behind the score. */
function inputOf({ id }: DatasetSummary, { weak, strong, by }: Choice) {
  const [score = 'length', designId] = by.split(':')
  return { id, weak, strong, by: score as RoutingScore, ...(designId === undefined ? {} : { designId }) }
}
