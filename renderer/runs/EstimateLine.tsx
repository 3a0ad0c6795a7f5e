import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import type { DatasetSummary } from '../../shared/datasets-contract'
import { describeTotal } from '../../shared/estimate-total'
import { describeEstimate, estimateWarnings } from '../../shared/estimate-words'
import { sentence } from '../../shared/format'
import { door, failureOf } from '../api'
import { lineOfFailure } from '../shell/notice-store'
import styles from './RunButton.module.css'
import { type RunOptions, useRunDataset, useRunOptions, wantedRun } from './run-options'

function estimateOf(designId: string | undefined, options: RunOptions, dataset: DatasetSummary | undefined) {
  return {
    ...door.runs.estimate.queryOptions({
      input: { designId: designId ?? '', ...wantedRun(options, dataset ?? { id: '', problems: 0 }) },
    }),
    enabled: designId !== undefined && dataset !== undefined,
    // The design or a price may have been changed since.
    staleTime: 0,
  }
}

/** What runs of several designs will take together; nothing until all of it is known, or where one of them cannot run. */
export function EstimateTotal({ designIds }: { designIds: readonly string[] }) {
  const dataset = useRunDataset()
  const options = useRunOptions()
  const estimates = useQueries({
    queries: designIds.map((id) => estimateOf(id, options, dataset)),
    combine: (found) => found.map(({ data, error }) => (error === null ? data : undefined)),
  })
  const known = estimates.filter((estimate) => estimate !== undefined)
  if (known.length < 2 || known.length < designIds.length) return null
  return <p className={styles.total}>{sentence(describeTotal(known, options.capUsd))}</p>
}

/** What a run of a design will take by the options, with its range, and what should be known before. */
export function EstimateLine({ designId, name }: { designId: string | undefined; name?: string }) {
  const dataset = useRunDataset()
  const options = useRunOptions()
  const estimate = useQuery({ ...estimateOf(designId, options, dataset), placeholderData: keepPreviousData })
  const before = name === undefined ? '' : `${name}: `
  if (estimate.error !== null)
    return <p className={styles.warning}>{sentence(`${before}${lineOfFailure(failureOf(estimate.error))}`)}</p>
  if (estimate.data === undefined) return <p className={styles.estimate}>{before}Estimating…</p>
  return (
    <>
      <p className={styles.estimate} data-old={estimate.isPlaceholderData}>
        {sentence(`${before}${describeEstimate(estimate.data)}`)}
      </p>
      {estimateWarnings(estimate.data).map((warning) => (
        <p key={warning} className={styles.warning}>
          {sentence(`${before}${warning}`)}
        </p>
      ))}
    </>
  )
}
