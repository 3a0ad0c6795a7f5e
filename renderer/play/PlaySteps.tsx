import { useEffect, useRef } from 'react'
import { formatCount, formatDuration, formatUsd, sentence } from '../../shared/format'
import type { Graph } from '../../shared/graph/schema'
import { titleOf } from '../../shared/graph/title'
import { findKind } from '../../shared/nodes/kinds'
import { HueTile } from '../theme/HueTile'
import styles from './PlaySteps.module.css'
import { usePlay } from './play-actions'
import { type PlaySeen, type SeenCall, type SeenStep, timesShown } from './play-state'

/** Every visit in its order: the node, whom it asked, the port by which the problem left and why. */
export function PlaySteps({ seen, graph, now }: { seen: PlaySeen; graph: Graph; now: number }) {
  const end = useRef<HTMLLIElement>(null)
  const many = seen.steps.length
  useEffect(() => {
    if (many > 1) end.current?.scrollIntoView({ block: 'nearest' })
  }, [many])
  return (
    <ol className={styles.steps}>
      {seen.steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
        <Step key={place} step={step} graph={graph} now={seen.status === 'playing' ? now : null} />
      ))}
      <li ref={end} aria-hidden className={styles.end} />
    </ol>
  )
}

interface StepProps {
  step: SeenStep
  graph: Graph
  /** Null once nobody waits any more. */
  now: number | null
}

function Step({ step, graph, now }: StepProps) {
  const node = graph.nodes.find(({ id }) => id === step.node)
  const kind = node === undefined ? undefined : findKind(node.kind)
  return (
    <li className={styles.step} data-hue={kind?.hue ?? 'end'} data-open={step.left === null}>
      <HueTile hue={kind?.hue ?? 'end'} icon={kind?.icon} />
      <div className={styles.body}>
        <p className={styles.head}>
          <b>{node === undefined ? step.node : titleOf(node)}</b>
          {step.left?.port != null && <span className={styles.port}>{step.left.port}</span>}
          {step.left !== null && <span className={styles.why}>{sentence(step.left.why)}</span>}
        </p>
        {step.calls.map((call) => (
          <Call key={call.seq} call={call} now={now} />
        ))}
      </div>
    </li>
  )
}

function Call({ call, now }: { call: SeenCall; now: number | null }) {
  const { ended } = call
  return (
    <div className={styles.call}>
      <p className={styles.who}>
        <span>
          {call.model} <span className={styles.quiet}>of {call.connection}</span>
        </span>
        {ended === null ? <Working call={call} now={now} /> : <Cost call={ended} />}
      </p>
      {call.thinking !== '' && (
        <details className={styles.thinking}>
          <summary>Its thinking</summary>
          <p>{call.thinking}</p>
        </details>
      )}
      {ended === null && call.text !== '' && <p className={styles.text}>{call.text}</p>}
      {ended?.answer != null && <p className={styles.text}>{ended.answer}</p>}
      {ended?.failure != null && <p className={styles.failure}>{sentence(ended.failure)}</p>}
    </div>
  )
}

/** A model that thinks says nothing for long: at least it is seen that it has not hung. */
function Working({ call, now }: { call: SeenCall; now: number | null }) {
  const times = usePlay(timesShown)
  if (now === null) return <span className={styles.quiet}>not waited for</span>
  const words = call.text === '' ? 'working it through' : 'answering'
  return (
    <span className={styles.working}>
      <span className={styles.pulse} aria-hidden />
      {words} · {formatDuration(Math.max(0, now - call.heardAt) * times)}
    </span>
  )
}

function Cost({ call }: { call: NonNullable<SeenCall['ended']> }) {
  const { inputTokens, outputTokens, latencyMs, usd } = call
  const tokens = inputTokens === null || outputTokens === null ? null : inputTokens + outputTokens
  const parts = [
    tokens === null ? '' : `${formatCount(tokens)} tokens`,
    latencyMs === null ? '' : formatDuration(latencyMs),
    usd === null ? 'cost unknown' : formatUsd(usd),
  ]
  return <span className={styles.figures}>{parts.filter((part) => part !== '').join(' · ')}</span>
}
