import { useQuery } from '@tanstack/react-query'
import { formatCount, formatMoment } from '../../shared/format'
import type { Facets, ResultFilter } from '../../shared/results-contract'
import type { RunInfo } from '../../shared/runs-contract'
import { door } from '../api'
import { Select } from '../shell/Inputs'
import styles from './ResultFilters.module.css'
import { narrow, useResultView } from './result-view'

const nothing: ResultFilter = {
  verdicts: undefined,
  escalated: undefined,
  corrected: undefined,
  changedAgainst: undefined,
  changedTo: undefined,
}

interface View {
  name: string
  filter: ResultFilter
  count: number | undefined
}

/** The views that everybody wants; they take each other's place and leave the other filters as they are. */
export function SavedViews({ run, facets }: { run: RunInfo; facets: Facets | undefined }) {
  const filter = useResultView((view) => view.filter)
  const verdicts: Facets['verdicts'] = facets?.verdicts ?? {}
  const views: View[] = [
    { name: 'All', filter: {}, count: undefined },
    {
      name: 'Wrong',
      filter: { verdicts: ['wrong', 'abstained'] },
      count: (verdicts.wrong ?? 0) + (verdicts.abstained ?? 0),
    },
    { name: 'Escalated', filter: { escalated: true }, count: facets?.escalated },
    { name: 'Failed', filter: { verdicts: ['failed'] }, count: verdicts.failed ?? 0 },
    { name: 'Right', filter: { verdicts: ['correct'] }, count: verdicts.correct ?? 0 },
    ...((facets?.corrected ?? 0) > 0
      ? [{ name: 'By hand', filter: { corrected: true }, count: facets?.corrected }]
      : []),
  ]
  return (
    <>
      <fieldset className={styles.views} aria-label="Views">
        {views.map(({ name, filter: its, count }) => (
          <button
            key={name}
            type="button"
            aria-pressed={isShown(filter, its)}
            onClick={() => narrow({ ...nothing, ...its })}
          >
            {name} {facets !== undefined && count !== undefined && <span>{formatCount(count)}</span>}
          </button>
        ))}
      </fieldset>
      <Changed run={run} />
    </>
  )
}

function isShown(filter: ResultFilter, view: ResultFilter): boolean {
  const { verdicts, escalated, corrected, changedAgainst } = filter
  return (
    JSON.stringify([verdicts, escalated, corrected, changedAgainst]) ===
    JSON.stringify([view.verdicts, view.escalated, view.corrected, view.changedAgainst])
  )
}

/** Right in the one and not in the other. */
function Changed({ run }: { run: RunInfo }) {
  const runs = useQuery(door.runs.list.queryOptions())
  const other = useResultView((view) => view.filter.changedAgainst)
  const others = (runs.data ?? []).filter(({ id, datasetId }) => id !== run.id && datasetId === run.datasetId)
  if (others.length === 0) return null
  return (
    <>
      <Select
        className={styles.choice}
        aria-label="Changed against another run"
        value={other ?? ''}
        options={[
          { value: '', label: 'Changed against…' },
          ...others.map(({ id, name, startedAt }) => ({ value: id, label: `${name} · ${formatMoment(startedAt)}` })),
        ]}
        onChoose={(id) => narrow({ ...nothing, changedAgainst: id === '' ? undefined : id })}
      />
      {other !== undefined && <Way />}
    </>
  )
}

const ways = [
  { value: '', label: 'Either way' },
  { value: 'right', label: 'Right here only' },
  { value: 'notRight', label: 'Right there only' },
] as const

/** Which way they changed. */
function Way() {
  const changedTo = useResultView((view) => view.filter.changedTo)
  return (
    <Select
      className={styles.choice}
      aria-label="Which way they changed"
      value={changedTo ?? ''}
      options={ways}
      onChoose={(way) => narrow({ changedTo: way === 'right' || way === 'notRight' ? way : undefined })}
    />
  )
}
