import { create } from 'zustand'
import type { ResultFilter } from '../../shared/results-contract'
import { showPage } from '../designs/session'
import { showResults } from '../results/result-view'

interface OpenRun {
  /** `null`: the list of runs is shown. */
  runId: string | null
  /** Its router is looked into, in the place of its results, and this is where that leads back to; `null`: its results are shown. */
  insideFrom: 'list' | 'results' | null
}

export const useOpenRun = create<OpenRun>(() => ({ runId: null, insideFrom: null }))

/** Opens a run on its page, with these of its results. */
export function openRun(runId: string, filter: ResultFilter = {}): void {
  showResults(filter)
  useOpenRun.setState({ runId, insideFrom: null })
  showPage('runs')
}

/** Shows where the router of a run goes right and wrong. */
export function openInside(runId: string): void {
  useOpenRun.setState((open) => ({ runId, insideFrom: open.runId === runId ? 'results' : 'list' }))
}

export function leaveInside(): void {
  useOpenRun.setState(({ runId, insideFrom }) => ({ runId: insideFrom === 'list' ? null : runId, insideFrom: null }))
}

export function closeRun(): void {
  useOpenRun.setState({ runId: null, insideFrom: null })
}
