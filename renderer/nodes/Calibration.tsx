import { useMemo } from 'react'
import { binByConfidence, expectedCalibrationError, type ReliabilityBin } from '../../shared/evidence/calibration'
import { areaUnderRoc } from '../../shared/evidence/discrimination'
import { wilsonInterval } from '../../shared/evidence/interval'
import { formatCount, formatShare } from '../../shared/format'
import { Heading } from '../inspector/Row'
import styles from './GateEvidence.module.css'
import type { BesideProps } from './panels'
import { useGateEvidence } from './use-gate-evidence'

const width = 276
const height = 132
const plot = { left: 30, right: width - 10, top: 10, bottom: height - 24 }
const biggest = 8
const smallest = 2.5

/** How far the stated confidence may be believed: the share that was right at each. */
export function Calibration({ document, node }: BesideProps) {
  const evidence = useGateEvidence(document, node.id)
  const seen = evidence?.seen
  const rated = useMemo(
    () =>
      (seen ?? []).flatMap(({ confidence, correct }) =>
        confidence === null || correct === null ? [] : [{ confidence, correct }],
      ),
    [seen],
  )
  if (seen === undefined || seen.length === 0) return null
  const without = seen.filter(({ confidence }) => confidence === null).length
  return (
    <section aria-label="Calibration">
      <Heading>Calibration</Heading>
      {rated.length === 0 ? (
        <p className={styles.source}>No answer that came here stated a confidence and could be graded.</p>
      ) : (
        <>
          <Plot bins={binByConfidence(rated)} />
          <p className={styles.source}>{wordsOf(rated, without)}</p>
        </>
      )}
    </section>
  )
}

function wordsOf(rated: readonly { confidence: number; correct: boolean }[], without: number): string {
  const error = expectedCalibrationError(rated) ?? 0
  const mean = rated.reduce((sum, { confidence }) => sum + confidence, 0) / rated.length
  const right = rated.filter(({ correct }) => correct).length / rated.length
  const [low, high] = wilsonInterval(Math.round(right * rated.length), rated.length) ?? [0, 1]
  const bias = mean >= low && mean <= high ? 'that may be chance' : mean > right ? 'too sure' : 'too modest'
  const lead =
    Math.abs(mean - right) < 0.02
      ? `Stated and true agree on the whole, at ${formatShare(right, 0)}`
      : `States ${formatShare(mean, 0)} on the whole and is right in ${formatShare(right, 0)}: ${bias}`
  const auroc = areaUnderRoc(rated)
  const tells = auroc === null ? '' : `, AUROC ${auroc.toFixed(2)}`
  const silent = without === 0 ? '' : ` ${formatCount(without)} stated none.`
  return `${lead}. ECE ${error.toFixed(3)}${tells}, ${formatCount(rated.length)} answers.${silent}`
}

function Plot({ bins }: { bins: readonly ReliabilityBin[] }) {
  const most = Math.max(...bins.map(({ answers }) => answers))
  const x = (share: number) => plot.left + share * (plot.right - plot.left)
  const y = (share: number) => plot.bottom - share * (plot.bottom - plot.top)
  const dots = bins.flatMap(({ from, answers, accuracy, confidence }) =>
    accuracy === null || confidence === null
      ? []
      : [
          {
            key: from,
            x: x(confidence),
            y: y(accuracy),
            r: smallest + (biggest - smallest) * Math.sqrt(answers / most),
          },
        ],
  )
  const words = bins
    .filter(({ answers }) => answers > 0)
    .map((bin) => `stated ${formatShare(bin.confidence, 0)}, right ${formatShare(bin.accuracy, 0)} of ${bin.answers}`)
  return (
    <svg className={styles.plot} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.join('; ')}>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line className={styles.rule} x1={plot.left} x2={plot.right} y1={y(share)} y2={y(share)} />
          <text className={styles.tick} x={plot.left - 6} y={y(share) + 3.5} textAnchor="end">
            {share * 100}
          </text>
        </g>
      ))}
      <line className={styles.ideal} x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
      <polyline className={styles.line} points={dots.map((dot) => `${dot.x},${dot.y}`).join(' ')} />
      {dots.map((dot) => (
        <circle key={dot.key} className={styles.dot} cx={dot.x} cy={dot.y} r={dot.r} />
      ))}
      <text className={styles.tick} x={plot.left} y={height - 6}>
        stated 0 %
      </text>
      <text className={styles.tick} x={plot.right} y={height - 6} textAnchor="end">
        100 %
      </text>
    </svg>
  )
}
