import { useQuery } from '@tanstack/react-query'
import { describeGaps } from '../../shared/coverage'
import { door } from '../api'
import { useOpenDocument } from '../designs/session'
import styles from './RunButton.module.css'
import { useRunDataset, useRunOptions, wantedRun } from './run-options'

/** Says before a run which recorded models have not answered all of its walks. */
export function CoverageGaps() {
  const designId = useOpenDocument()?.id
  const dataset = useRunDataset()
  const options = useRunOptions()
  const { datasetId, limit, selection, repeats, answersFrom } = wantedRun(options, dataset ?? { id: '', problems: 0 })
  const coverage = useQuery({
    ...door.runs.coverage.queryOptions({
      input: { designId: designId ?? '', datasetId, limit, selection, repeats, answersFrom },
    }),
    enabled: designId !== undefined && dataset !== undefined,
    // The design may have been saved with other roles since.
    staleTime: 0,
  })
  const gaps = describeGaps(coverage.data ?? [])
  if (gaps.length === 0) return null
  return (
    <ul className={styles.gaps} aria-label="What is not recorded">
      {gaps.map((gap) => (
        <li key={gap}>{gap}</li>
      ))}
    </ul>
  )
}
