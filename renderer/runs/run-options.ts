import { useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import type { Delivery } from '../../shared/batch'
import type { DatasetSummary } from '../../shared/datasets-contract'
import type { ProblemSelection } from '../../shared/problem-selection'
import type { AnswersFrom } from '../../shared/report'
import { door } from '../api'

/** How the next run is to be; kept on this machine. */
export interface RunOptions {
  datasetId: string | null
  /** `null`: all problems. */
  limit: number | null
  /** How often each problem is walked. */
  repeats: number
  seed: number
  concurrency: number
  /** Only this category or difficulty; null: any. */
  category: string | null
  difficulty: string | null
  /** Only so many drawn at random; null: all of these. */
  sample: number | null
  stratify: 'category' | 'difficulty' | null
  answersFrom: AnswersFrom
  delivery: Delivery
  /** Dollars; null: no budget. */
  capUsd: number | null
}

const storageKey = 'switchyard.run'
const defaults: RunOptions = {
  datasetId: null,
  limit: null,
  repeats: 1,
  seed: 7,
  concurrency: 8,
  category: null,
  difficulty: null,
  sample: null,
  stratify: null,
  answersFrom: 'connections',
  delivery: 'live',
  capUsd: null,
}

function stored(): RunOptions {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<RunOptions>) }
  } catch {
    return defaults
  }
}

export const useRunOptions = create<RunOptions>(stored)
useRunOptions.subscribe((options) => localStorage.setItem(storageKey, JSON.stringify(options)))

/** What is typed into the options and cannot be meant, by field; such a run is not started. */
const useTroubles = create<Partial<Record<keyof RunOptions, string>>>(() => ({}))

export function noteTrouble(field: keyof RunOptions, trouble: string | null): void {
  const { [field]: _, ...others } = useTroubles.getState()
  useTroubles.setState(trouble === null ? others : { ...others, [field]: trouble }, true)
}

export function troubleOfOptions(): string | undefined {
  return Object.values(useTroubles.getState())[0]
}

export function useOptionsTrouble(): string | undefined {
  return useTroubles((troubles) => Object.values(troubles)[0])
}

/** How a run over a dataset is asked for. */
export function wantedRun(options: RunOptions, { id, problems }: Pick<DatasetSummary, 'id' | 'problems'>) {
  const { limit, repeats, seed, concurrency, answersFrom, delivery } = options
  return {
    datasetId: id,
    repeats,
    seed,
    concurrency,
    answersFrom,
    delivery,
    limit: limit === null ? null : Math.min(limit, problems),
    selection: selectionOf(options),
  }
}

function selectionOf({ category, difficulty, sample, stratify, seed }: RunOptions): ProblemSelection | undefined {
  const selection: ProblemSelection = {
    ...(category === null ? {} : { categories: [category] }),
    ...(difficulty === null ? {} : { difficulties: [difficulty] }),
    ...(sample === null ? {} : { sample: { size: sample, stratify, seed } }),
  }
  return Object.keys(selection).length === 0 ? undefined : selection
}

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
