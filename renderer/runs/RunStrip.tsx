import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { wilsonInterval } from '../../shared/evidence/interval'
import { missesLatencyBudget } from '../../shared/evidence/latency-budget'
import {
  batchWords,
  formatBudget,
  formatCount,
  formatDuration,
  formatHalfWidth,
  formatNumberOf,
  formatPerCorrect,
  formatShare,
  formatUsd,
  sentence,
  waitingWords,
} from '../../shared/format'
import { hasOracle } from '../../shared/graph/oracle'
import { oracleWords } from '../../shared/oracle-mark'
import { walksWords } from '../../shared/repeat-words'
import type { Progress, RunInfo } from '../../shared/runs-contract'
import { door } from '../api'
import type { OpenDocument } from '../designs/document'
import { showPage, useDocument, useGraph } from '../designs/session'
import { Button } from '../shell/Button'
import { classes } from '../theme/classes'
import { countdown, longestPause } from './pause'
import { RunActions } from './RunActions'
import { expiredWords, useBatches } from './RunBatches'
import styles from './RunStrip.module.css'
import { useRunDataset, useRunOptions } from './run-options'
import { usePaces } from './use-paces'
import type { ShownRun } from './use-shown-run'

/** The newest run of the open design: how far, what it cost, how many were right, and what can be done. */
export function RunStrip({ document, run }: { document: OpenDocument; run: ShownRun | undefined }) {
  const dataset = useRunDataset()
  const repeats = useRunOptions((options) => options.repeats)
  const hash = useDocument(document, ({ summary }) => summary.hash)
  const usesKey = hasOracle(useGraph(document))
  if (run === undefined) {
    const words =
      dataset === undefined
        ? 'Not run yet. Import a dataset, then press Run.'
        : `Not run yet. Run sends ${formatNumberOf(dataset.problems, 'problem')} of ${dataset.name} through this design${repeats === 1 ? '' : `, ${formatCount(repeats)} times each`}.`
    return (
      <section className={styles.strip} aria-label="Run">
        <span className={styles.quiet}>{words}</span>
      </section>
    )
  }
  const { info, progress } = run
  const status = progress?.status ?? info.status
  return (
    <section className={styles.strip} aria-label="Run">
      <Bar info={info} progress={progress} status={status} isOld={info.graphHash !== hash} usesKey={usesKey} />
      {progress !== undefined && (
        <Figures
          info={info}
          progress={progress}
          left={<Left document={document} info={info} etaMs={progress.etaMs} />}
          latency={<Latency document={document} runId={info.id} />}
        />
      )}
      <RunActions info={info} status={status} />
    </section>
  )
}

const statusWords: Record<RunInfo['status'], string> = {
  running: '',
  paused: 'paused',
  done: '',
  stopped: 'stopped',
  interrupted: 'interrupted when the app closed',
  failed: 'failed',
}

/** Why problems failed, by the first of them. */
function exampleOf(failed: number, repeats: number, reason: string | null | undefined): string | undefined {
  const many = formatNumberOf(failed, repeats === 1 ? 'problem' : 'walk')
  return failed === 0 || reason == null ? undefined : `${many} failed, such as: ${reason}`
}

function modeWords({ mode, delivery }: RunInfo): string {
  return delivery === 'batch' ? 'in batches' : mode
}

interface BarProps {
  info: RunInfo
  progress: Progress | undefined
  status: RunInfo['status']
  isOld: boolean
  /** The design looks at the answer key. */
  usesKey: boolean
}

function Bar({ info, progress, status, isOld, usesKey }: BarProps) {
  const finished = progress?.finished ?? info.finished
  const total = progress?.total ?? info.total
  const isOver = status !== 'running'
  const failed = progress?.failed ?? 0
  const example = useQuery({
    ...door.runs.failure.queryOptions({ input: { id: info.id } }),
    enabled: isOver && failed > 0,
  })
  const failure = progress?.failure ?? info.failure ?? exampleOf(failed, info.repeats, example.data)
  const words =
    status === 'done' && finished === total
      ? walksWords(total, info.repeats)
      : `${formatCount(finished)} of ${formatCount(total)}`
  const key = usesKey ? oracleWords : ''
  const note = [failure ?? statusWords[status], isOld ? 'an earlier version' : '', key, modeWords(info), info.dataset]
    .filter((part) => part !== '')
    .join(' · ')
  return (
    <>
      <span className={styles.count} title={`${note} · seed ${info.seed}`}>
        <b>{words}</b>
        <span className={styles.note}>{note}</span>
      </span>
      <progress
        className={styles.bar}
        data-status={status}
        max={Math.max(1, total)}
        value={finished}
        aria-label={info.repeats === 1 ? 'Problems finished' : 'Walks finished'}
      />
    </>
  )
}

/** Whether the run kept its design's latency budget; nothing where there is none, or no run of this design has ended. */
function Latency({ document, runId }: { document: OpenDocument; runId: string }) {
  const designs = useQuery(door.designs.list.queryOptions())
  const last = designs.data?.find(({ id }) => id === document.id)?.lastRun
  const isMissed = last?.id === runId ? missesLatencyBudget(last) : null
  if (last == null || isMissed === null) return null
  const budget = formatBudget(last.latencyBudgetMs ?? 0)
  const title = isMissed ? `One problem in twenty took longer than the ${budget} that the design allows` : undefined
  const aside = isMissed ? `over its ${budget}` : `of ${budget}`
  return <Figure name="p95" value={formatDuration(last.latencyMs.p95)} aside={aside} title={title} isBad={isMissed} />
}

/** Of problems that are walked several times only the whole run knows; while it goes each counts once. */
function useAccuracyInterval({ id, repeats, total }: RunInfo, { correct, finished, status }: Progress) {
  const summary = useQuery({
    ...door.runs.summary.queryOptions({ input: { id } }),
    enabled: repeats > 1 && status !== 'running',
  })
  if (repeats === 1) return wilsonInterval(correct, finished)
  if (status !== 'running' && summary.data !== undefined) return summary.data.accuracyInterval
  const problems = Math.min(finished, total / repeats)
  return wilsonInterval(finished === 0 ? 0 : (correct / finished) * problems, problems)
}

interface FiguresProps {
  info: RunInfo
  progress: Progress
  /** Shown while it runs and nothing but its models is waited for. */
  left: ReactNode
  /** Shown when it has ended. */
  latency: ReactNode
}

function Figures({ info, progress, left, latency }: FiguresProps) {
  const interval = useAccuracyInterval(info, progress)
  const batches = useBatches(info, progress.status === 'running')
  const { correct, finished, failed, usd, status, waiting, inBatches } = progress
  const share = finished === 0 ? null : correct / finished
  const perCorrect = usd === null || correct === 0 ? null : usd / correct
  return (
    <dl className={styles.figures}>
      <Figure name="spent" value={formatUsd(usd)} />
      <Figure name="right" value={share === null ? '–' : formatShare(share)} aside={formatHalfWidth(interval)} />
      <Figure name="per correct" value={finished === 0 ? '–' : formatPerCorrect(perCorrect, share)} />
      {status !== 'running' && latency}
      {failed > 0 && <Figure name="failed" value={formatCount(failed)} isBad />}
      {waiting > 0 && (
        <Button look="quiet" onClick={() => showPage('reviews')}>
          {sentence(waitingWords(waiting))}
        </Button>
      )}
      {inBatches > 0 && (
        <Figure
          name="in batches"
          value={formatCount(inBatches)}
          aside={expiredWords(batches)}
          title={sentence(batchWords(inBatches))}
        />
      )}
      {status === 'running' && waiting + inBatches === 0 && left}
    </dl>
  )
}

/** How long it will take, or until when a provider has asked for a pause. */
function Left({ document, info, etaMs }: { document: OpenDocument; info: RunInfo; etaMs: number | null }) {
  const { roles } = useGraph(document)
  const used = Object.values(roles).map(({ connection }) => connection)
  const paces = usePaces(info.mode === 'live' || info.mode === 'mixed')
  const pause = longestPause(paces.data ?? [], used)
  if (pause === undefined) return <Figure name="left" value={etaMs === null ? '–' : formatDuration(etaMs)} />
  const title = `The provider of “${pause.connection}” asked for a pause`
  return <Figure name={`${pause.connection} pauses`} value={countdown(pause.blockedMs)} title={title} />
}

function Figure({
  name,
  value,
  aside,
  title,
  isBad = false,
}: {
  name: string
  value: string
  aside?: string
  title?: string | undefined
  isBad?: boolean
}) {
  return (
    <div className={classes(styles.figure, isBad && styles.bad)} title={title}>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b> {aside !== undefined && aside !== '' && <small>{aside}</small>}
      </dd>
    </div>
  )
}
