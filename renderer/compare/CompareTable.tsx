import type { ReactNode } from 'react'
import {
  formatCount,
  formatDuration,
  formatHalfWidth,
  formatPerCorrect,
  formatShare,
  formatUsd,
} from '../../shared/format'
import { anyOracle, oracleWords } from '../../shared/oracle-mark'
import pageStyles from '../shell/Page.module.css'
import { classes } from '../theme/classes'
import styles from './ComparePage.module.css'
import type { CompareRow } from './rows'

interface Column {
  title: string
  about: string
  cell: (row: CompareRow) => ReactNode
}

const columns: readonly Column[] = [
  {
    title: 'Right',
    about: 'Share of right answers, with half the width of its 95 % interval in points',
    cell: ({ accuracy, accuracyInterval }) => (
      <>
        {formatShare(accuracy)} <span className={styles.interval}>{formatHalfWidth(accuracyInterval)}</span>
      </>
    ),
  },
  {
    title: 'Correct',
    about: 'How many answers were right',
    cell: ({ correct, problems }) => (
      <>
        {formatCount(correct)} <span className={styles.interval}>of {formatCount(problems)}</span>
      </>
    ),
  },
  { title: 'Dollars', about: 'All that the run cost', cell: ({ usd }) => formatUsd(usd) },
  {
    title: '$ per 1,000',
    about: 'Dollars per 1,000 problems',
    cell: ({ usdPerThousand }) => formatUsd(usdPerThousand),
  },
  {
    title: '$ per correct',
    about: 'Dollars per correct answer',
    cell: ({ usdPerCorrect, accuracy }) => formatPerCorrect(usdPerCorrect, accuracy),
  },
  {
    title: 'p50',
    about: 'Half of the problems took no longer',
    cell: ({ latencyMs }) => formatDuration(latencyMs.p50),
  },
  {
    title: 'p95',
    about: '95 % of the problems took no longer',
    cell: ({ latencyMs }) => formatDuration(latencyMs.p95),
  },
  {
    title: 'Escalated',
    about: 'Share of problems sent on by an escalation',
    cell: ({ escalationRate }) => formatShare(escalationRate),
  },
  {
    title: 'Failed',
    about: 'Problems that got no answer because something failed',
    cell: ({ failed }) => formatCount(failed),
  },
]

export function CompareTable({ rows }: { rows: readonly CompareRow[] }) {
  return (
    <section className={pageStyles.card}>
      <table className={pageStyles.table}>
        <thead>
          <tr>
            <th scope="col">Design</th>
            {columns.map(({ title, about }) => (
              <th key={title} scope="col" data-align="end" title={about}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <span className={classes(styles.mark, row.isBest && styles.best)} />
                {row.label} <span className={styles.interval}>{row.mode}</span>
                {row.isBest && <span className="visually-hidden"> (no other beats it in both)</span>}
              </th>
              {columns.map(({ title, cell }) => (
                <td key={title} data-align="end">
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {anyOracle(rows) && <p className={styles.interval}>{oracleWords}</p>}
    </section>
  )
}
