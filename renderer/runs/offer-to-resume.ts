import { formatCount } from '../../shared/format'
import { walksWords } from '../../shared/repeat-words'
import type { RunInfo } from '../../shared/runs-contract'
import { openDesign } from '../designs/design-actions'
import { showPage } from '../designs/session'
import { dismissNotice, showFailure, showNotice } from '../shell/notice-store'
import { resumeRun } from './run-actions'

/** A run that was cut off is offered, the newest of them, unless a later run of its design has taken its place. */
export function offerToResume(runs: readonly RunInfo[]): void {
  const [run] = runs.filter((candidate) => isLeftBehind(candidate, runs)).sort((a, b) => b.startedAt - a.startedAt)
  if (run === undefined) return
  const key = `resume-${run.id}`
  showNotice({
    key,
    tone: 'info',
    text: `A run of “${run.graph}” on ${run.dataset} was cut off after ${formatCount(run.finished)} of ${walksWords(run.total, run.repeats)}. What is finished is kept.`,
    actions: [
      {
        label: 'Resume',
        act: () => {
          dismissNotice(key)
          resume(run).catch(showFailure)
        },
      },
    ],
  })
}

function isLeftBehind({ status, designId, startedAt }: RunInfo, runs: readonly RunInfo[]): boolean {
  return status === 'interrupted' && !runs.some((other) => other.designId === designId && other.startedAt > startedAt)
}

async function resume({ id, designId }: RunInfo): Promise<void> {
  if (designId !== null) {
    showPage('design')
    await openDesign(designId)
  }
  await resumeRun(id)
}
