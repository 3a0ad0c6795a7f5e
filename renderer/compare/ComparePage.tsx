import { formatNumberOf } from '../../shared/format'
import { failureOf } from '../api'
import { RouterPage } from '../evidence/RouterPage'
import { ReplayProgress } from '../runs/ReplayProgress'
import { lineOfFailure } from '../shell/notice-store'
import pageStyles from '../shell/Page.module.css'
import { CompareActions } from './CompareActions'
import styles from './ComparePage.module.css'
import { CompareTable } from './CompareTable'
import { Differing } from './Differing'
import { Groups } from './Groups'
import { Latency } from './Latency'
import { Picture } from './Picture'
import { lookInside, useCompareSelection } from './selection'
import { type ShownComparison, useComparison } from './use-comparison'
import { Verdict } from './Verdict'

/** What a dollar buys in each design, on the same problems; or, of one run, where its router goes right and wrong. */
export function ComparePage() {
  const insideId = useCompareSelection((selection) => selection.insideId)
  const shown = useComparison()
  if (insideId !== null)
    return <RouterPage key={insideId} runId={insideId} back="Back to the comparison" onBack={() => lookInside(null)} />
  return <Comparing shown={shown} />
}

function Comparing({ shown }: { shown: ShownComparison }) {
  const { finished, runIds, comparison, rows, focus, error, isReady } = shown
  const baseline = rows.find(({ isBaseline }) => isBaseline)
  return (
    <main className={pageStyles.page}>
      <div className={pageStyles.head}>
        <div>
          <h1>Compare</h1>
          <p>
            What a dollar buys in each design, over the same problems. <Common shown={shown} />
          </p>
        </div>
        <CompareActions shown={shown} />
      </div>
      <ReplayProgress />
      {error !== null && <p className={pageStyles.trouble}>{lineOfFailure(failureOf(error))}</p>}
      {isReady && finished.length === 0 && <NothingYet />}
      {finished.length > 0 && runIds.length === 0 && (
        <p className={styles.empty}>No run is chosen. Choose under “Runs” what to compare.</p>
      )}
      {runIds.length > 0 && comparison === undefined && error === null && (
        <p className={styles.empty}>Comparing {formatNumberOf(runIds.length, 'run')} …</p>
      )}
      {comparison !== undefined && comparison.note !== null && <p className={styles.note}>{comparison.note}</p>}
      {rows.length > 0 && (
        <>
          <div className={styles.upper}>
            <Picture rows={rows} focusId={focus?.id ?? null} />
            <Verdict rows={rows} focus={focus} baseline={baseline} />
          </div>
          <CompareTable rows={rows} focusId={focus?.id ?? null} />
        </>
      )}
      {comparison !== undefined && baseline !== undefined && (
        <>
          <Groups runIds={runIds} baseline={baseline} rows={rows} />
          {focus !== undefined && <Differing runIds={runIds} baseline={baseline} focus={focus} key={focus.id} />}
          <Latency runIds={runIds} rows={rows} />
        </>
      )}
    </main>
  )
}

function Common({ shown: { comparison, rows } }: { shown: ShownComparison }) {
  const [first] = rows
  if (comparison === undefined || first === undefined) return null
  const seeds = new Set(rows.map(({ seed }) => seed))
  const datasets = [...new Set(rows.map(({ dataset }) => dataset))].join(', ')
  return (
    <span className={styles.common}>
      {formatNumberOf(comparison.common, 'problem')} in common · {datasets}
      {seeds.size === 1 && ` · seed ${first.seed}`}
    </span>
  )
}

function NothingYet() {
  return (
    <section className={pageStyles.card}>
      <h2>Nothing to compare yet</h2>
      <p>
        Replay all designs over one dataset, and each becomes a dot: the share of right answers against what the
        problems cost. Designs that no other beats are joined by a line.
      </p>
    </section>
  )
}
