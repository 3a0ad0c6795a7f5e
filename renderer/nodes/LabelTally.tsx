import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import type { DatasetSummary } from '../../shared/datasets-contract'
import { formatCount, formatTrafficShare } from '../../shared/format'
import type { AloneSettings } from '../../shared/nodes/classifier/classify-alone'
import { door } from '../api'
import styles from './RuleTest.module.css'
import { tallyLabels } from './tally-labels'

/** As many problems as one call gives: more would not show anything else. */
const most = 1000

interface LabelTallyProps {
  dataset: DatasetSummary
  settings: AloneSettings
  labels: readonly string[]
}

/** How the problems of the dataset part by the settings as they are now. */
export function LabelTally({ dataset, settings, labels }: LabelTallyProps) {
  const page = useQuery(door.datasets.problems.queryOptions({ input: { id: dataset.id, offset: 0, limit: most } }))
  const now = useDeferredValue(settings)
  const tally = useMemo(
    () =>
      tallyLabels(
        (page.data ?? []).map(({ question }) => question),
        now,
        labels,
      ),
    [page.data, now, labels],
  )
  const of = page.data?.length ?? 0
  if (of === 0) return null
  const whole = of < dataset.problems ? `the first ${formatCount(of)} problems` : `all ${formatCount(of)} problems`
  return (
    <div className={styles.tally}>
      <dl>
        {tally.map(({ label, count }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{formatCount(count)}</dd>
            <dd>{formatTrafficShare(count, of)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.caption}>
        of {whole} of {dataset.name}
      </p>
    </div>
  )
}
