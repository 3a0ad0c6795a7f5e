import { create } from 'zustand'
import type { DatasetSummary } from '../../shared/datasets-contract'
import type { DesignSummary } from '../../shared/designs-contract'
import { useCompareSelection } from '../compare/selection'
import { saveNow } from '../designs/autosave'
import { currentDocument } from '../designs/session'
import { showFailure } from '../shell/notice-store'
import { followRun } from './follow-run'
import { startRun, stopRun } from './run-actions'

interface Replay {
  designs: readonly DesignSummary[]
  dataset: DatasetSummary
  /** Which of them is under way. */
  at: number
  runId: string | null
}

export const useReplay = create<{ replay: Replay | null }>(() => ({ replay: null }))

/** Replays one dataset through the designs, one after the other. A design that cannot run is told of and passed over. */
export async function replayAll(designs: readonly DesignSummary[], dataset: DatasetSummary): Promise<void> {
  await saveNow(currentDocument())
  for (const [at, design] of designs.entries()) {
    if (at > 0 && useReplay.getState().replay === null) return
    useReplay.setState({ replay: { designs, dataset, at, runId: null } })
    try {
      const { id } = await startRun(design.id, dataset)
      useReplay.setState(({ replay }) => ({ replay: replay && { ...replay, runId: id } }))
      await followRun(id)
    } catch (error) {
      showFailure(error)
    }
  }
  useReplay.setState({ replay: null })
  // The runs just made are the ones to look at.
  useCompareSelection.setState({ runIds: null })
}

export async function stopReplay(): Promise<void> {
  const runId = useReplay.getState().replay?.runId
  useReplay.setState({ replay: null })
  if (runId != null) await stopRun(runId)
}
