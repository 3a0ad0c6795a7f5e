import { useQuery } from '@tanstack/react-query'
import type { DatasetSummary } from '../../shared/datasets-contract'
import { formatCount } from '../../shared/format'
import { door } from '../api'
import { Row } from '../inspector/Row'
import { Select } from '../shell/Inputs'
import styles from './RunButton.module.css'
import { useRunOptions } from './run-options'
import { WholeNumber } from './WholeNumber'

const any = ''

/** Leaves problems out: by category and difficulty, or by drawing a sample. */
export function ChosenProblems({ id, dataset }: { id: string; dataset: DatasetSummary | undefined }) {
  const { category, difficulty, sample, stratify } = useRunOptions()
  const groups = useQuery({
    ...door.datasets.groups.queryOptions({ input: { id: dataset?.id ?? '' } }),
    enabled: dataset !== undefined,
  })
  const [categories, difficulties] = [named(groups.data?.categories), named(groups.data?.difficulties)]
  const strata = [
    { value: any, label: 'as they come' },
    ...(categories.length > 1 ? [{ value: 'category', label: 'the same shares by category' }] : []),
    ...(difficulties.length > 1 ? [{ value: 'difficulty', label: 'the same shares by difficulty' }] : []),
  ]
  return (
    <>
      {(categories.length > 1 || difficulties.length > 1) && (
        <div className={styles.pair}>
          <Group id={`${id}-category`} title="Category" groups={categories} value={category} field="category" />
          <Group
            id={`${id}-difficulty`}
            title="Difficulty"
            groups={difficulties}
            value={difficulty}
            field="difficulty"
          />
        </div>
      )}
      <Row
        id={`${id}-sample`}
        title="Sample"
        description={sample === null ? undefined : 'The seed draws it: the same one for every design.'}
      >
        <div className={styles.limit}>
          <Select
            id={`${id}-sample`}
            value={sample === null ? 'none' : 'some'}
            options={[
              { value: 'none', label: 'All of these' },
              { value: 'some', label: 'Drawn at random' },
            ]}
            onChoose={(which) => useRunOptions.setState({ sample: which === 'none' ? null : 100 })}
          />
          {sample !== null && <WholeNumber name="How many drawn" field="sample" least={1} most={10_000_000} />}
        </div>
        {sample !== null && strata.length > 1 && (
          <Select
            aria-label="How the sample is shared out"
            className={styles.under}
            value={stratify ?? any}
            options={strata}
            onChoose={(by) =>
              useRunOptions.setState({ stratify: by === 'category' || by === 'difficulty' ? by : null })
            }
          />
        )}
      </Row>
    </>
  )
}

interface Named {
  name: string
  problems: number
}

function named(groups: readonly { name: string | null; problems: number }[] | undefined): Named[] {
  return (groups ?? []).flatMap(({ name, problems }) => (name === null ? [] : [{ name, problems }]))
}

interface GroupProps {
  id: string
  title: string
  groups: readonly Named[]
  value: string | null
  field: 'category' | 'difficulty'
}

function Group({ id, title, groups, value, field }: GroupProps) {
  // What was chosen for another dataset stands until it is taken away, so that it is seen.
  const known =
    value === null || groups.some(({ name }) => name === value) ? groups : [...groups, { name: value, problems: 0 }]
  if (known.length === 0) return null
  return (
    <Row id={id} title={title}>
      <Select
        id={id}
        value={value ?? any}
        options={[
          { value: any, label: 'Any' },
          ...known.map(({ name, problems }) => ({ value: name, label: `${name} · ${formatCount(problems)}` })),
        ]}
        onChoose={(next) => useRunOptions.setState({ [field]: next === any ? null : next })}
      />
    </Row>
  )
}
