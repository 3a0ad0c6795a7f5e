import type { OpenDocument } from '../designs/document'
import { useGraph, useOpenDocument } from '../designs/session'
import { useRunDataset } from '../runs/run-options'
import pageStyles from '../shell/Page.module.css'
import { PlayOutcome } from './PlayOutcome'
import styles from './PlayPage.module.css'
import { PlaySteps } from './PlaySteps'
import { ProblemForm } from './ProblemForm'
import { usePlay } from './play-actions'
import { useTicks } from './use-ticks'

/** One problem, sent through the open design while one looks on. */
export function PlayPage() {
  const open = useOpenDocument()
  if (open === undefined) {
    return (
      <main className={pageStyles.page}>
        <h1>Play one problem</h1>
        <p>Open a design first: problems are played through the one that is open.</p>
      </main>
    )
  }
  return <Play key={open.id} document={open} />
}

function Play({ document }: { document: OpenDocument }) {
  const graph = useGraph(document)
  const dataset = useRunDataset()
  const { seen, designId } = usePlay()
  // One clock for all that counts, so that figures beside each other agree.
  const now = useTicks(seen.status === 'playing')
  const isOwn = designId === document.id && seen.status !== 'idle'
  return (
    <main className={styles.page}>
      <div className={styles.side}>
        <h1>Play one problem</h1>
        <p className={styles.about}>Send it through “{graph.name}” and see each step. Nothing is added to your runs.</p>
        <ProblemForm graph={graph} dataset={dataset} />
      </div>
      <section className={styles.story} aria-label="What happens">
        {isOwn ? (
          <>
            <PlayOutcome seen={seen} graph={graph} now={now} />
            <PlaySteps seen={seen} graph={graph} now={now} />
          </>
        ) : (
          <p className={styles.empty}>
            Each step will stand here as it happens: who was asked, what it said, what it cost.
          </p>
        )}
      </section>
    </main>
  )
}
