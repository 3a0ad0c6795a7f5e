import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import type { ResultFilter, ResultLine, ResultPage, ResultSort } from '../../shared/results-contract'
import { door } from '../api'
import { useResultView } from './result-view'

const PAGE = 100

const inputOf = (id: string, filter: ResultFilter, sort: ResultSort, page: number) => ({
  id,
  filter,
  sort,
  offset: page * PAGE,
  limit: PAGE,
})

/** The first page of what the view chooses, and how many match; the last ones stay until those of a new filter are there. */
export function useFirstResults(runId: string) {
  const filter = useResultView((view) => view.filter)
  const sort = useResultView((view) => view.sort)
  return useQuery({
    ...door.results.find.queryOptions({ input: inputOf(runId, filter, sort, 0) }),
    placeholderData: keepPreviousData,
  })
}

/** Gives the lines from `first` to `last`, read by pages as they come into sight. */
export function useResultLines(
  runId: string,
  { first, last, head }: { first: number; last: number; head: ResultPage | undefined },
): (index: number) => ResultLine | undefined {
  const filter = useResultView((view) => view.filter)
  const sort = useResultView((view) => view.sort)
  const from = Math.floor(first / PAGE)
  const pages = Array.from({ length: Math.floor(last / PAGE) - from + 1 }, (_, at) => from + at)
  const found = useQueries({
    queries: pages.map((page) => door.results.find.queryOptions({ input: inputOf(runId, filter, sort, page) })),
  })
  return (index) => {
    const page = Math.floor(index / PAGE)
    const data = found[page - from]?.data ?? (page === 0 ? head : undefined)
    return data?.lines[index - page * PAGE]
  }
}
