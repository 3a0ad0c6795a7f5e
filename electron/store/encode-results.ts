import type { Step } from '../../shared/report'
import type { CacheWrite, CallRecord, FinishedProblem } from '../../shared/run-record'
import type { Value } from './bulk'
import type { InternedRows } from './interned'
import { type AnswerToKeep, outcomeValues } from './outcomes'
import { isInLedger, packCalls } from './packed-calls'
import type { RunRows } from './write-rows'

/**
 * Results that are not stored yet, as the rows that will be stored of them. Whoever adds one need not hold on to it: its many small
 * objects then die young in the heap, and the few values of its rows take a quarter of their room.
 */
export class GatheredRows {
  private rows = noRows()

  constructor(
    private readonly runId: string,
    private readonly interned: InternedRows,
  ) {}

  add(result: FinishedProblem): void {
    const { rows, runId, interned } = this
    addResult(rows.results, runId, result, interned)
    for (const call of result.calls)
      if (isInLedger(call) && !call.written) addCall(rows.calls, runId, result.ordinal, call, interned)
    for (const write of result.cacheWrites) if (write.storage === 'sqlite') addCached(rows.cached, write)
  }

  /** A simulated answer that becomes an outcome. */
  addAnswer(answer: AnswerToKeep): void {
    this.rows.outcomes.push(...outcomeValues(answer))
    this.rows.models.set(answer.model, answer.datasetId)
  }

  /** All that was added since they were last taken. */
  take(): RunRows {
    const { models, ...rows } = this.rows
    this.rows = noRows()
    const owners = [...models].flatMap(([model, datasetId]) => [datasetId, model])
    return { ...rows, models: owners, runId: this.runId, interned: this.interned.unstored() }
  }
}

const noRows = () => ({
  results: [] as Value[],
  calls: [] as Value[],
  cached: [] as Value[],
  outcomes: [] as Value[],
  models: new Map<string, number>(),
})

function addResult(rows: Value[], runId: string, result: FinishedProblem, interned: InternedRows): void {
  const { ordinal, problemId, verdict, gradedBy, answer, confidence, failure, calls, cacheWrites } = result
  const { usd, billedUsd, savedUsd, latencyMs } = result
  const escalated = result.escalated ? 1 : 0
  const steps = pathText(result.steps, interned)
  const remembered = cacheWrites.length === 0 ? null : rememberedText(cacheWrites)
  rows.push(runId, ordinal, problemId, verdict, gradedBy, answer, confidence, failure)
  rows.push(usd, billedUsd, savedUsd, latencyMs, escalated, steps, remembered, packCalls(calls, answer, interned))
}

function pathText(steps: readonly Step[], { stepId }: InternedRows): string {
  let text = ''
  for (const step of steps) text += text === '' ? stepId(step) : `,${stepId(step)}`
  return `[${text}]`
}

function addCall(rows: Value[], runId: string, ordinal: number, call: CallRecord, interned: InternedRows): void {
  const { seq, source, state, sample, usage, usd, billedUsd, latencyMs, answer, confidence, meanLogprob } = call
  const failure = call.failure === null ? null : `${call.failure.reason}: ${call.failure.message}`
  rows.push(runId, ordinal, seq, interned.siteId(call), source, state, sample)
  rows.push(usage.inputTokens, usage.outputTokens)
  rows.push(usage.cacheReadTokens ?? null, usage.cacheWriteTokens ?? null, usage.reasoningTokens ?? null)
  rows.push(usd, billedUsd, latencyMs, answer, confidence, meanLogprob, failure)
}

function addCached(rows: Value[], { namespace, key, answer, confidence, score, usd, writtenAt }: CacheWrite): void {
  rows.push(namespace, key, answer, confidence, score, usd, writtenAt)
}

/** What the memory caches keep, as short as it can be: answer and confidence are the result's own. */
function rememberedText(writes: readonly CacheWrite[]): string | null {
  let text = ''
  for (const { storage, namespace, key, writtenAt, score, usd } of writes)
    if (storage === 'memory')
      text += `${text === '' ? '' : ','}[${JSON.stringify(namespace)},"${key}",${writtenAt},${score},${usd}]`
  return text === '' ? null : `[${text}]`
}
