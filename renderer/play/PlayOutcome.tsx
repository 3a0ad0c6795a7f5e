import { formatDuration, formatShare, formatUsd, sentence } from '../../shared/format'
import type { Graph } from '../../shared/graph/schema'
import { classes } from '../theme/classes'
import styles from './PlayPage.module.css'
import { usePlay } from './play-actions'
import { bestSoFar, type PlaySeen, timesShown } from './play-state'

/** What has come of it so far: the answer, how sure, how long, how dear. */
export function PlayOutcome({ seen, graph, now }: { seen: PlaySeen; graph: Graph; now: number }) {
  const { ended, status } = seen
  const best = bestSoFar(seen)
  const answer = ended?.answer ?? best?.answer ?? null
  return (
    <div className={styles.outcome} aria-live="polite">
      <p className={styles.asked}>{seen.question}</p>
      <div className={styles.result}>
        <p className={classes(styles.answer, answer === null && styles.quiet)}>
          {answer ?? (status === 'playing' ? 'No answer yet' : 'No answer')}
        </p>
        <Verdict seen={seen} />
        {status === 'playing' && answer !== null && <span className={styles.verdict}>the best answer so far</span>}
      </div>
      <Figures seen={seen} now={now} />
      {ended?.caveat != null && <p className={styles.caveat}>{withTitles(ended.caveat, graph)}</p>}
      {ended?.failure != null && <p className={styles.trouble}>{sentence(ended.failure)}</p>}
      {seen.trouble !== null && <p className={styles.trouble}>{seen.trouble}</p>}
      {status === 'stopped' && (
        <p className={styles.caveat}>
          You stopped it.{' '}
          {best === undefined
            ? 'No node had answered by then.'
            : `This is the best answer so far, from “${titleIn(graph, best.node)}”; no later step has checked it.`}
          {seen.live && ' A call that was under way may still be billed.'}
        </p>
      )}
    </div>
  )
}

function titleIn(graph: Graph, id: string): string {
  // Untitled nodes of one kind would all be called alike.
  return graph.nodes.find((one) => one.id === id)?.title || id
}

/** The engine knows nodes by their ids, people by their titles. */
function withTitles(text: string, graph: Graph): string {
  return text.replace(/“([^”]+)”/g, (_, id: string) => `“${titleIn(graph, id)}”`)
}

function Verdict({ seen: { ended } }: { seen: PlaySeen }) {
  if (ended === null) return null
  if (ended.verdict === 'abstained') return <span className={styles.verdict}>abstained</span>
  if (ended.verdict === 'failed') return <span className={classes(styles.verdict, styles.wrong)}>failed</span>
  if (!ended.graded) return <span className={styles.verdict}>not graded: no right answer is known</span>
  const isRight = ended.verdict === 'correct'
  return (
    <span className={classes(styles.verdict, isRight ? styles.right : styles.wrong)}>
      {isRight ? '✓ right' : '✗ wrong'}
    </span>
  )
}

function Figures({ seen, now }: { seen: PlaySeen; now: number }) {
  const { ended, steps } = seen
  const left = steps.findLast((step) => step.left !== null)?.left
  const confidence = ended === null ? (left?.confidence ?? null) : ended.confidence
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{seen.live ? 'elapsed' : 'elapsed, as stated'}</dt>
        <dd>{ended === null ? <Elapsed seen={seen} now={now} /> : formatDuration(ended.atMs)}</dd>
      </div>
      <div>
        <dt>spent</dt>
        <dd>{formatUsd(ended === null ? seen.spentUsd : ended.usd)}</dd>
      </div>
      <div>
        <dt>confidence</dt>
        <dd>{confidence === null ? 'none stated' : formatShare(confidence, 0)}</dd>
      </div>
    </dl>
  )
}

/** Time so far: that of the steps behind, and of the call that is under way. */
function Elapsed({ seen, now }: { seen: PlaySeen; now: number }) {
  const times = usePlay(timesShown)
  const behind = seen.steps.findLast((step) => step.left !== null)?.left?.atMs ?? 0
  const open = seen.steps.at(-1)?.calls.filter(({ ended }) => ended === null) ?? []
  const since = Math.min(...open.map(({ heardAt }) => heardAt))
  const isUnder = open.length > 0 && seen.status === 'playing'
  return <>{formatDuration(behind + (isUnder ? Math.max(0, now - since) * times : 0))}</>
}
