import type { ModelAnswer, ModelCall, ModelConnection } from '../../shared/connection'
import type { ProblemRecord } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import type { Graph } from '../../shared/graph/schema'
import type { Repeats } from '../../shared/repeats'
import type { Step } from '../../shared/report'
import type { Prompt } from '../../shared/results-contract'
import type { Sandbox } from '../../shared/sandbox'
import { compileGraph } from '../engine/compile'
import { requestHash } from '../engine/priced-call'
import { RunCache } from '../engine/run-cache'
import { type BoundModel, walk } from '../engine/walk'
import { readFailure } from '../store/calls'
import type { CallRow, ProblemTrace } from '../store/problem-traces'
import { hashQuickly } from './bindings'

export interface RebuildOptions {
  graph: Graph
  problem: ProblemRecord
  trace: ProblemTrace
  seed: number
  repeats: Repeats
  startedAt: number
  sandbox: Sandbox
}

/**
 * What the calls of a problem asked. Prompts are not stored: the problem is walked once more with the stored calls as the answers,
 * and nothing is sent. A prompt is given where its hash is in the ledger, or where that walk goes the stored way to its end.
 */
export async function rebuildPrompts(options: RebuildOptions): Promise<Prompt[]> {
  const { graph, problem, trace, seed, repeats, startedAt, sandbox } = options
  const asked: { row: CallRow; call: ModelCall }[] = []
  const left = trace.calls.filter(({ source }) => source !== 'review')
  const connection: ModelConnection = {
    name: 'stored calls',
    virtual: true,
    source: 'recorded',
    quoteOf: () => null,
    ask: (call) => {
      const at = left.findIndex((row) => isSame(row, call))
      const [row] = at < 0 ? [] : left.splice(at, 1)
      if (row === undefined) throw elsewhere()
      asked.push({ row, call })
      return answerOf(row)
    },
  }
  const bindings = new Map(
    Object.entries(graph.roles).map(([role, { model }]): [string, BoundModel] => [role, { connection, model }]),
  )
  const cache = new RunCache({ find: () => undefined })
  const signal = new AbortController().signal
  const compiled = compileGraph(graph)
  let isSameWay = false
  try {
    const world = { compiled, bindings, cache, sandbox, seed, repeats, startedAt, signal, sha256: hashQuickly }
    isSameWay = wayOf((await walk(world, problem, trace.ordinal)).steps) === wayOf(trace.steps)
  } catch (error) {
    if (!(error instanceof SwitchyardError)) throw error
  }
  return asked.flatMap(({ row, call }): Prompt[] => {
    const isSent = row.request !== null && row.request === requestHash(call, hashQuickly)
    if (!isSent && (!isSameWay || row.request !== null)) return []
    return [{ seq: row.seq, system: call.system, prompt: call.prompt, basis: isSent ? 'sent' : 'rebuilt' }]
  })
}

function isSame(row: CallRow, { nodeId, role, model, sample }: ModelCall): boolean {
  return row.nodeId === nodeId && row.role === role && row.model === model && row.sample === sample
}

function answerOf(row: CallRow): ModelAnswer {
  const { answer, failure, confidence, inputTokens, outputTokens, usd, latencyMs, meanLogprob } = row
  return {
    answer: failure === null ? answer : null,
    failure: failure === null ? null : readFailure(failure),
    confidence,
    meanLogprob,
    usage: { inputTokens, outputTokens },
    usd,
    latencyMs,
    score: null,
  }
}

function wayOf(steps: readonly Step[]): string {
  return JSON.stringify(steps.map(([node, port]) => [node, port]))
}

function elsewhere(): SwitchyardError {
  return new SwitchyardError('OUTCOME_MISSING', 'no stored call answers this', { hint: 'look at the stored way' })
}
