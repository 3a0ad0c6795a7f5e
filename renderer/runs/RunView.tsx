import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { parseGraph } from '../../shared/graph/load'
import { titleOf } from '../../shared/graph/title'
import type { RunInfo } from '../../shared/runs-contract'
import { client, door } from '../api'
import { queryClient } from '../query'
import { ProblemPanel } from '../results/ProblemPanel'
import { ResultFilters } from '../results/ResultFilters'
import { ResultTable } from '../results/ResultTable'
import { openProblem, useResultView } from '../results/result-view'
import { showFailure } from '../shell/notice-store'
import { followRun, useRunProgress } from './follow-run'
import { RunHead } from './RunHead'
import styles from './RunView.module.css'

/** One run: its figures, its results as a table, and the problem that is looked at beside it. */
export function RunView({ run }: { run: RunInfo }) {
  const ordinal = useResultView((view) => view.ordinal)
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set())
  const titles = useTitles(run.id)
  useFresh(run)
  const select = (at: number, isSelected: boolean) => {
    const next = new Set(selected)
    if (isSelected) next.add(at)
    else next.delete(at)
    setSelected(next)
  }
  return (
    <main className={styles.view}>
      <RunHead run={run} selected={selected} onDone={() => setSelected(new Set())} />
      <ResultFilters run={run} titles={titles} />
      <div className={styles.split} data-open={ordinal !== null}>
        <ResultTable run={run} titles={titles} selected={selected} onSelect={select} />
        {ordinal !== null && (
          <ProblemPanel
            runId={run.id}
            ordinal={ordinal}
            titles={titles}
            onStep={(by) => void stepTo(run.id, ordinal, by).catch(showFailure)}
          />
        )}
      </div>
    </main>
  )
}

/** Goes to the result before or after this one in the order of the view. */
async function stepTo(runId: string, ordinal: number, by: -1 | 1): Promise<void> {
  const { filter, sort } = useResultView.getState()
  const next = await client.results.beside({ id: runId, filter, sort, ordinal, by })
  if (next !== null) openProblem(next)
}

/** The nodes' titles in the graph version that was run. */
function useTitles(runId: string): ReadonlyMap<string, string> {
  const graph = useQuery({
    ...door.runs.graph.queryOptions({ input: { id: runId } }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return useMemo(() => {
    if (graph.data === undefined) return new Map<string, string>()
    const { nodes } = parseGraph(graph.data, 'the saved graph')
    return new Map(nodes.map((node) => [node.id, titleOf(node)]))
  }, [graph.data])
}

const freshMs = 1000

/** While a run goes on its results are read again: a second after they were read last, and when it has ended. */
function useFresh({ id, status }: RunInfo): void {
  const isGoingOn = useRunProgress(({ progressById }) => progressById[id]?.status === 'running')
  useEffect(() => {
    if (status === 'running') void followRun(id)
  }, [id, status])
  useEffect(() => (isGoingOn ? readAgain(id) : undefined), [id, isGoingOn])
}

const finishedOf = (id: string): number => useRunProgress.getState().progressById[id]?.finished ?? 0

/** Returns how to stop, which reads them a last time. */
function readAgain(id: string): () => void {
  const read = () => queryClient.invalidateQueries({ queryKey: door.results.key() })
  let seen = finishedOf(id)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  const wait = () => {
    if (!isOver) timer = setTimeout(look, freshMs)
  }
  const look = () => {
    const finished = finishedOf(id)
    if (finished === seen) return wait()
    seen = finished
    void read().finally(wait)
  }
  wait()
  return () => {
    isOver = true
    clearTimeout(timer)
    void read()
  }
}
