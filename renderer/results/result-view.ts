import { create } from 'zustand'
import type { ResultFilter, ResultSort } from '../../shared/results-contract'
import { defaultColumns, isColumn, type ResultColumn } from './result-columns'

/** What is shown of the open run's results. */
interface ResultView {
  filter: ResultFilter
  sort: ResultSort
  /** The result that is looked at, by its place in the run. */
  ordinal: number | null
}

const byOrdinal: ResultSort = { by: 'ordinal', descending: false }

export const useResultView = create<ResultView>(() => ({ filter: {}, sort: byOrdinal, ordinal: null }))

/** Begins anew with these results, in the order of the dataset. */
export function showResults(filter: ResultFilter): void {
  useResultView.setState({ filter, sort: byOrdinal, ordinal: null })
}

export function narrow(change: Partial<ResultFilter>): void {
  useResultView.setState(({ filter }) => ({ filter: withoutAbsent({ ...filter, ...change }) }))
}

function withoutAbsent(filter: ResultFilter): ResultFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}

/** The same column again turns the order round, and then gives up. */
export function sortBy(by: ResultSort['by']): void {
  useResultView.setState(({ sort }) => {
    if (sort.by !== by) return { sort: { by, descending: false } }
    return { sort: sort.descending ? byOrdinal : { by, descending: true } }
  })
}

export const openProblem = (ordinal: number | null): void => useResultView.setState({ ordinal })

const storageKey = 'switchyard.columns'

function storedColumns(): readonly ResultColumn[] {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null')
    return Array.isArray(known) ? known.filter(isColumn) : defaultColumns
  } catch {
    return defaultColumns
  }
}

/** The columns that are shown, kept on this machine. */
export const useShownColumns = create<{ shown: readonly ResultColumn[] }>(() => ({ shown: storedColumns() }))

export function showColumn(column: ResultColumn, isShown: boolean): void {
  useShownColumns.setState(({ shown }) => {
    const others = shown.filter((other) => other !== column)
    const next = isShown ? [...others, column] : others
    localStorage.setItem(storageKey, JSON.stringify(next))
    return { shown: next }
  })
}
