import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { describeEstimate, estimateWarnings } from '../../shared/estimate-words'
import { sentence } from '../../shared/format'
import { door, failureOf } from '../api'
import { lineOfFailure } from '../shell/notice-store'
import styles from './RunButton.module.css'
import { useRunDataset, useRunOptions, wantedRun } from './run-options'

/** What a run of a design will take by the options, with its range, and what should be known before. */
export function EstimateLine({ designId, name }: { designId: string | undefined; name?: string }) {
  const dataset = useRunDataset()
  const options = useRunOptions()
  const estimate = useQuery({
    ...door.runs.estimate.queryOptions({
      input: { designId: designId ?? '', ...wantedRun(options, dataset ?? { id: '', problems: 0 }) },
    }),
    enabled: designId !== undefined && dataset !== undefined,
    // The design or a price may have been changed since.
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
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
