import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { billedLine, billedWords } from '../../shared/billed'
import { type CompareRow, missWords } from '../../shared/compare-rows'
import { accuracyTold, costTold } from '../../shared/evidence/paired-words'
import type { Repeated } from '../../shared/evidence/repeated'
import {
  formatCount,
  formatDuration,
  formatHalfWidth,
  formatMoment,
  formatPerCorrect,
  formatPoints,
  formatShare,
  formatSignedUsd,
} from '../../shared/format'
import { formatInUnit, inUnit, titleOf } from '../../shared/money-unit'
import { anyOracle, oracleWords } from '../../shared/oracle-mark'
import { passWords, steadyShares } from '../../shared/repeat-words'
import pageStyles from '../shell/Page.module.css'
import { classes } from '../theme/classes'
import styles from './ComparePage.module.css'
import tableStyles from './CompareTable.module.css'
import { type Money, useMoney } from './money'
import { focusOn, lookInside } from './selection'

interface Column {
  title: string
  about: string
  /** What rows are sorted by; `null` is unknown, and stands last. */
  value: (row: CompareRow) => number | null
  cell: (row: CompareRow) => ReactNode
}

const small = (text: string) => <span className={styles.interval}>{text}</span>

function columnsFor(money: Money): Column[] {
  return [
    {
      title: 'Right',
      about: 'Share of right answers, with half the width of its 95 % interval in points',
      value: ({ accuracy }) => accuracy,
      cell: ({ accuracy, accuracyInterval }) => (
        <>
          {formatShare(accuracy)} {small(formatHalfWidth(accuracyInterval))}
        </>
      ),
    },
    {
      title: titleOf(money),
      about: 'What so many problems cost',
      value: ({ usdPerProblem }) => usdPerProblem,
      cell: ({ usdPerProblem }) => formatInUnit(usdPerProblem, money),
    },
    {
      title: '$ per correct',
      about: 'Dollars per correct answer',
      value: ({ usdPerCorrect }) => usdPerCorrect,
      cell: ({ usdPerCorrect, accuracy }) => formatPerCorrect(usdPerCorrect, accuracy),
    },
    {
      title: 'p50',
      about: 'Half of the problems took no longer',
      value: ({ latencyMs }) => latencyMs.p50,
      cell: ({ latencyMs }) => formatDuration(latencyMs.p50),
    },
    {
      title: 'p95',
      about: '95 % of the problems took no longer',
      value: ({ latencyMs }) => latencyMs.p95,
      cell: ({ latencyMs }) => formatDuration(latencyMs.p95),
    },
    {
      title: 'Escalated',
      about: 'Share of problems sent on by an escalation; – where the design has none',
      value: ({ escalationRate }) => escalationRate,
      cell: ({ escalationRate }) => (escalationRate === null ? '–' : formatShare(escalationRate)),
    },
    {
      title: 'Failed',
      about: 'Problems that got no answer because something failed',
      value: ({ failed }) => failed,
      cell: ({ failed }) => formatCount(failed),
    },
    {
      title: 'Points to baseline',
      about: 'Accuracy against the baseline, paired, with its 95 % interval',
      value: ({ pair, isBaseline }) => (isBaseline ? 0 : (pair?.accuracy.difference ?? null)),
      cell: points,
    },
    {
      title: `${titleOf(money)} to baseline`,
      about: 'Dollars against the baseline, paired, with their 95 % interval',
      value: ({ pair, isBaseline }) => (isBaseline ? 0 : (pair?.usdPerProblem.difference ?? null)),
      cell: (row) => dollars(row, money),
    },
  ]
}

function points(row: CompareRow): ReactNode {
  if (row.pair === undefined) return row.isBaseline ? <span className={styles.interval}>baseline</span> : '–'
  const { difference, interval } = row.pair.accuracy
  if (difference === null) return '–'
  const range = interval === null ? '' : `[${formatPoints(interval[0])}, ${formatPoints(interval[1])}]`
  const told = accuracyTold(row.pair)
  return (
    <span className={told === 'open' || told === 'same' ? styles.untold : undefined}>
      {formatPoints(difference)} {small(range)} {told === 'open' && small('may be chance')}
    </span>
  )
}

function dollars(row: CompareRow, money: Money): ReactNode {
  if (row.pair === undefined) return row.isBaseline ? <span className={styles.interval}>baseline</span> : '–'
  const { difference, interval } = row.pair.usdPerProblem
  if (difference === null) return '–'
  const signed = (usd: number) => formatSignedUsd(inUnit(usd, money) ?? 0)
  const range = interval === null ? '' : `[${signed(interval[0])}, ${signed(interval[1])}]`
  return (
    <span className={costTold(row.pair) === 'open' ? styles.untold : undefined}>
      {signed(difference)} {small(range)}
    </span>
  )
}

interface Order {
  /** The column's place. */
  by: number
  descending: boolean
}

/** The place of the column by which rows come: dollars. */
const COST = 1

function sortRows(rows: readonly CompareRow[], columns: readonly Column[], { by, descending }: Order): CompareRow[] {
  const value = columns[by]?.value ?? (() => null)
  return rows.toSorted((a, b) => {
    const [one, two] = [value(a), value(b)]
    if (one === null || two === null) return Number(one === null) - Number(two === null)
    return descending ? two - one : one - two
  })
}

/** Every run with every measure; a row is chosen to be looked at beside the baseline. */
export function CompareTable({ rows, focusId }: { rows: readonly CompareRow[]; focusId: string | null }) {
  const columns = columnsFor(useMoney())
  const [order, setOrder] = useState<Order>({ by: COST, descending: false })
  const comparisons = rows.length - 1
  const billed = billedLine(rows)
  return (
    <section className={classes(pageStyles.card, styles.tableCard)}>
      <table className={classes(pageStyles.table, styles.matrix)}>
        <thead>
          <tr>
            <th scope="col">Design</th>
            {columns.map(({ title, about }, at) => {
              const isSorted = order.by === at
              const Arrow = order.descending ? ArrowDown : ArrowUp
              return (
                <th
                  key={title}
                  scope="col"
                  data-align="end"
                  title={about}
                  aria-sort={isSorted ? (order.descending ? 'descending' : 'ascending') : undefined}
                >
                  <button
                    type="button"
                    className={tableStyles.sort}
                    onClick={() => setOrder({ by: at, descending: isSorted && !order.descending })}
                  >
                    {isSorted && <Arrow size={12} aria-hidden />}
                    {title}
                  </button>
                </th>
              )
            })}
            <th scope="col">
              <span className="visually-hidden">More</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sortRows(rows, columns, order).map((row) => (
            <tr key={row.id} data-baseline={row.isBaseline} data-focus={row.id === focusId}>
              <th scope="row">
                <DesignName row={row} />
              </th>
              {columns.map(({ title, cell }) => (
                <td key={title} data-align="end">
                  {cell(row)}
                </td>
              ))}
              <td data-align="end">
                <button type="button" className={styles.link} onClick={() => lookInside(row.id)}>
                  Look inside<span className="visually-hidden"> {row.label}</span>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {comparisons > 1 && (
        <p className={styles.foot}>
          Differences are called so only where they hold after Holm’s correction for {comparisons} comparisons with the
          baseline; the intervals are for each alone.
        </p>
      )}
      {billed !== '' && (
        <p className={styles.foot} title={billedWords}>
          {billed}
        </p>
      )}
      {anyOracle(rows) && <p className={styles.foot}>{oracleWords}</p>}
    </section>
  )
}

/** How often its problems were right, where it walked them several times. */
function Steadiness({ repeated }: { repeated: Repeated }) {
  const shares = steadyShares(repeated)
  if (shares === null) return null
  return (
    <div className={styles.version} title={passWords(repeated)}>
      {formatCount(repeated.repeats)} repeats: {formatShare(shares.all)} every time, {formatShare(shares.none)} never
    </div>
  )
}

function DesignName({ row }: { row: CompareRow }) {
  const miss = missWords(row)
  const about = `${row.graph} · ${row.mode} · seed ${row.seed} · ${formatMoment(row.startedAt)}`
  const name = (
    <>
      <span className={classes(tableStyles.mark, row.isBest && tableStyles.best, miss !== null && tableStyles.slow)} />
      {miss === null ? row.label : <s>{row.label}</s>}
    </>
  )
  return (
    <>
      {row.isBaseline ? (
        <span title={about}>{name}</span>
      ) : (
        <button type="button" className={tableStyles.name} title={about} onClick={() => focusOn(row.id)}>
          {name}
        </button>
      )}{' '}
      {row.version !== null && !row.label.includes(` v${row.version}`) && (
        <span className={styles.version}>v{row.version}</span>
      )}
      {row.isBest && <span className="visually-hidden"> (no other beats it in both)</span>}
      {row.repeated !== null && <Steadiness repeated={row.repeated} />}
      {miss !== null && <div className={styles.miss}>{miss}</div>}
    </>
  )
}
