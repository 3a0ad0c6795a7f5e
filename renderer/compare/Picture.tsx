import { useState } from 'react'
import { scatterScene } from '../../shared/charts/scatter'
import { type CompareRow, missWords, scatterDots, whyNotDrawn } from '../../shared/compare-rows'
import { formatHalfWidth, formatPerCorrect, formatShare } from '../../shared/format'
import { axisWords, formatInUnit, wordsOf } from '../../shared/money-unit'
import { ChartView } from '../charts/ChartView'
import { useSize } from '../charts/use-size'
import pageStyles from '../shell/Page.module.css'
import { classes } from '../theme/classes'
import styles from './ComparePage.module.css'
import { MoneyControls } from './MoneyControls'
import { useMoney } from './money'
import { focusOn } from './selection'

interface Pointed {
  id: string
  x: number
  y: number
}

/** Right answers against dollars, one dot for each run. */
export function Picture({ rows, focusId }: { rows: readonly CompareRow[]; focusId: string | null }) {
  const unit = useMoney()
  const [ref, size] = useSize<HTMLDivElement>()
  const [pointed, setPointed] = useState<Pointed>()
  const dots = scatterDots(rows, unit, focusId)
  const left = rows.filter(({ id }) => !dots.some((dot) => dot.id === id))
  return (
    <section className={classes(pageStyles.card, styles.picture)}>
      <div className={styles.cardHead}>
        <div>
          <h2>What a dollar buys</h2>
          <p className={styles.legend}>
            Each dot is a run on the same problems; whiskers are 95 % intervals; the line joins the designs that no
            other beats.
          </p>
        </div>
        <MoneyControls />
      </div>
      <div className={styles.plot} ref={ref}>
        {dots.length === 0 && <p className={styles.empty}>There is no dollar axis to draw these runs on.</p>}
        {dots.length > 0 && size !== undefined && (
          <ChartView
            scene={scatterScene(dots, { ...size, axis: axisWords(unit) })}
            onPoint={(id, at) => setPointed(id === undefined ? undefined : { id, ...at })}
            onChoose={focusOn}
          />
        )}
        {pointed !== undefined && <Tooltip pointed={pointed} rows={rows} width={size?.width ?? 0} />}
      </div>
      {left.map((row) => (
        <p key={row.id} className={styles.legend}>
          <b>{row.label}</b> is not drawn: {whyNotDrawn(row)}. Right: {formatShare(row.accuracy)}{' '}
          {formatHalfWidth(row.accuracyInterval)}.
        </p>
      ))}
    </section>
  )
}

function Tooltip({ pointed, rows, width }: { pointed: Pointed; rows: readonly CompareRow[]; width: number }) {
  const unit = useMoney()
  const row = rows.find(({ id }) => id === pointed.id)
  if (row === undefined) return null
  const miss = missWords(row)
  const isRight = pointed.x > width - 260
  const place = isRight ? { right: width - pointed.x + 14 } : { left: pointed.x + 14 }
  return (
    <div className={styles.tooltip} style={{ top: pointed.y + 14, ...place }}>
      <b>{row.label}</b>
      <p>
        {formatShare(row.accuracy)} {formatHalfWidth(row.accuracyInterval)} right
      </p>
      <p>
        {formatInUnit(row.usdPerProblem, unit)} {wordsOf(unit)}
      </p>
      <p>{formatPerCorrect(row.usdPerCorrect, row.accuracy)} per correct answer</p>
      {miss !== null && <p className={styles.miss}>{miss}</p>}
    </div>
  )
}
