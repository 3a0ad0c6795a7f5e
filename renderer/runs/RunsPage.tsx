import { useQuery } from '@tanstack/react-query'
import { door, failureOf } from '../api'
import { RouterPage } from '../evidence/RouterPage'
import { lineOfFailure } from '../shell/notice-store'
import pageStyles from '../shell/Page.module.css'
import { leaveInside, useOpenRun } from './open-run'
import { RunList } from './RunList'
import { RunView } from './RunView'

/** All runs, of any design; one of them opened. */
export function RunsPage() {
  const runs = useQuery(door.runs.list.queryOptions())
  const { runId: openId, insideFrom } = useOpenRun()
  const open = runs.data?.find(({ id }) => id === openId)
  if (open !== undefined && insideFrom !== null) {
    const back = insideFrom === 'list' ? 'Back to all runs' : 'Back to the results'
    return <RouterPage key={open.id} runId={open.id} back={back} onBack={leaveInside} />
  }
  if (open !== undefined) return <RunView key={open.id} run={open} />
  return (
    <main className={pageStyles.page}>
      <div className={pageStyles.head}>
        <div>
          <h1>Runs</h1>
          <p>Every replay that was started, with what came of it. Open one to read its results.</p>
        </div>
      </div>
      {runs.error !== null && <p className={pageStyles.trouble}>{lineOfFailure(failureOf(runs.error))}</p>}
      {runs.data?.length === 0 && (
        <section className={pageStyles.card}>
          <h2>No run yet</h2>
          <p>Open a design and press Run. The sample designs run on simulated models: no key, no network, no money.</p>
        </section>
      )}
      {runs.data !== undefined && runs.data.length > 0 && <RunList runs={runs.data} />}
    </main>
  )
}
