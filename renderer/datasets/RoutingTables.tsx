import { csvLine } from '../../shared/csv'
import { formatCount, formatShare } from '../../shared/format'
import { formatInUnit, titleOf } from '../../shared/money-unit'
import type { RoutingCurve } from '../../shared/routing-curve'
import { formatLift, formatMeasure, formatThreshold, measureWords } from '../../shared/routing-curve-words'
import { useMoney } from '../compare/money'
import { saveFile } from '../save-file'
import { Button } from '../shell/Button'
import pageStyles from '../shell/Page.module.css'
import styles from './Routing.module.css'

/** The thresholds of a cascade where the score is a confidence, and the curve in figures on demand. */
export function RoutingTables({ curve, name }: { curve: RoutingCurve; name: string }) {
  const money = useMoney()
  const common = [
    { title: 'Correct' },
    { title: 'Right' },
    { title: 'PGR', about: measureWords.gap },
    { title: titleOf(money) },
  ]
  const shared = (
    row: Pick<RoutingCurve['points'][number], 'correct' | 'gap' | 'usdPerProblem'> & { accuracy: number | null },
  ) => [
    formatCount(row.correct),
    formatShare(row.accuracy),
    formatMeasure(row.gap),
    formatInUnit(row.usdPerProblem, money),
  ]
  return (
    <>
      {curve.cascade !== null && (
        <>
          <h3 className={styles.heading}>A cascade that escalates below a confidence</h3>
          <FigureTable
            columns={[
              { title: 'Below' },
              { title: 'Escalated' },
              ...common,
              { title: 'IBC lift', about: measureWords.ibcLift },
            ]}
            rows={curve.cascade.map((row) => [
              formatThreshold(row.threshold),
              formatCount(row.escalated),
              ...shared(row),
              formatLift(row.ibcLift),
            ])}
          />
        </>
      )}
      <details className={styles.details}>
        <summary>The curve in figures</summary>
        <FigureTable
          columns={[{ title: 'To the strong model' }, { title: 'Problems' }, ...common]}
          rows={curve.tenths.map((point) => [
            formatShare(point.share, 0),
            formatCount(point.toStrong),
            ...shared(point),
          ])}
        />
        <Button look="quiet" onClick={() => saveFile(`${name}.csv`, 'text/csv', csvOf(curve))}>
          Save the curve as CSV
        </Button>
      </details>
    </>
  )
}

interface FigureTableProps {
  columns: readonly { title: string; about?: string }[]
  /** The first cell heads its row. */
  rows: readonly (readonly string[])[]
}

function FigureTable({ columns, rows }: FigureTableProps) {
  return (
    <table className={pageStyles.table}>
      <thead>
        <tr>
          {columns.map(({ title, about }) => (
            <th key={title} scope="col" data-align="end" title={about}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([head, ...cells]) => (
          <tr key={head}>
            <th scope="row" data-align="end">
              {head}
            </th>
            {cells.map((cell, at) => (
              <td key={columns[at + 1]?.title} data-align="end">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function csvOf({ points }: RoutingCurve): string {
  const head = ['to_strong', 'share', 'correct', 'accuracy', 'pgr', 'usd_per_problem']
  const rows = points.map((one) => [one.toStrong, one.share, one.correct, one.accuracy, one.gap, one.usdPerProblem])
  return [head, ...rows].map(csvLine).join('')
}
