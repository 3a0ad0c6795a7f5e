import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { billedWords } from '../../shared/billed'
import { formatPercentile } from '../../shared/evidence/timed'
import {
  formatCount,
  formatHalfWidth,
  formatMoment,
  formatPerCorrect,
  formatShare,
  formatUsd,
} from '../../shared/format'
import { markOracle, oracleWords } from '../../shared/oracle-mark'
import { selectionWords } from '../../shared/problem-selection'
import { repeatNote, steadyShares, walksWords } from '../../shared/repeat-words'
import type { RunSummary } from '../../shared/report'
import type { RunInfo } from '../../shared/runs-contract'
import { door } from '../api'
import { Button } from '../shell/Button'
import { useRunProgress } from './follow-run'
import { closeRun, openInside } from './open-run'
import styles from './RunHead.module.css'
import { RunMenu } from './RunMenu'
import { statusWords } from './run-words'

interface RunHeadProps {
  run: RunInfo
  selected: ReadonlySet<number>
  onDone: () => void
}

/** What the run is, what it came to and what can be done with it. */
export function RunHead({ run, selected, onDone }: RunHeadProps) {
  const progress = useRunProgress(({ progressById }) => progressById[run.id])
  const status = progress?.status ?? run.status
  const summary = useQuery(door.runs.summary.queryOptions({ input: { id: run.id } })).data
  const finished = progress?.finished ?? run.finished
  const parts = [
    status === 'done' ? '' : statusWords[status],
    finished === run.total
      ? walksWords(run.total, run.repeats)
      : `${formatCount(finished)} of ${formatCount(run.total)}`,
    run.selection === null ? '' : selectionWords(run.selection),
    run.mode,
    `seed ${run.seed}`,
    formatMoment(run.startedAt),
    summary?.oracle === true ? oracleWords : '',
  ].filter((part) => part !== '')
  return (
    <header className={styles.head}>
      <Button look="quiet" label="All runs" onClick={closeRun}>
        <ArrowLeft size={16} />
      </Button>
      <div className={styles.title}>
        <h1>{markOracle(run.name, summary)}</h1>
        <p>{parts.join(' · ')}</p>
        {run.notes !== '' && <p className={styles.notes}>{run.notes}</p>}
      </div>
      {summary !== undefined && <Figures summary={summary} />}
      {status !== 'running' && <Button onClick={() => openInside(run.id)}>Look inside</Button>}
      <RunMenu run={run} selected={selected} onDone={onDone} />
    </header>
  )
}

function Figures({ summary }: { summary: RunSummary }) {
  const {
    accuracy,
    accuracyInterval,
    usd,
    usdPerCorrect,
    billedUsd,
    failed,
    untimed = 0,
    corrected,
    repeated,
  } = summary
  const shares = repeated === null ? null : steadyShares(repeated)
  const figures: [name: string, value: string, aside: string][] = [
    ['right', formatShare(accuracy), formatHalfWidth(accuracyInterval)],
    ...(shares === null
      ? []
      : ([
          ['every time', formatShare(shares.all), ''],
          ['never', formatShare(shares.none), ''],
        ] as [string, string, string][])),
    ['cost', formatUsd(usd), formatUsd(billedUsd) === formatUsd(usd) ? '' : `${formatUsd(billedUsd)} billed`],
    ['per correct', formatPerCorrect(usdPerCorrect, accuracy), ''],
    ['p95', formatPercentile(summary, 'p95'), ''],
    ...(failed > 0
      ? [
          ['failed', formatCount(failed), untimed > 0 ? `${formatCount(untimed)} never asked` : ''] as [
            string,
            string,
            string,
          ],
        ]
      : []),
    ...(corrected === undefined ? [] : [['by hand', formatCount(corrected), ''] as [string, string, string]]),
  ]
  return (
    <dl className={styles.figures} title={repeatNote(summary) ?? undefined}>
      {figures.map(([name, value, aside]) => (
        <div key={name} title={name === 'cost' ? `At list price. Billed: ${billedWords}` : undefined}>
          <dt>{name}</dt>
          <dd>
            {value} {aside !== '' && <small>{aside}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
