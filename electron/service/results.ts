import { SwitchyardError } from '../../shared/errors'
import { parseGraph } from '../../shared/graph/load'
import type { Facets, ProblemDetail, Prompt, ResultPage } from '../../shared/results-contract'
import type { ThreadSandbox } from '../sandbox/sandbox'
import type { ProblemTrace } from '../store/problem-traces'
import type { Search } from '../store/result-search'
import type { Store } from '../store/store'
import { rebuildPrompts } from './rebuild-prompts'
import { keepRollUp } from './roll-up-stored'
import type { Summaries } from './summaries'

interface ResultsParts {
  store: Store
  sandbox: ThreadSandbox
  summaries: Summaries
}

export interface Correction {
  runId: string
  ordinal: number
  /** `null` gives the grader's verdict back. */
  verdict: 'correct' | 'wrong' | null
  note: string
}

export interface Beside extends Pick<Search, 'filter' | 'sort'> {
  ordinal: number
  by: -1 | 1
}

/** The results of runs, to be read: by filter and page, one by one, and graded by hand. */
export function resultsService({ store, sandbox, summaries }: ResultsParts) {
  const { runs, search, problems, designs, datasets } = store

  function traceOf(runId: string, ordinal: number): ProblemTrace {
    const trace = problems.find(runs.get(runId).id, ordinal)
    if (trace !== undefined) return trace
    throw new SwitchyardError('RESULT_UNKNOWN', `“${runs.get(runId).name}” has no result number ${ordinal + 1}`, {
      hint: 'it may not be finished yet',
    })
  }

  function detail(runId: string, ordinal: number): ProblemDetail {
    const { calls, ...trace } = traceOf(runId, ordinal)
    const shown = calls.map(({ request: _hash, meanLogprob: _mean, ...call }) => call)
    return { ...trace, calls: shown, graph: designs.graphOf(runs.get(runId).graphHash) }
  }

  return {
    find(wanted: Search): ResultPage {
      const run = runs.get(wanted.runId)
      const { changedAgainst } = wanted.filter
      const other = changedAgainst === undefined ? undefined : runs.get(changedAgainst)
      if (other !== undefined && other.datasetId !== run.datasetId) {
        throw new SwitchyardError('RUN_INCOMPARABLE', `“${other.name}” is over another dataset than “${run.name}”`, {
          hint: 'choose a run over the same dataset',
        })
      }
      return search.find(wanted)
    },
    beside: (runId: string, { filter, sort, ordinal, by }: Beside): number | null =>
      search.beside({ runId: runs.get(runId).id, filter, sort }, ordinal, by),
    facets: (runId: string): Facets => search.facets(runs.get(runId).id),
    problem: detail,
    async prompts(runId: string, ordinal: number): Promise<Prompt[]> {
      const trace = traceOf(runId, ordinal)
      const run = runs.get(runId)
      const { graphHash, datasetId, seed, startedAt } = run
      const problem = datasets.problem(datasetId, trace.problemId)
      if (problem === undefined) return []
      const graph = parseGraph(designs.graphOf(graphHash), 'the saved graph')
      return await rebuildPrompts({ graph, problem, trace, seed, repeats: run, startedAt, sandbox })
    },
    correct({ runId, ordinal, verdict, note }: Correction): ProblemDetail {
      traceOf(runId, ordinal)
      const hasEnded = store.rollups.find(runId) !== undefined
      if (verdict === null) problems.uncorrect(runId, ordinal)
      else problems.correct(runId, ordinal, verdict, note)
      search.forget(runId)
      if (hasEnded) keepRollUp(store, runs.get(runId))
      summaries.forget(runId)
      return detail(runId, ordinal)
    },
  }
}
export type ResultsService = ReturnType<typeof resultsService>
