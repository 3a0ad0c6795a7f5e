import { useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import type { DatasetSummary } from '../../shared/contract'
import { door } from '../api'

/** How the next run is to be; kept on this machine. */
export interface RunOptions {
  datasetId: string | null
  /** `null`: all problems. */
  limit: number | null
  seed: number
  concurrency: number
}

const storageKey = 'switchyard.run'
const defaults: RunOptions = { datasetId: null, limit: null, seed: 7, concurrency: 8 }

function stored(): RunOptions {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<RunOptions>) }
  } catch {
    return defaults
  }
}

export const useRunOptions = create<RunOptions>(stored)
useRunOptions.subscribe((options) => localStorage.setItem(storageKey, JSON.stringify(options)))

/** The dataset that was chosen, else the first there is. */
export function chooseDataset(
  datasets: readonly DatasetSummary[] | undefined,
  datasetId: string | null,
): DatasetSummary | undefined {
  return datasets?.find(({ id }) => id === datasetId) ?? datasets?.[0]
}

export function useRunDataset(): DatasetSummary | undefined {
  const datasetId = useRunOptions((options) => options.datasetId)
  const datasets = useQuery(door.datasets.list.queryOptions())
  return chooseDataset(datasets.data, datasetId)
}
