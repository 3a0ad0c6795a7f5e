import { formatCount, formatDuration } from '../../shared/format'
import { Button } from '../shell/Button'
import { showFailure } from '../shell/notice-store'
import { useRunProgress } from './follow-run'
import styles from './Replay.module.css'
import { stopReplay, useReplay } from './replay-all'

export function ReplayProgress() {
  const replay = useReplay((state) => state.replay)
  const runId = replay?.runId ?? null
  const progress = useRunProgress(({ progressById }) => (runId === null ? undefined : progressById[runId]))
  if (replay === null) return null
  const share = progress === undefined ? 0 : progress.finished / Math.max(1, progress.total)
  return (
    <section className={styles.progress} aria-label="Replay under way">
      <span>
        Replaying {replay.at + 1} of {replay.designs.length}: <b>{replay.designs[replay.at]?.name}</b>
      </span>
      <progress max={replay.designs.length} value={replay.at + share} aria-label="Designs replayed" />
      <span className={styles.count}>
        {progress === undefined ? 'starting…' : `${formatCount(progress.finished)} of ${formatCount(progress.total)}`}
        {progress?.etaMs != null && progress.status === 'running' && ` · ${formatDuration(progress.etaMs)} left`}
      </span>
      <Button onClick={() => void stopReplay().catch(showFailure)}>Stop</Button>
    </section>
  )
}
