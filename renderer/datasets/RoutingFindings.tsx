import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { routingCostScene, routingScene } from '../../shared/charts/routing-curve'
import type { DatasetSummary } from '../../shared/datasets-contract'
import { wilsonInterval } from '../../shared/evidence/interval'
import { formatCount, formatHalfWidth, formatShare } from '../../shared/format'
import { formatInUnit, type MoneyUnit, wordsOf } from '../../shared/money-unit'
import type { RoutingCurve, RoutingScore } from '../../shared/routing-curve'
import { curveHeadline, curveNotes, formatMeasure, measureWords } from '../../shared/routing-curve-words'
import { door, failureOf } from '../api'
import { useMoney } from '../compare/money'
import { Figures } from '../evidence/Figures'
import { type NamedScene, ScenePair } from '../evidence/ScenePair'
import { lineOfFailure } from '../shell/notice-store'
import pageStyles from '../shell/Page.module.css'
import styles from './Routing.module.css'
import { RoutingTables } from './RoutingTables'

interface RoutingFindingsProps {
  dataset: DatasetSummary
  input: { id: string; weak: string; strong: string; by: RoutingScore; designId?: string }
}

/** The sentence first, then the figures, the pictures, what must be known to read them, and the tables. */
export function RoutingFindings({ dataset, input }: RoutingFindingsProps) {
  const money = useMoney()
  const query = useQuery(door.datasets.routingCurve.queryOptions({ input, placeholderData: keepPreviousData }))
  const curve = query.data
  if (query.error !== null) return <p className={pageStyles.trouble}>{lineOfFailure(failureOf(query.error))}</p>
  if (curve === undefined) return <p className={pageStyles.quiet}>Grading the outcomes …</p>
  const [first, ...notes] = curveNotes(curve)
  return (
    <div className={styles.findings} aria-busy={query.isFetching}>
      <p className={styles.headline} role="status">
        {curveHeadline(curve)}
      </p>
      <p className={styles.over}>{first}</p>
      {curve.problems > 0 && (
        <>
          <CurveFigures curve={curve} />
          <ScenePair scenes={scenesOf(curve, dataset.name, money)} />
          <ul className={styles.notes}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
          <RoutingTables curve={curve} name={`routing-${dataset.name}`} />
        </>
      )}
    </div>
  )
}

function CurveFigures({ curve }: { curve: RoutingCurve }) {
  const money = useMoney()
  const { problems, weak, strong, perfect, apgr, cpt50, cpt80, auroc } = curve
  const end = (title: string, { correct, accuracy, usdPerProblem, model }: RoutingCurve['weak']) => ({
    title: `${title}: ${model}`,
    value: (
      <>
        {formatShare(accuracy)} <small>{formatHalfWidth(wilsonInterval(correct, problems))}</small>
      </>
    ),
    note: `${formatCount(correct)} right · ${formatInUnit(usdPerProblem, money)} ${wordsOf(money)}`,
  })
  return (
    <Figures
      figures={[
        end('Weak', weak),
        end('Strong', strong),
        {
          title: 'Perfect router',
          value: formatShare(perfect.accuracy),
          note: `right wherever one is, with ${formatShare(perfect.share)} to the strong one`,
        },
        { title: 'APGR', value: formatMeasure(apgr), note: measureWords.apgr },
        { title: 'CPT(50)', value: formatMeasure(cpt50), note: measureWords.cpt50 },
        { title: 'CPT(80)', value: formatMeasure(cpt80), note: measureWords.cpt80 },
        { title: 'AUROC', value: formatMeasure(auroc), note: measureWords.auroc },
      ]}
    />
  )
}

function scenesOf(curve: RoutingCurve, dataset: string, money: MoneyUnit): NamedScene[] {
  const share: NamedScene = {
    title: 'Right answers by the share of strong calls',
    about: 'Above the dashed line the order is better than chance.',
    name: `routing-${dataset}`,
    scene: (width) => routingScene(curve, width),
  }
  const cost: NamedScene = {
    title: 'Right answers by dollars',
    about: curve.paysBoth ? 'What goes on to the strong model pays for both.' : 'Each problem pays for one model.',
    name: `routing-dollars-${dataset}`,
    scene: (width) => routingCostScene(curve, width, money) ?? routingScene(curve, width),
  }
  return routingCostScene(curve, 640, money) === undefined ? [share] : [share, cost]
}
