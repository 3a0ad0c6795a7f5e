import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CompareRow } from '../../shared/compare-rows'
import type { GroupBy, GroupCell } from '../../shared/comparison'
import { LEVEL } from '../../shared/evidence/paired-words'
import { formatCount, formatHalfWidth, formatPoints, formatShare } from '../../shared/format'
import { formatInUnit, wordsOf } from '../../shared/money-unit'
import { door } from '../api'
import pageStyles from '../shell/Page.module.css'
import { Scrolling } from '../shell/Scrolling'
import { classes } from '../theme/classes'
import styles from './ComparePage.module.css'
import groupStyles from './Groups.module.css'
import { useMoney } from './money'
import { Segments } from './Segments'

interface GroupsProps {
  runIds: readonly string[]
  baseline: CompareRow
  rows: readonly CompareRow[]
}

const options = [
  { value: 'category', label: 'Category' },
  { value: 'difficulty', label: 'Difficulty' },
] as const

/** Where the designs are strong and weak. */
export function Groups({ runIds, baseline, rows }: GroupsProps) {
  const [by, setBy] = useState<GroupBy>('category')
  const query = useQuery(
    door.compare.groups.queryOptions({
      input: { runIds: [...runIds], baselineId: baseline.id, by },
      placeholderData: keepPreviousData,
    }),
  )
  const groups = query.data ?? []
  const hasNone = groups.length > 0 && groups.every(({ name }) => name === null)
  return (
    <section className={classes(pageStyles.card, styles.tableCard)}>
      <div className={styles.cardHead}>
        <div>
          <h2>By {by}</h2>
          <p className={styles.legend}>
            Share of right answers and points to {baseline.label}; a difference that may be chance, corrected over all
            cells, is grey.
          </p>
        </div>
        <Segments label="Problems by" options={options} value={by} onChoose={setBy} />
      </div>
      {query.isPending && <p className={styles.empty}>Counting …</p>}
      {hasNone && <p className={styles.empty}>The problems of this dataset have no {by}.</p>}
      {groups.length > 0 && !hasNone && (
        <Scrolling className={groupStyles.scroll} label={`Right answers by ${by}`}>
          <table className={classes(pageStyles.table, groupStyles.groups)}>
            <thead>
              <tr>
                <th scope="col">{by === 'category' ? 'Category' : 'Difficulty'}</th>
                <th scope="col" data-align="end">
                  Problems
                </th>
                {rows.map((row) => (
                  <th key={row.id} scope="col" data-align="end">
                    {row.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map(({ name, problems, cells }) => (
                <tr key={name ?? ''}>
                  <th scope="row">{name ?? <span className={styles.quiet}>none</span>}</th>
                  <td data-align="end">{formatCount(problems)}</td>
                  {rows.map((row) => (
                    <td key={row.id} data-align="end">
                      <Cell cell={cells.find(({ runId }) => runId === row.id)} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
    </section>
  )
}

function Cell({ cell }: { cell: GroupCell | undefined }) {
  const money = useMoney()
  if (cell === undefined) return '–'
  const isTold = cell.p !== null && cell.p < LEVEL
  return (
    <span title={`${formatInUnit(cell.usdPerProblem, money)} ${wordsOf(money)}`}>
      {formatShare(cell.accuracy)} <span className={styles.interval}>{formatHalfWidth(cell.interval)}</span>
      <br />
      {cell.difference === null ? (
        <span className={styles.interval}>baseline</span>
      ) : (
        <span className={isTold ? styles.toldPoints : styles.interval}>{formatPoints(cell.difference)}</span>
      )}
    </span>
  )
}
