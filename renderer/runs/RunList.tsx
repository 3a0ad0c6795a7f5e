import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { billedWords } from '../../shared/billed'
import {
  formatCount,
  formatHalfWidth,
  formatMoment,
  formatNumberOf,
  formatPerCorrect,
  formatShare,
  formatUsd,
} from '../../shared/format'
import { markOracle } from '../../shared/oracle-mark'
import { selectionWords } from '../../shared/problem-selection'
import type { RunInfo } from '../../shared/runs-contract'
import { door } from '../api'
import { Button } from '../shell/Button'
import { Input } from '../shell/Inputs'
import pageStyles from '../shell/Page.module.css'
import { isMeant } from './find-run'
import { useRunProgress } from './follow-run'
import { openRun } from './open-run'
import styles from './RunList.module.css'
import { RunMenu } from './RunMenu'
import { statusWords } from './run-words'

const AT_ONCE = 100

export function RunList({ runs }: { runs: readonly RunInfo[] }) {
  const [find, setFind] = useState('')
  const [most, setMost] = useState(AT_ONCE)
  const found = runs.filter((run) => isMeant(run, find))
  return (
    <section className={pageStyles.card}>
      <div className={styles.tools}>
        <Input
          type="search"
          aria-label="Search runs"
          placeholder="Name, design, dataset, tag, status"
          value={find}
          onChange={({ target }) => setFind(target.value)}
        />
        <span className={pageStyles.quiet}>
          {find === ''
            ? formatNumberOf(runs.length, 'run')
            : `${formatCount(found.length)} of ${formatNumberOf(runs.length, 'run')}`}
        </span>
      </div>
      <table className={pageStyles.table}>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Status</th>
            {['Problems', 'Right', 'Cost', 'Billed', 'Per correct', 'Escalated'].map((title) => (
              <th key={title} scope="col" data-align="end" title={title === 'Billed' ? billedWords : undefined}>
                {title}
              </th>
            ))}
            <th scope="col">Started</th>
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found.slice(0, most).map((run) => (
            <Line key={run.id} run={run} />
          ))}
        </tbody>
      </table>
      {found.length === 0 && <p className={styles.none}>No run is like that.</p>}
      {found.length > most && <Button onClick={() => setMost(most + AT_ONCE)}>Show more</Button>}
    </section>
  )
}

/** `200`, or `200 × 3` where each problem was walked three times. */
function countWords({ total, repeats }: RunInfo): string {
  return repeats === 1 ? formatCount(total) : `${formatCount(total / repeats)} × ${formatCount(repeats)}`
}

function Line({ run }: { run: RunInfo }) {
  const progress = useRunProgress(({ progressById }) => progressById[run.id])
  const status = progress?.status ?? run.status
  const isRunning = status === 'running'
  const summary = useQuery({
    ...door.runs.summary.queryOptions({ input: { id: run.id } }),
    enabled: !isRunning,
  }).data
  const failed = (isRunning ? progress?.failed : summary?.failed) ?? 0
  const finished = isRunning ? (progress?.finished ?? run.finished) : run.finished
  return (
    <tr>
      <th scope="row">
        <button type="button" className={styles.open} onClick={() => openRun(run.id)}>
          {markOracle(run.name, summary)}
        </button>
        <div className={styles.about}>
          <span>{run.mode}</span>
          {run.selection !== null && <span>{selectionWords(run.selection)}</span>}
          {run.tags.map((tag) => (
            <span key={tag} className={styles.tag}>
              {tag}
            </span>
          ))}
          {run.notes !== '' && <span title={run.notes}>note</span>}
        </div>
      </th>
      <td data-status={status} className={styles.status}>
        {statusWords[status]}
        {failed > 0 && <div className={styles.failed}>{formatCount(failed)} failed</div>}
      </td>
      <td data-align="end">
        {finished === run.total ? countWords(run) : `${formatCount(finished)} of ${formatCount(run.total)}`}
      </td>
      <td data-align="end">
        {summary?.accuracy == null ? '–' : formatShare(summary.accuracy)}{' '}
        <small>{formatHalfWidth(summary?.accuracyInterval ?? null)}</small>
      </td>
      <td data-align="end">{summary === undefined ? '–' : formatUsd(summary.usd)}</td>
      <td data-align="end">{summary === undefined ? '–' : formatUsd(summary.billedUsd)}</td>
      <td data-align="end">
        {summary?.accuracy == null ? '–' : formatPerCorrect(summary.usdPerCorrect, summary.accuracy)}
      </td>
      <td data-align="end">{summary?.escalationRate == null ? '–' : formatShare(summary.escalationRate)}</td>
      <td className={pageStyles.when}>{formatMoment(run.startedAt)}</td>
      <td>
        <RunMenu run={run} />
      </td>
    </tr>
  )
}
