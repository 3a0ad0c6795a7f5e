import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Download, Repeat } from 'lucide-react'
import { useState } from 'react'
import type { Comparison } from '../../shared/contract'
import { door, failureOf } from '../api'
import { ReplayAllDialog } from '../runs/ReplayAllDialog'
import { ReplayProgress } from '../runs/ReplayProgress'
import { saveFile } from '../save-file'
import { Button } from '../shell/Button'
import { lineOfFailure } from '../shell/notice-store'
import pageStyles from '../shell/Page.module.css'
import styles from './ComparePage.module.css'
import { CompareTable } from './CompareTable'
import { RunPicker } from './RunPicker'
import { type CompareRow, compareRows, writeCsv } from './rows'
import { Scatter } from './Scatter'
import { finishedRuns, newestOfEach, useCompareSelection } from './selection'
import { judgeComparison } from './verdict'

/** What a dollar buys in each design, on the same problems. */
export function ComparePage() {
  const runs = useQuery(door.runs.list.queryOptions())
  const finished = finishedRuns(runs.data)
  const selected = useCompareSelection(({ runIds }) => runIds)
  const runIds = selected ?? newestOfEach(finished)
  const comparison = useQuery(
    door.compare.queryOptions({
      input: { runIds: [...runIds] },
      enabled: runIds.length > 0,
      placeholderData: keepPreviousData,
    }),
  )
  const [isAsking, setAsking] = useState(false)
  const shown = runIds.length > 0 ? comparison.data : undefined
  const rows = compareRows(shown?.runs ?? [], shown?.frontier ?? [])
  return (
    <main className={pageStyles.page}>
      <div className={pageStyles.head}>
        <div>
          <h1>Compare</h1>
          <p>What a dollar buys in each design, over the same problems.</p>
        </div>
        <div className={styles.actions}>
          <Exports rows={rows} />
          <Button look="primary" onClick={() => setAsking(true)}>
            <Repeat size={14} /> Replay all designs
          </Button>
        </div>
      </div>
      <ReplayProgress />
      {comparison.error !== null && runIds.length > 0 && (
        <p className={pageStyles.trouble}>{lineOfFailure(failureOf(comparison.error))}</p>
      )}
      {runs.data !== undefined && finished.length === 0 && <NothingYet />}
      {finished.length > 0 && (
        <div className={styles.upper}>
          <Picture comparison={shown} rows={rows} />
          <RunPicker runs={finished} chosen={runIds} />
        </div>
      )}
      {rows.length > 0 && <CompareTable rows={rows} />}
      <ReplayAllDialog isOpen={isAsking} onClose={() => setAsking(false)} />
    </main>
  )
}

function Exports({ rows }: { rows: readonly CompareRow[] }) {
  const asJson = () => {
    const runs = rows.map(({ label: _, usdPerThousand: __, isBest: ___, ...run }) => run)
    saveFile('comparison.json', 'application/json', `${JSON.stringify({ runs }, null, 2)}\n`)
  }
  return (
    <>
      <Button disabled={rows.length === 0} onClick={() => saveFile('comparison.csv', 'text/csv', writeCsv(rows))}>
        <Download size={14} /> CSV
      </Button>
      <Button disabled={rows.length === 0} onClick={asJson}>
        <Download size={14} /> JSON
      </Button>
    </>
  )
}

function Picture({ comparison, rows }: { comparison: Comparison | undefined; rows: readonly CompareRow[] }) {
  const verdict = judgeComparison(rows, comparison?.common ?? 0)
  return (
    <section className={pageStyles.card}>
      <div className={styles.verdict} aria-live="polite">
        {verdict === undefined ? (
          <h2>What a dollar buys</h2>
        ) : (
          <>
            <h2>{verdict.headline}</h2>
            <p>{verdict.detail}</p>
          </>
        )}
        {comparison?.note != null && <p className={styles.note}>{comparison.note}</p>}
      </div>
      {rows.length > 0 ? (
        <Scatter rows={rows} />
      ) : (
        <p className={styles.empty}>{comparison === undefined ? '' : 'Choose the runs to compare at the right.'}</p>
      )}
    </section>
  )
}

function NothingYet() {
  return (
    <section className={pageStyles.card}>
      <h2>Nothing to compare yet</h2>
      <p>
        Replay all designs over one dataset, and each becomes a dot: the share of right answers against what a thousand
        problems cost. Designs that no other beats are joined by a line.
      </p>
    </section>
  )
}
