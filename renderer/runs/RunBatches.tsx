import { useQuery } from '@tanstack/react-query'
import { formatCount, formatMoment, formatNumberOf } from '../../shared/format'
import type { BatchInfo, RunInfo } from '../../shared/runs-contract'
import { door } from '../api'
import styles from './WatchPopover.module.css'

const lookMs = 2_000

/** The batches of a run, the newest first; asked for again while it runs. */
export function useBatches({ id, delivery }: RunInfo, isRunning: boolean): readonly BatchInfo[] {
  const batches = useQuery({
    ...door.runs.batches.queryOptions({ input: { id } }),
    enabled: delivery === 'batch',
    refetchInterval: isRunning ? lookMs : false,
    staleTime: 0,
  })
  return batches.data ?? []
}

/** Each batch with how many calls, since when, and what expired in it. */
export function RunBatches({ info, isRunning }: { info: RunInfo; isRunning: boolean }) {
  const batches = useBatches(info, isRunning)
  if (batches.length === 0) return null
  return (
    <>
      <h3 className={styles.heading}>Batches</h3>
      <ul className={styles.list}>
        {batches.toReversed().map((batch) => (
          <li key={`${batch.connection} ${batch.id}`} title={batch.id} data-held={batch.notDone > 0}>
            <b>{batch.connection}</b> {formatMoment(batch.submittedAt)} · {stateOf(batch, isFollowed(batch, batches))}
          </li>
        ))}
      </ul>
    </>
  )
}

function isFollowed(batch: BatchInfo, batches: readonly BatchInfo[]): boolean {
  return batches.slice(batches.indexOf(batch) + 1).some(({ connection }) => connection === batch.connection)
}

function stateOf({ calls, notDone, collectedAt }: BatchInfo, isFollowed: boolean): string {
  const all = formatNumberOf(calls, 'call')
  if (collectedAt === null) return `${all}, with the provider`
  if (notDone === 0) return `${all}, all fetched`
  const lost = `${all}, ${formatCount(notDone)} expired or not done, at no cost`
  return isFollowed ? `${lost}: sent again` : lost
}

/** How many calls were not done in their batches: each goes into another one, up to three in all. */
export function expiredWords(batches: readonly BatchInfo[]): string {
  const notDone = batches.reduce((sum, batch) => sum + batch.notDone, 0)
  return notDone === 0 ? '' : `${formatCount(notDone)} expired`
}
