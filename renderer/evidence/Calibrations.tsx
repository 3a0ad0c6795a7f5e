import { coverageScene, reliabilityScene } from '../../shared/charts/confidence'
import { wordsOfAuroc } from '../../shared/evidence/discrimination'
import { formatCount, formatNumberOf } from '../../shared/format'
import type { Calibration } from '../../shared/router-evidence'
import pageStyles from '../shell/Page.module.css'
import { Figures } from './Figures'
import styles from './Router.module.css'
import { ScenePair } from './ScenePair'

/** Whether a node's confidence means what it says. */
export function Calibrations({ calibration }: { calibration: Calibration }) {
  const { title, nodeId, model, rated, missing, ungraded, ece, brier, auroc, aurocInterval } = calibration
  const left = [
    missing > 0 ? `${formatNumberOf(missing, 'answer')} without a confidence` : '',
    ungraded > 0 ? `${formatNumberOf(ungraded, 'answer')} of which nobody knows whether they are right` : '',
  ].filter(Boolean)
  return (
    <section className={pageStyles.card}>
      <h2>
        Confidence of {title} {model !== null && <span className={styles.model}>{model}</span>}
      </h2>
      <p>
        Over {formatNumberOf(rated, 'answer')}. {left.length > 0 && `Left out: ${left.join(', ')}. `}
        {wordsOfAuroc(auroc, aurocInterval)}
      </p>
      <Figures
        figures={[
          { title: 'Answers', value: formatCount(rated) },
          { title: 'ECE', value: digits(ece), note: 'mean gap of confidence and accuracy; 0 is calibrated' },
          { title: 'Brier', value: digits(brier), note: 'mean square error; 0 is perfect, 0.25 says nothing' },
          {
            title: 'AUROC',
            value: <Area area={auroc} interval={aurocInterval} />,
            note: 'chance that a right answer is surer than a wrong one',
          },
        ]}
      />
      <ScenePair
        scenes={[
          {
            title: 'Reliability',
            about: 'On the dashed line confidence is what it says; whiskers are 95 % intervals.',
            name: `reliability-${nodeId}`,
            scene: (width) => reliabilityScene(calibration, width),
          },
          {
            title: 'Accuracy against coverage',
            about: `What is right among the answers at or above a confidence, and which share of all these are${missing > 0 ? '; answers without one are in none' : ''}.`,
            name: `coverage-${nodeId}`,
            scene: (width) => coverageScene(calibration, width),
          },
        ]}
      />
    </section>
  )
}

function digits(value: number | null): string {
  return value === null ? 'undefined' : value.toFixed(3)
}

function Area({ area, interval }: { area: number | null; interval: readonly [number, number] | null }) {
  if (area === null || interval === null) return digits(area)
  return (
    <>
      {digits(area)} <span className={styles.small}>{interval.map((end) => end.toFixed(2)).join('–')}</span>
    </>
  )
}
