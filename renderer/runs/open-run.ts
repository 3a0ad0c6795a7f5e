import { create } from 'zustand'
import type { ResultFilter } from '../../shared/results-contract'
import { showPage } from '../designs/session'
import { showResults } from '../results/result-view'

interface OpenRun {
  /** `null`: the list of runs is shown. */
  runId: string | null
}

export const useOpenRun = create<OpenRun>(() => ({ runId: null }))

/** Opens a run on its page, with these of its results. */
export function openRun(runId: string, filter: ResultFilter = {}): void {
  showResults(filter)
  useOpenRun.setState({ runId })
  showPage('runs')
}

export function closeRun(): void {
  useOpenRun.setState({ runId: null })
}
