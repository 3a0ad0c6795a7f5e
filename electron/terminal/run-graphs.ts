import { describeGaps } from '../../shared/coverage'
import { SwitchyardError } from '../../shared/errors'
import { describeEstimate, describeSources, estimateWarnings } from '../../shared/estimate-words'
import { batchWords, formatCount, formatNumberOf, waitingWords } from '../../shared/format'
import { walksWords } from '../../shared/repeat-words'
import type { RunSummary } from '../../shared/report'
import type { Progress, RoleCoverage, RunInfo } from '../../shared/runs-contract'
import type { RunServices } from '../compose-runs'
import type { StartOptions } from '../service/runs'
import { progressBar } from './progress-bar'
import { remark } from './speak'

/** Ctrl+C, the system's request to end, and a terminal window that is closed: calls that are under way are paid, so they are awaited. */
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** Ctrl+C once more after this ends the program at once. */
const SAME_SIGNAL_MS = 500

/** Follows a run to its end with a bar on a terminal. Ctrl+C stops it after the problems under way; it can then be resumed. */
export async function followRun(services: RunServices, run: RunInfo): Promise<RunSummary> {
  const bar = progressBar()
  const stop = (): void => {
    void services.runs.stop(run.id)
    // One that comes twice, from the shell and passed on by our own starter, is still the one.
    setTimeout(() => process.off('SIGINT', stop), SAME_SIGNAL_MS).unref()
  }
  for (const signal of stopSignals) process.on(signal, stop)
  let last: Progress | undefined
  try {
    const said = new Set<string>()
    const sayOnce = (what: string, words: string): void => {
      if (said.has(what)) return
      said.add(what)
      bar.clear()
      remark(`${run.graph}: ${words}`)
    }
    for await (const progress of services.runs.watch(run.id)) {
      last = progress
      const { waiting, inBatches } = progress
      if (waiting > 0) sayOnce('reviews', `${waitingWords(waiting)}; “switchyard reviews” lists them`)
      if (inBatches > 0) sayOnce('batches', `${batchWords(inBatches)}; it may be stopped and resumed meanwhile`)
      bar.draw(run.graph, progress)
    }
  } finally {
    bar.clear()
    for (const signal of stopSignals) process.off(signal, stop)
  }
  remarkBatches(services, run)
  // Not what is stored: where the disk is full, the end could not be.
  const { status, failure, finished, total } = last ?? services.runs.get(run.id)
  if (status === 'done') return services.runs.summary(run.id)
  throw new SwitchyardError(
    'RUN_STATE',
    `run ${run.id} of “${run.graph}” ${status} after ${formatCount(finished)} of ${walksWords(total, run.repeats)}${failure === null ? '' : `: ${failure}`}`,
    {
      hint: `go on by “switchyard resume ${run.id}”`,
    },
  )
}

/** Says of a run's batches what it cannot be told by: what is still with a provider, and what was not done. */
function remarkBatches(services: RunServices, { id, graph, delivery }: RunInfo): void {
  if (delivery === 'live') return
  const batches = services.runs.batches(id)
  const out = batches.filter(({ collectedAt }) => collectedAt === null)
  const calls = out.reduce((sum, batch) => sum + batch.calls, 0)
  if (calls > 0)
    remark(`${graph}: ${formatNumberOf(calls, 'call')} of it stay with the provider and are fetched when it goes on`)
  const notDone = batches.reduce((sum, batch) => sum + batch.notDone, 0)
  if (notDone > 0)
    remark(`${graph}: ${formatNumberOf(notDone, 'call')} expired or were not done in their batch, and cost nothing`)
}

/** Says before a run which recorded models have not answered all of its problems. */
export function remarkCoverage(roles: readonly RoleCoverage[]): void {
  for (const gap of describeGaps(roles)) remark(gap)
}

/** Says before a run that spends money what it will take. */
export async function remarkEstimate(services: RunServices, wanted: Omit<StartOptions, 'capUsd'>): Promise<void> {
  if (!services.runs.spends(wanted)) return
  const estimate = await services.runs.estimate(wanted)
  remark(describeEstimate(estimate))
  for (const warning of estimateWarnings(estimate)) remark(warning)
}

/** Says after a run what was charged and saved, where that is not plain from its cost. */
export function remarkSources({ runs }: RunServices, summary: RunSummary): void {
  const from = runs.answeredFrom(summary.id)
  // Only a live call's fate can be unknown; the ledger is not read again for the others.
  const words = describeSources(from, summary, from.live === undefined ? 0 : runs.unknownFates(summary.id))
  if (words !== null) remark(`${summary.graph}: ${words}`)
}

/** Says in the reader's words why problems failed, the commonest reason first. */
export function remarkFailures(services: RunServices, { id, graph, failed, walks, repeated }: RunSummary): void {
  if (failed === 0) return
  const example = services.runs.firstFailure(id)
  remark(
    `${graph}: ${formatNumberOf(failed, repeated === null ? 'problem' : 'walk')} failed, such as: ${example ?? 'no reason was kept'}`,
  )
  // A run that answered nothing has not done its work.
  if (failed === walks) process.exitCode = 1
}
