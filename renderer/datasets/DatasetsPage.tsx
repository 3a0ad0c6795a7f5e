import { useQuery } from '@tanstack/react-query'
import { Trash2, Upload } from 'lucide-react'
import { useState } from 'react'
import type { DatasetSummary } from '../../shared/datasets-contract'
import { formatCount, formatMoment } from '../../shared/format'
import { door, failureOf } from '../api'
import { useRunDataset, useRunOptions } from '../runs/run-options'
import { Button } from '../shell/Button'
import pageStyles from '../shell/Page.module.css'
import { DatabaseCard } from './DatabaseCard'
import styles from './DatasetsPage.module.css'
import { DeleteDatasetDialog } from './DeleteDatasetDialog'
import { ImportDialog } from './ImportDialog'
import { startImport } from './import-state'
import { RoutingCard } from './RoutingCard'

export function DatasetsPage() {
  const datasets = useQuery(door.datasets.list.queryOptions())
  return (
    <main className={pageStyles.page}>
      <div className={pageStyles.head}>
        <div>
          <h1>Datasets</h1>
          <p>Problems to replay through a design, and what models once answered to them.</p>
        </div>
        <Button look="primary" onClick={() => startImport('problems')}>
          <Upload size={14} /> Import a file
        </Button>
      </div>
      {datasets.error !== null && <p className={pageStyles.trouble}>{failureOf(datasets.error).message}</p>}

      {datasets.data !== undefined && datasets.data.length > 0 && <DatasetTable datasets={datasets.data} />}
      {datasets.data !== undefined && <RoutingCard datasets={datasets.data} />}
      {datasets.data !== undefined && datasets.data.length < 2 && <OwnProblems />}
      <DatabaseCard />
      <ImportDialog />
    </main>
  )
}

function OwnProblems() {
  return (
    <section className={pageStyles.card}>
      <h2>Bring your own problems</h2>
      <p>
        Import a JSONL, JSON, CSV or Parquet file with one problem in each row: a question and, to grade by, the right
        answer. A file with one row for each problem and model brings recorded outcomes: replays answer from them at no
        cost.
      </p>
      <Button onClick={() => startImport('problems')}>Choose a file</Button>
    </section>
  )
}

function DatasetTable({ datasets }: { datasets: readonly DatasetSummary[] }) {
  const chosen = useRunDataset()
  const [deleted, setDeleted] = useState<DatasetSummary | null>(null)
  return (
    <section className={pageStyles.card}>
      <table className={pageStyles.table}>
        <thead>
          <tr>
            <th scope="col">Dataset</th>
            <th scope="col" data-align="end">
              Problems
            </th>
            <th scope="col" data-align="end">
              With key
            </th>
            <th scope="col">Models with recorded outcomes</th>
            <th scope="col">Imported</th>
            <th scope="col">
              <span className="visually-hidden">Use</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {datasets.map((dataset) => (
            <tr key={dataset.id}>
              <th scope="row">{dataset.name}</th>
              <td data-align="end">{formatCount(dataset.problems)}</td>
              <td data-align="end">{formatCount(dataset.withKey)}</td>
              <td>
                <Models dataset={dataset} />
              </td>
              <td className={pageStyles.when}>{formatMoment(dataset.createdAt)}</td>
              <td data-align="end">
                {dataset.id === chosen?.id ? (
                  <span className={styles.chosen}>Runs use this</span>
                ) : (
                  <Button onClick={() => useRunOptions.setState({ datasetId: dataset.id })}>Use for runs</Button>
                )}{' '}
                <Button look="quiet" label={`Delete ${dataset.name}`} onClick={() => setDeleted(dataset)}>
                  <Trash2 size={15} />
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {deleted !== null && <DeleteDatasetDialog dataset={deleted} onClose={() => setDeleted(null)} />}
    </section>
  )
}

const mostModels = 6

function Models({ dataset }: { dataset: DatasetSummary }) {
  const { models, problems } = dataset
  if (models.length === 0) return <span className={pageStyles.quiet}>none</span>
  return (
    <ul className={styles.models}>
      {models.slice(0, mostModels).map(({ model, problems: covered, outcomes }) => (
        <li key={model} title={`${formatCount(outcomes)} outcomes`}>
          {model}{' '}
          <span className={pageStyles.quiet}>
            {covered === problems ? 'all' : `${formatCount(covered)} of ${formatCount(problems)}`}
          </span>
        </li>
      ))}
      {models.length > mostModels && <li className={pageStyles.quiet}>and {models.length - mostModels} more</li>}
    </ul>
  )
}
