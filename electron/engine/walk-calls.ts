import type { ModelAnswer, ModelCall, ModelConnection } from '../../shared/connection'
import { addCost, costOf } from '../../shared/ledger/price'
import type { AskReply, AskRequest } from '../../shared/nodes/kind'
import { walkedOnce } from '../../shared/repeats'
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
  private readonly sent: { bound: BoundModel; task: Task; prompt: string; system: string }[] = []
  /** What providers charged; `null` once that is unknown. */
  billedUsd: number | null = 0
  /** What recorded outcomes answered, at list price. */
  savedUsd: number | null = 0
  /** Calls that came back where another of those sent with them could not be made. */
  stranded: readonly BookedCall[] = []
  /** Behind the rows that an earlier part of the run has left. */
  private nextSeq: number

  constructor(
    private readonly world: WalkWorld,
    private readonly problemId: string,
    private readonly ordinal: number,
    private readonly repeat: number,
  ) {
    this.nextSeq = world.firstSeq?.(ordinal) ?? 0
  }

  /** Sends `times` calls at once. */
  send(
    nodeId: string,
    bound: BoundModel,
    request: AskRequest,
    times: number,
  ): readonly BookedCall[] | Promise<readonly BookedCall[]> {
    const sent: (BookedCall | Promise<BookedCall>)[] = []
    try {
      while (sent.length < times) sent.push(this.sendOne(nodeId, bound, request))
    } catch (error) {
      this.stranded = readyOf(sent)
      throw error
    }
    const ready = readyOf(sent)
    return ready.length === sent.length ? ready : Promise.all(sent.map((call) => Promise.resolve(call)))
  }

  sendOne(nodeId: string, bound: BoundModel, request: AskRequest): BookedCall | Promise<BookedCall> {
    const { connection, model } = bound
    const {
      role,
      system,
      prompt,
      maxTokens,
      timeoutMs,
      temperature,
      effort,
      logprobs = false,
      labels,
      judges,
    } = request
    const task = taskOf(request)
    const { sample, again } = this.countSent(bound, task, request)
    const seq = this.takeSeq()
    this.sent.push({ bound, task, prompt, system })
    const { seed, signal } = this.world
    const { problemId, ordinal } = this
    // One literal: putting it together from parts costs more than all else here.
    const call: ModelCall = {
      problemId,
      ordinal,
      seq,
      nodeId,
      role,
      model,
      sample,
      again,
      seed,
      signal,
      system,
      prompt,
      maxTokens,
      timeoutMs,
      temperature,
      effort,
      logprobs,
      labels,
      judges,
    }
    this.world.observer?.asked(call, connection.name)
    const answer = connection.ask(call)
    if (!(answer instanceof Promise)) return this.book(call, connection, timeoutMs, answer)
    return answer.then((came) => this.book(call, connection, timeoutMs, came))
  }

  /**
   * How often this model was asked the same kind of thing (a classification must not shift which answer it gives next), and how
   * often the very same. Of several repeats each takes every so-manyth answer: none is used twice, whatever the others ask for,
   * and what a walk asks first are the first answers that there are.
   */
  private countSent(
    { connection, model }: BoundModel,
    task: Task,
    { prompt, system }: AskRequest,
  ): { sample: number; again: number } {
    let sample = 0
    let again = 0
    for (const asked of this.sent) {
      const { bound } = asked
      if (bound.connection !== connection || bound.model !== model || asked.task !== task) continue
      sample += 1
      if (asked.prompt === prompt && asked.system === system) again += 1
    }
    const { repeats } = this.world.repeats ?? walkedOnce
    return { sample: sample * repeats + this.repeat, again: again * repeats + this.repeat }
  }

  /** The next free place in the ledger. */
  takeSeq(): number {
    this.nextSeq += 1
    return this.nextSeq - 1
  }

  add(record: CallRecord): void {
    this.records.push(record)
    this.world.observer?.called(record)
    this.billedUsd = addCost(this.billedUsd, record.billedUsd)
    if (record.source === 'recorded') this.savedUsd = addCost(this.savedUsd, record.usd)
  }

  /** A stated latency beyond the timeout is a timeout, paid for all the same. */
  private book(
    { nodeId, role, model, sample, seq }: Asked,
    connection: ModelConnection,
    timeoutMs: number | undefined,
    came: ModelAnswer,
  ): BookedCall {
    const { confidence, meanLogprob, usage, booked, latencyMs } = came
    const source = booked?.source ?? connection.source
    const late = timeoutMs !== undefined && source !== 'live' && latencyMs !== null && latencyMs > timeoutMs
    const failure = late ? { reason: 'timeout' as const, message: `no answer within ${timeoutMs} ms` } : came.failure
    const answer = failure === null ? came.answer : null
    const quote = booked === undefined ? connection.quoteOf(model) : booked.quote
    const usd = came.usd ?? costOf(usage, quote?.price ?? null)
    const billedUsd = booked === undefined ? 0 : booked.billedUsd
    const record: CallRecord = {
      seq: booked?.seq ?? seq,
      written: booked !== undefined && booked.seq !== null,
      source,
      state: booked?.state ?? (failure === null ? 'done' : 'failed'),
      nodeId,
      role,
      connection: connection.name,
      model,
      sample,
      usage,
      usd,
      billedUsd,
      quote,
      latencyMs: late ? timeoutMs : latencyMs,
      answer,
      confidence,
      meanLogprob,
      failure,
      requestId: booked?.requestId ?? null,
    }
    this.add(record)
    return { reply: replyOf(failure, answer, confidence, meanLogprob), record, score: came.score }
  }
}

function readyOf(sent: readonly (BookedCall | Promise<BookedCall>)[]): BookedCall[] {
  return sent.filter((call): call is BookedCall => !(call instanceof Promise))
}

export type Asked = Pick<ModelCall, 'nodeId' | 'role' | 'model' | 'sample' | 'seq'>

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
