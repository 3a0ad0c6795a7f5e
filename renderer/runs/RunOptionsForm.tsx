import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { formatCount, formatNumberOf } from '../../shared/format'
import { MOST_REPEATS } from '../../shared/repeats'
import { door } from '../api'
import { Row } from '../inspector/Row'
import { Select } from '../shell/Inputs'
import { AnswersAndBudget } from './AnswersAndBudget'
import { ChosenProblems } from './ChosenProblems'
import styles from './RunButton.module.css'
import { type RunOptions, useOptionsTrouble, useRunDataset, useRunOptions } from './run-options'
import { WholeNumber } from './WholeNumber'

const set = (options: Partial<RunOptions>) => useRunOptions.setState(options)

/** What a run can be told: which problems, which luck, how many at once. */
export function RunOptionsForm() {
  const id = useId()
  const datasets = useQuery(door.datasets.list.queryOptions())
  const dataset = useRunDataset()
  const limit = useRunOptions((options) => options.limit)
  const all = dataset?.problems ?? 0
  const trouble = useOptionsTrouble()
  return (
    <>
      <Row
        id={`${id}-data`}
        title="Dataset"
        description={dataset === undefined ? 'Import one under Datasets.' : undefined}
      >
        <Select
          id={`${id}-data`}
          value={dataset?.id ?? ''}
          disabled={dataset === undefined}
          options={(datasets.data ?? []).map(({ id, name, problems }) => ({
            value: id,
            label: `${name} · ${formatNumberOf(problems, 'problem')}`,
          }))}
          onChoose={(datasetId) => set({ datasetId })}
        />
      </Row>
      <div className={styles.pair}>
        <Row id={`${id}-limit`} title="Problems">
          <Select
            id={`${id}-limit`}
            value={limit === null ? 'all' : 'first'}
            options={[
              { value: 'all', label: `All ${formatCount(all)}` },
              { value: 'first', label: 'Only the first' },
            ]}
            onChoose={(which) => set({ limit: which === 'all' ? null : Math.min(100, Math.max(1, all)) })}
          />
          {limit !== null && (
            <div className={styles.under}>
              <WholeNumber name="How many problems" field="limit" least={1} most={10_000_000} />
            </div>
          )}
        </Row>
        <Row id={`${id}-repeats`} title="Repeats" description="Walks of each problem, each anew.">
          <WholeNumber id={`${id}-repeats`} name="Repeats" field="repeats" least={1} most={MOST_REPEATS} />
        </Row>
      </div>
      <ChosenProblems id={id} dataset={dataset} />
      <AnswersAndBudget id={id} />
      <div className={styles.pair}>
        <Row id={`${id}-seed`} title="Seed" description="The same seed gives the same luck.">
          <WholeNumber id={`${id}-seed`} name="Seed" field="seed" least={0} most={2_147_483_647} />
        </Row>
        <Row id={`${id}-many`} title="At once" description="Problems under way together, where calls are live.">
          <WholeNumber id={`${id}-many`} name="Problems at once" field="concurrency" least={1} most={1000} />
        </Row>
      </div>
      {trouble !== undefined && (
        <p className={styles.trouble} role="alert">
          {trouble}
        </p>
      )}
    </>
  )
}
