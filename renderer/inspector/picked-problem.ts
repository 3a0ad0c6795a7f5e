import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import type { DatasetSummary, ProblemRow } from '../../shared/datasets-contract'
import { door } from '../api'
import { useRunDataset } from '../runs/run-options'

/** The place of the problem on which prompts and rules are tried out, from 0; one for all panels. */
const usePicked = create<{ ordinal: number }>(() => ({ ordinal: 0 }))

interface Picked {
  dataset: DatasetSummary | undefined
  ordinal: number
  problem: ProblemRow | undefined
}

export function usePickedProblem(): Picked {
  const dataset = useRunDataset()
  const wanted = usePicked((picked) => picked.ordinal)
  const ordinal = Math.min(wanted, Math.max(0, (dataset?.problems ?? 1) - 1))
  const page = useQuery({
    ...door.datasets.problems.queryOptions({ input: { id: dataset?.id ?? '', offset: ordinal, limit: 1 } }),
    enabled: dataset !== undefined && dataset.problems > 0,
    placeholderData: keepPreviousData,
  })
  return { dataset, ordinal, problem: page.data?.[0] }
}

export function pickProblem(ordinal: number): void {
  usePicked.setState({ ordinal: Math.max(0, ordinal) })
}
