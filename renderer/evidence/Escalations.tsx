import { rateScene } from '../../shared/charts/rate-over-time'
import { netValue } from '../../shared/evidence/net-value'
import { formatP, LEVEL } from '../../shared/evidence/paired-words'
import { formatCount, formatDuration, formatNumberOf, formatPoints, formatSetUsd, formatUsd } from '../../shared/format'
import { formatInUnit, wordsOf } from '../../shared/money-unit'
import type { EscalationEvidence, WayOut } from '../../shared/router-evidence'
import { useMoney } from '../compare/money'
import pageStyles from '../shell/Page.module.css'
import { Scrolling } from '../shell/Scrolling'
import { Figures, ofWords, RateCell } from './Figures'
import styles from './Router.module.css'
import { ScenePair } from './ScenePair'

interface EscalationsProps {
  escalation: EscalationEvidence
  /** Of the whole run. */
  problems: number
  /** Its problems were walked several times: what is counted are walks. */
  isRepeated: boolean
}

/** The fast path against the slow one, and what going on was worth. */
export function Escalations({ escalation, problems, isRepeated }: EscalationsProps) {
  const { title, accepted, escalated, rate, byCategory } = escalation
  const hasCategories = byCategory.some(({ name }) => name !== null)
  return (
    <section className={pageStyles.card}>
      <h2>Escalation: {title}</h2>
      <div className={styles.columns}>
        <div>
          <Figures
            figures={[
              { title: 'Escalated', value: <RateCell rate={rate} />, note: `${ofWords(rate)} that came here` },
              pathFigure('Fast path, accepted', accepted),
              pathFigure('Slow path, escalated', escalated),
            ]}
          />
          <Gain escalation={escalation} problems={problems} isRepeated={isRepeated} />
          <ScenePair
            scenes={[
              {
                title: 'Over the dataset',
                about:
                  'Equal stretches of problems in their order, with 95 % intervals; the dashed line is the rate of all.',
                name: `escalation-${escalation.nodeId}`,
                scene: (width) => rateScene(escalation, width),
              },
            ]}
          />
        </div>
        {hasCategories && (
          <Scrolling className={styles.tall} label={`Escalated at ${title} by category`}>
            <table className={pageStyles.table}>
              <thead>
                <tr>
                  <th scope="col">Category</th>
                  <th scope="col" data-align="end">
                    Came here
                  </th>
                  <th scope="col" data-align="end">
                    Escalated
                  </th>
                </tr>
              </thead>
              <tbody>
                {byCategory.map(({ name, rate: of }) => (
                  <tr key={name ?? ''}>
                    <th scope="row">{name ?? 'none'}</th>
                    <td data-align="end">{formatCount(of.of)}</td>
                    <td data-align="end">
                      <RateCell rate={of} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolling>
        )}
      </div>
    </section>
  )
}

function pathFigure(title: string, way: WayOut | null) {
  if (way === null) return { title, value: '–', note: 'no problem went this way' }
  return {
    title,
    value: <RateCell rate={way.right} />,
    note: `right of ${formatCount(way.right.of)} · ${formatUsd(way.usdPerProblem)} each · p50 ${formatDuration(way.p50Ms)}`,
  }
}

/** The value of reasoning within the run: what escalating changed of the answers that stood, and what it cost. */
function Gain({ escalation: { gain }, problems, isRepeated }: EscalationsProps) {
  const escalated = isRepeated ? 'escalated walk' : 'escalated problem'
  const money = useMoney()
  const { before, after, won, lost, p, usd, ungraded } = gain
  const isTold = p < LEVEL
  const unknown =
    ungraded === 0
      ? ''
      : ` Of ${formatNumberOf(ungraded, escalated)} it is not known whether the first answer was right; they are left out.`
  if (gain.problems === 0) return <p className={styles.words}>What escalating changed cannot be told.{unknown}</p>
  const perProblem = usd === null ? null : usd / problems
  const difference = (after - before) / problems
  const { usdPerProblem: net, breakEvenUsd } = netValue(difference, perProblem, money.valuePerCorrect ?? 0)
  return (
    <p className={styles.words}>
      Of {formatNumberOf(gain.problems, escalated)} the first answer was right on {formatCount(before)}, the last one on{' '}
      {formatCount(after)}: <b>{formatPoints(difference)} points of the whole run</b> for{' '}
      {formatInUnit(perProblem, money)} {wordsOf(money)} more.
      {won + lost === 0
        ? ' It changed no verdict.'
        : ` It put ${formatCount(won)} right and ${formatCount(lost)} wrong${isTold ? '' : `: that may be chance (p = ${formatP(p)})`}.`}
      {breakEvenUsd !== null && difference > 0 && ` That pays from ${formatUsd(breakEvenUsd)} a right answer on.`}
      {net !== null && money.valuePerCorrect !== null && (
        <>
          {' '}
          At {formatSetUsd(money.valuePerCorrect)} a right answer it is worth{' '}
          <b>
            {formatUsd(Math.abs(net) * money.monthlyProblems)} {net < 0 ? 'less' : 'more'} a month
          </b>
          .
        </>
      )}
      {unknown}
    </p>
  )
}
