import { useMemo } from 'react'
import { countAtGate, type GateCounts } from '../../shared/evidence/at-gate'
import { formatCount, formatNumberOf, formatTrafficShare } from '../../shared/format'
import { describeBefore } from '../../shared/graph/before-node'
import { escalation } from '../../shared/nodes/escalation/escalation.kind'
import type { GateEvidence } from '../../shared/runs-contract'
import { useGraph } from '../designs/session'
import styles from './GateEvidence.module.css'
import type { BesideProps } from './panels'
import { useGateEvidence } from './use-gate-evidence'

const parts: { name: keyof GateCounts; words: string; tone: string }[] = [
  { name: 'acceptedRight', words: 'accepted, right', tone: 'good' },
  { name: 'acceptedWrong', words: 'accepted, wrong', tone: 'bad' },
  { name: 'acceptedUnknown', words: 'accepted, not known', tone: 'unknown' },
  { name: 'escalatedRight', words: 'escalated, was right', tone: 'waste' },
  { name: 'escalatedWrong', words: 'escalated, was wrong', tone: 'sent' },
  { name: 'escalatedUnknown', words: 'escalated, not known', tone: 'unknown' },
]

/** What these settings would do with the problems that came here: it follows the slider while it is dragged. */
export function AtThreshold({ document, node }: BesideProps) {
  const graph = useGraph(document)
  const evidence = useGateEvidence(document, node.id)
  const settings = escalation.settings.safeParse(node.settings).data
  const { latencyMs, usd } = graph.limits
  const counts = useMemo(() => {
    if (evidence === undefined || settings === undefined) return undefined
    return countAtGate(evidence.seen, settings, { latencyBudgetMs: latencyMs, moneyBudgetUsd: usd })
  }, [evidence, settings, latencyMs, usd])
  const before = useMemo(() => describeBefore(graph, node.id), [graph, node.id])
  if (evidence === undefined || counts === undefined) return null
  if (evidence.seen.length === 0) {
    return (
      <div className={styles.evidence}>
        <div className={styles.head}>At this threshold</div>
        <p className={styles.source}>{evidence.source} Run the design to see what would be accepted and escalated.</p>
      </div>
    )
  }
  return (
    <section className={styles.evidence} aria-label="At this threshold">
      <div className={styles.head}>
        <span>At this threshold</span>
        <span className={styles.count}>{formatNumberOf(evidence.seen.length, 'problem')}</span>
      </div>
      <Bar counts={counts} of={evidence.seen.length} />
      <p className={styles.source}>{sourceWords(evidence, evidence.before === before)}</p>
    </section>
  )
}

function Bar({ counts, of }: { counts: GateCounts; of: number }) {
  const shown = parts.filter(({ name }) => counts[name] > 0)
  let x = 0
  const rects = shown.map(({ name, tone }) => {
    const width = (counts[name] / of) * 100
    x += width
    return { name, tone, width, from: x - width }
  })
  return (
    <>
      <svg className={styles.bar} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
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

function sourceWords({ from, source }: GateEvidence, isAsItIs: boolean): string {
  const what = from === 'run' ? `From the newest run, on ${source}` : `From recorded answers of ${source}`
  const changed = ' What comes before this node has changed since: run again to be sure.'
  return `${what}; no calls made.${isAsItIs ? '' : changed}`
}
