import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { latencyScene } from '../../shared/charts/latency'
import type { CompareRow } from '../../shared/compare-rows'
import { door } from '../api'
import { ChartExports } from '../charts/ChartExports'
import { ChartView } from '../charts/ChartView'
import { useSize } from '../charts/use-size'
import pageStyles from '../shell/Page.module.css'
import styles from './ComparePage.module.css'

/** How long the problems of each run took, on one scale. */
export function Latency({ runIds, rows }: { runIds: readonly string[]; rows: readonly CompareRow[] }) {
  const [ref, size] = useSize<HTMLDivElement>()
  const query = useQuery(
    door.compare.latency.queryOptions({ input: { runIds: [...runIds] }, placeholderData: keepPreviousData }),
  )
  const names = new Map(rows.map(({ id, label }) => [id, label]))
  const spread = query.data
  const order = rows.flatMap(({ id }) => spread?.runs.filter(({ runId }) => runId === id) ?? [])
  const isKnown = spread !== undefined && spread.edges.length > 1
  const scene = (at: number) => latencyScene({ edges: spread?.edges ?? [], runs: order }, names, at)
  return (
    <section className={pageStyles.card}>
      <div className={styles.cardHead}>
        <div>
          <h2>How long they take</h2>
          <p className={styles.legend}>
            Each hill is the problems of one run by the time they took. A design that has a latency budget must keep it
            at its p95.
          </p>
        </div>
        {isKnown && <ChartExports name="latency" scene={() => scene(960)} />}
      </div>
      <div ref={ref}>
        {query.isPending && <p className={styles.empty}>Counting …</p>}
        {spread !== undefined && !isKnown && <p className={styles.empty}>No latency of these runs is known.</p>}
        {isKnown && size !== undefined && <ChartView scene={scene(size.width)} />}
      </div>
    </section>
  )
}
