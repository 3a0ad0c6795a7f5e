import { useMemo } from 'react'
import { countAtGate, type GateCounts } from '../../shared/evidence/at-gate'
import { wilsonInterval } from '../../shared/evidence/interval'
import { formatCount, formatHalfWidth, formatNumberOf, formatShare, formatTrafficShare } from '../../shared/format'
import { describeBefore } from '../../shared/graph/before-node'
import { escalation } from '../../shared/nodes/escalation/escalation.kind'
import type { GateEvidence } from '../../shared/runs-contract'
import { useGraph } from '../designs/session'
import { classes } from '../theme/classes'
import styles from './GateEvidence.module.css'
import { gateParts } from './gate-parts'
import type { BesideProps } from './panels'
import { ThresholdSweep } from './ThresholdSweep'
import { useGateEvidence } from './use-gate-evidence'

/** What these settings would do with the problems that came here: it follows the slider while it is dragged. */
export function AtThreshold({ document, node }: BesideProps) {
  const graph = useGraph(document)
  const evidence = useGateEvidence(document, node.id)
  const settings = escalation.settings.safeParse(node.settings).data
  const { latencyMs, usd } = graph.limits
  const budgets = { latencyBudgetMs: latencyMs, moneyBudgetUsd: usd }
  const before = useMemo(() => describeBefore(graph, node.id), [graph, node.id])
  if (evidence === undefined || settings === undefined) return null
  if (evidence.seen.length === 0) {
    return (
      <div className={styles.evidence}>
        <div className={styles.head}>At this threshold</div>
        <p className={styles.source}>{evidence.source} Run the design to see what would be accepted and escalated.</p>
      </div>
    )
  }
  const counts = countAtGate(evidence.seen, settings, budgets)
  return (
    <section className={styles.evidence} aria-label="At this threshold">
      <div className={styles.head}>
        <span>At this threshold</span>
        <span className={styles.count}>{formatNumberOf(evidence.seen.length, 'problem')}</span>
      </div>
      <Bar counts={counts} of={evidence.seen.length} />
      <ThresholdSweep seen={evidence.seen} settings={settings} budgets={budgets} />
      <p className={styles.accepted}>{acceptedWords(counts)}</p>
      <p className={styles.source}>{sourceWords(evidence, evidence.before === before)}</p>
    </section>
  )
}

function Bar({ counts, of }: { counts: GateCounts; of: number }) {
  const shown = gateParts.filter(({ name }) => counts[name] > 0)
  let x = 0
  const rects = shown.map(({ name, tone }) => {
    const width = (counts[name] / of) * 100
    x += width
    return { name, tone, width, from: x - width }
  })
  return (
    <>
      <svg
        className={classes(styles.bar, styles.tones)}
        viewBox="0 0 100 1"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {rects.map(({ name, tone, width, from }) => (
          <rect key={name} data-tone={tone} x={from} y={0} width={width} height={1} />
        ))}
      </svg>
      <ul className={styles.legend}>
        {shown.map(({ name, words, tone }) => (
          <li key={name}>
            <span className={styles.swatch} data-tone={tone} aria-hidden="true" />
            <span className={styles.words}>{words}</span>
            <span className={styles.figure}>{formatCount(counts[name])}</span>
            <span className={styles.share}>{formatTrafficShare(counts[name], of)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** How much of what is accepted may be believed. */
function acceptedWords({ acceptedRight, acceptedWrong }: GateCounts): string {
  const graded = acceptedRight + acceptedWrong
  if (graded === 0) return 'Nothing that could be graded would be accepted.'
  const interval = formatHalfWidth(wilsonInterval(acceptedRight, graded))
  return `Of what is accepted, ${formatShare(acceptedRight / graded)} (${interval}) is right.`
}

function sourceWords({ from, source }: GateEvidence, isAsItIs: boolean): string {
  const what = from === 'run' ? `From the newest run, on ${source}` : `From recorded answers of ${source}`
  const changed = ' What comes before this node has changed since: run again to be sure.'
  return `${what}; no calls made.${isAsItIs ? '' : changed}`
}
