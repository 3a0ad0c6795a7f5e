import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ResultFilter, ResultLine, ResultPage, ResultSort } from '../../shared/results-contract'
import { door } from '../api'
import { queryClient } from '../query'
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

/**
 * Gives the lines from `first` to `last`, read by pages as they come into sight. While pages are under way no others are asked for: a bar
 * that is dragged passes hundreds, and what is in sight when it stops would have to wait for all of them.
 */
export function useResultLines(
  runId: string,
  { first, last, head }: { first: number; last: number; head: ResultPage | undefined },
): (index: number) => ResultLine | undefined {
  const filter = useResultView((view) => view.filter)
  const sort = useResultView((view) => view.sort)
  const [asked, setAsked] = useState(() => pagesOf(first, last))
  const inSight = pagesOf(first, last)
  const queryOf = (page: number) => door.results.find.queryOptions({ input: inputOf(runId, filter, sort, page) })
  const isUnderWay = useQueries({
    queries: asked.map(queryOf),
    combine: (found) => found.some(({ isFetching }) => isFetching),
  })
  const isBehind = asked[0] !== inSight[0] || asked.at(-1) !== inSight.at(-1)
  if (isBehind && !isUnderWay) setAsked(inSight)
  const known = new Map(inSight.map((page) => [page, queryClient.getQueryData<ResultPage>(queryOf(page).queryKey)]))
  return (index) => {
    const page = Math.floor(index / PAGE)
    const data = known.get(page) ?? (page === 0 ? head : undefined)
    return data?.lines[index - page * PAGE]
  }
}

function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(first / PAGE)
  return Array.from({ length: Math.floor(last / PAGE) - from + 1 }, (_, at) => from + at)
}
