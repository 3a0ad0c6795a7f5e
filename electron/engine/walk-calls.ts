import type { ModelAnswer } from '../../shared/connection'
import { addCost, costOf } from '../../shared/ledger/price'
import type { AskReply, AskRequest } from '../../shared/nodes/kind'
import type { CallRecord } from '../../shared/run-record'
import type { BoundModel, WalkWorld } from './walk'

/** A call that came back: what the node sees, and what the walk counts. */
export interface BookedCall {
  reply: AskReply
  record: CallRecord
  /** The source's own grade of the answer; for the grader. */
  score: number | null
}

type Task = 'answer' | 'label' | 'verdict'

function taskOf({ labels, judges }: AskRequest): Task {
  if (labels !== undefined) return 'label'
  return judges === undefined ? 'answer' : 'verdict'
}

/** The model calls of one walk: which sample is next, and the rows for the ledger. */
export class WalkCalls {
  readonly records: CallRecord[] = []
  /** What was sent so far: a handful, so a list is quicker than a map. */
  private readonly sent: { bound: BoundModel; task: Task }[] = []

  constructor(
    private readonly world: WalkWorld,
    private readonly problemId: string,
  ) {}

  /** Sends `times` calls at once. */
  send(
    nodeId: string,
    bound: BoundModel,
    request: AskRequest,
    times: number,
  ): readonly BookedCall[] | Promise<readonly BookedCall[]> {
    if (times === 1) {
      const one = this.sendOne(nodeId, bound, request)
      return one instanceof Promise ? one.then((call) => [call]) : [one]
    }
    const sent = Array.from({ length: times }, () => this.sendOne(nodeId, bound, request))
    const ready = sent.filter((call): call is BookedCall => !(call instanceof Promise))
    return ready.length === sent.length ? ready : Promise.all(sent.map((call) => Promise.resolve(call)))
  }

  private sendOne(nodeId: string, bound: BoundModel, request: AskRequest): BookedCall | Promise<BookedCall> {
    const { connection, model } = bound
    const { system, prompt, maxTokens, timeoutMs, temperature, effort, logprobs = false, labels, judges } = request
    const task = taskOf(request)
    const sample = this.nextSample(bound, task)
    this.sent.push({ bound, task })
    const { seed, signal } = this.world
    const { problemId } = this
    const wish = { system, prompt, maxTokens, timeoutMs, temperature, effort, logprobs, labels, judges }
    const answer = connection.ask({ problemId, model, sample, seed, signal, ...wish })
    const book = (came: ModelAnswer): BookedCall => this.book(nodeId, bound, request, sample, came)
    return answer instanceof Promise ? answer.then(book) : book(answer)
  }

  /** How often this model was asked the same kind of thing: a classification must not shift which answer it gives next. */
  private nextSample({ connection, model }: BoundModel, task: Task): number {
    let sample = 0
    for (const { bound, task: other } of this.sent) {
      if (bound.connection === connection && bound.model === model && other === task) sample += 1
    }
    return sample
  }

  /** A stated latency beyond the timeout is a timeout, paid for all the same. */
  private book(
    nodeId: string,
    { connection, model }: BoundModel,
    { role, timeoutMs }: AskRequest,
    sample: number,
    came: ModelAnswer,
  ): BookedCall {
    const late = timeoutMs !== undefined && came.latencyMs !== null && came.latencyMs > timeoutMs
    const failure = late ? { reason: 'timeout' as const, message: `no answer within ${timeoutMs} ms` } : came.failure
    const answer = failure === null ? came.answer : null
    const { confidence, meanLogprob, usage } = came
    const record: CallRecord = {
      nodeId,
      role,
      connection: connection.name,
      model,
      sample,
      usage,
      usd: came.usd ?? costOf(usage, connection.priceOf(model)),
      latencyMs: late ? (timeoutMs ?? null) : came.latencyMs,
      answer,
      confidence,
      failure,
    }
    this.records.push(record)
    return { reply: replyOf(failure, answer, confidence, meanLogprob), record, score: came.score }
  }
}

function replyOf(
  failure: ModelAnswer['failure'],
  answer: string | null,
  confidence: number | null,
  meanLogprob: number | null,
): AskReply {
  if (failure !== null) return { ok: false, ...failure }
  if (answer === null) return { ok: false, reason: 'provider', message: 'the reply holds no answer' }
  return { ok: true, answer, confidence, meanLogprob }
}

/** Dollars of calls made at once: all of them; `null` where one is unknown. */
export function costOfCalls(calls: readonly BookedCall[]): number | null {
  return calls.reduce<number | null>((sum, { record }) => addCost(sum, record.usd), 0)
}

/** Time of calls made at once: that of the slowest; `null` where one is unknown. */
export function timeOfCalls(calls: readonly BookedCall[]): number | null {
  let slowest = 0
  for (const { record } of calls) {
    if (record.latencyMs === null) return null
    slowest = Math.max(slowest, record.latencyMs)
  }
  return slowest
}
