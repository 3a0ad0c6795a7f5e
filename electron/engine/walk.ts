import type { ModelConnection } from '../../shared/connection'
import type { ProblemRecord } from '../../shared/dataset'
import { lineOf, SwitchyardError } from '../../shared/errors'
import { grade } from '../../shared/grading/grade'
import { addCost } from '../../shared/ledger/price'
import type {
  Arrival,
  AskReply,
  AskRequest,
  CachedAnswer,
  CacheStorage,
  CallPreview,
  Departure,
  NodeContext,
  ProblemState,
  Sha256,
  StateChange,
  StopSignal,
} from '../../shared/nodes/kind'
import { readSelfReport } from '../../shared/nodes/model/confidence'
import { uniform } from '../../shared/random'
import { type Repeats, repeatOf, walkedOnce } from '../../shared/repeats'
import type { Step } from '../../shared/report'
import type { AskPerson, ReviewDecision, Reviewed, Reviewer, ReviewQuestion } from '../../shared/review'
import type { Walked } from '../../shared/run-record'
import type { Sandbox } from '../../shared/sandbox'
import { type CompiledGraph, type CompiledNode, firstCallBehind } from './compile'
import type { Gathering } from './gathering'
import { type Missed, type RunCache, writesAfter } from './run-cache'
import { SeenScores } from './seen-scores'
import { simulateReview } from './simulated-reviewer'
import { type BookedCall, costOfCalls, timeOfCalls, WalkCalls } from './walk-calls'
import type { WalkObserver } from './walk-observer'
import { bookReview } from './walk-review'

/** A role of the graph with the connection that answers for it. */
export interface BoundModel {
  connection: ModelConnection
  model: string
}

/** What all walks of a run have in common. */
export interface WalkWorld {
  compiled: CompiledGraph
  bindings: ReadonlyMap<string, BoundModel>
  cache: RunCache
  sandbox: Sandbox
  /** Problems overlap: those that ask a cache the same at the same time wait for the first. */
  overlaps?: boolean
  /** Present where calls go out in batches. */
  gathering?: Gathering | undefined
  /** Undefined where time is virtual: reviewers are simulated. */
  askPerson?: AskPerson | undefined
  seed: number
  /** How often each problem is walked; once unless given. */
  repeats?: Repeats
  /** Milliseconds since 1970. */
  startedAt: number
  signal: StopSignal
  sha256: Sha256
  /** Behind which place in the ledger a problem's new calls go, where calls of it were left from before. */
  firstSeq?: (ordinal: number) => number
  observer?: WalkObserver | undefined
}

/**
 * Walks one problem from the entry to its end; `ordinal` is the walk's place in its run. A plain value where no node gave a promise, so that a replay does not yield
 * for each node. Never throws for what concerns this problem alone: it then ends as `failed`.
 */
export function walk(world: WalkWorld, problem: ProblemRecord, ordinal: number): Walked | Promise<Walked> {
  return new Walk(world, problem, ordinal).from(world.compiled.entry)
}

/** A broken store, a wrong key, a budget that is used up and a stop are no fault of a problem: it is walked again when the run goes on. */
function endsRun({ code }: SwitchyardError): boolean {
  return code.startsWith('STORE_') || code.startsWith('RUN_')
}

/** One problem on its way. It is its own node context: a problem is at one node at a time. */
class Walk implements NodeContext {
  nodeId = ''
  visit = 0
  private node: CompiledNode
  private readonly state: ProblemState
  private readonly steps: Step[] = []
  private readonly calls: WalkCalls
  private readonly missed: Missed[] = []
  /** What cache hits saved, at list price. */
  private savedUsd: number | null = 0
  /** Recorded grades of the answers that this visit has seen; nodes never do. */
  private seenScores: SeenScores | undefined
  private score: number | null = null
  /** For a verifier that is set to be an oracle, and for nothing else. */
  private readonly answerKey: string | null
  private escalated = false
  private departed = false
  private draws = 0
  private readonly repeat: number

  constructor(
    private readonly world: WalkWorld,
    problem: ProblemRecord,
    private readonly ordinal: number,
  ) {
    const { id, question, category, checks } = problem
    this.repeat = repeatOf(ordinal, world.repeats ?? walkedOnce)
    this.calls = new WalkCalls(world, id, ordinal, this.repeat)
    this.answerKey = problem.answerKey
    this.node = world.compiled.entry
    this.state = {
      id,
      question,
      category,
      checks,
      answer: null,
      confidence: null,
      verified: null,
      elapsedMs: 0,
      spentUsd: 0,
    }
  }

  get signal(): StopSignal {
    return this.world.signal
  }

  get sha256(): Sha256 {
    return this.world.sha256
  }

  get sandbox(): Sandbox {
    return this.world.sandbox
  }

  get latencyBudgetMs(): number | undefined {
    return this.world.compiled.latencyBudgetMs
  }

  get moneyBudgetUsd(): number | undefined {
    return this.world.compiled.moneyBudgetUsd
  }

  /** From a node on, or from what came of it. */
  from(start: CompiledNode, came?: Departure<string> | Arrival): Walked | Promise<Walked> {
    let node = start
    let out: ReturnType<CompiledNode['run']> | undefined = came
    try {
      for (;;) {
        if (out === undefined) {
          this.enter(node)
          out = node.run({ problem: this.state, settings: node.settings, ctx: this })
        }
        if (out instanceof Promise)
          return out.then(
            (settled) => this.from(this.node, settled),
            (error: unknown) => this.fail(error),
          )
        const next = this.apply(out)
        if ('end' in next) return next
        node = next
        out = undefined
      }
    } catch (error) {
      return this.fail(error)
    }
  }

  private enter(node: CompiledNode): void {
    this.node = node
    this.nodeId = node.id
    this.visit = this.visitsOf(node.id)
    this.world.observer?.entered(node.id, this.state)
    this.draws = 0
    this.departed = false
    this.seenScores = undefined
    if (this.steps.length >= this.world.compiled.mostSteps) throw this.broke('the walk is longer than its bounds allow')
  }

  /** A walk is short: counting its steps is quicker than keeping a map of visits. */
  private visitsOf(nodeId: string): number {
    let visits = 0
    for (const [visited] of this.steps) if (visited === nodeId) visits += 1
    return visits
  }

  private apply(out: Departure<string> | Arrival): CompiledNode | Walked {
    if ('end' in out) {
      this.tell([this.nodeId, null, out.why], false)
      return this.finish(out.end, null)
    }
    const { leave, why, set } = out
    this.departed = true
    if (set !== undefined) {
      this.change(set)
      if (set.answer !== undefined) this.score = set.answer === null ? null : (this.seenScores?.get(set.answer) ?? null)
    }
    this.tell([this.nodeId, leave, why], set?.answer != null)
    if (leave === this.node.kind.escalates) this.escalated = true
    const next = this.node.next.get(leave)
    if (next !== undefined) return next
    throw new SwitchyardError('PORT_OPEN', `left “${this.nodeId}” by “${leave}” (${why}), which leads nowhere`, {
      nodeId: this.nodeId,
      hint: 'connect the port to decide what then happens',
    })
  }

  /** Field by field: `Object.assign` is many times slower, and this is done at most nodes. */
  private change({ answer, confidence, verified }: StateChange): void {
    const { state } = this
    if (answer !== undefined) state.answer = answer
    if (confidence !== undefined) state.confidence = confidence
    if (verified !== undefined) state.verified = verified
  }

  private tell(step: Step, answered: boolean): void {
    this.steps.push(step)
    this.world.observer?.left(step, this.state, answered)
  }

  ask(request: AskRequest): AskReply | Promise<AskReply> {
    const replies = this.askMany(request, 1)
    return replies instanceof Promise ? replies.then((all) => this.first(all)) : this.first(replies)
  }

  askMany(request: AskRequest, times: number): readonly AskReply[] | Promise<readonly AskReply[]> {
    const bound = this.world.bindings.get(request.role)
    if (bound === undefined) throw this.broke(`the role “${request.role}” is not bound`)
    if (times === 1) {
      const one = this.calls.sendOne(this.nodeId, bound, request)
      return one instanceof Promise ? one.then((call) => this.count([call])) : this.count([one])
    }
    const sent = this.calls.send(this.nodeId, bound, request, times)
    return sent instanceof Promise ? sent.then((calls) => this.count(calls)) : this.count(sent)
  }

  private first(replies: readonly AskReply[]): AskReply {
    const [reply] = replies
    if (reply === undefined) throw this.broke('a call has no reply')
    return reply
  }

  /** Adds calls that were made at once to the problem's dollars and time. */
  private count(calls: readonly BookedCall[]): readonly AskReply[] {
    const { state } = this
    const time = timeOfCalls(calls)
    state.spentUsd = addCost(state.spentUsd, costOfCalls(calls))
    state.elapsedMs = state.elapsedMs === null || time === null ? null : state.elapsedMs + time
    for (const { reply, score } of calls) {
      if (!reply.ok || score === null) continue
      this.see(reply.answer, score)
      // A node takes a stated confidence out of an answer: what is left has the same grade.
      this.see(readSelfReport(reply.answer).answer, score)
    }
    return calls.map(({ reply }) => reply)
  }

  private see(answer: string, score: number | null): void {
    if (score === null) return
    this.seenScores ??= new SeenScores()
    this.seenScores.add(answer, score)
  }

  matchesKey(answer: string): boolean | null {
    if (this.node.kind.oracle?.(this.node.settings) !== true) {
      throw this.broke('it asked for the answer key and is not marked as an oracle')
    }
    return this.isRight(answer)
  }

  private isRight(answer: string): boolean | null {
    const score = this.seenScores?.get(answer) ?? (answer === this.state.answer ? this.score : null)
    if (score === null && this.answerKey === null) return null
    return grade(answer, this.answerKey, score).correct
  }

  askReviewer(): ReviewDecision | Promise<ReviewDecision> {
    const reviewer = this.node.kind.reviewer?.(this.node.settings)
    if (reviewer === undefined) throw this.broke('it asked for a review and is of a kind without a reviewer')
    const { askPerson, seed } = this.world
    const { id: problemId, answer, confidence } = this.state
    const { nodeId, visit, answerKey } = this
    const path = this.steps.map(([node]) => node)
    const question: ReviewQuestion = {
      problemId,
      repeat: this.repeat,
      nodeId,
      visit,
      instructions: reviewer.instructions,
      answer,
      confidence,
      path,
    }
    if (askPerson === undefined) {
      const isRight = answer === null ? false : this.isRight(answer)
      return this.countReview(reviewer, simulateReview(seed, question, reviewer, { answerKey, isRight }), 'simulated')
    }
    const came = askPerson(question)
    return came instanceof Promise
      ? came.then((reviewed) => this.countReview(reviewer, reviewed, 'person'))
      : this.countReview(reviewer, came, 'person')
  }

  private countReview(reviewer: Reviewer, reviewed: Reviewed, by: 'person' | 'simulated'): ReviewDecision {
    const booked = bookReview(this.nodeId, this.visit, this.calls.takeSeq(), reviewer, reviewed, by)
    this.calls.add(booked.record)
    this.count([booked])
    return reviewed.decided
  }

  /** The cache as a node has it: this walk looks and remembers where it missed. */
  get cache(): NodeContext['cache'] {
    return this
  }

  find(
    storage: CacheStorage,
    named: string,
    key: string,
    ttlMs: number | null,
  ): CachedAnswer | undefined | Promise<CachedAnswer | undefined> {
    const { cache, overlaps, gathering } = this.world
    const namespace = this.namespaceOf(storage, named)
    const entry = cache.find(storage, namespace, key, this.now(), ttlMs)
    if (entry === undefined) {
      const flight = overlaps === true ? cache.claim(storage, namespace, key, this.ordinal) : undefined
      if (flight !== undefined)
        return (gathering?.during(flight) ?? flight).then(() => this.find(storage, named, key, ttlMs))
      this.missed.push({ storage, namespace, key, spentUsd: this.state.spentUsd })
      return undefined
    }
    this.see(entry.answer, entry.score)
    this.savedUsd = addCost(this.savedUsd, entry.usd)
    return { answer: entry.answer, confidence: entry.confidence }
  }

  /** What memory keeps of one repeat it keeps from the others: they would measure the cache, and not the models. */
  private namespaceOf(storage: CacheStorage, named: string): string {
    return storage === 'memory' && this.repeat > 0 ? `${named}\u0000${this.repeat}` : named
  }

  now(): number {
    return this.world.startedAt + (this.state.elapsedMs ?? 0)
  }

  random(): number {
    this.draws += 1
    const { world, state, nodeId, visit, draws, repeat } = this
    // The first repeat has the luck of a run without others.
    if (repeat === 0) return uniform(world.seed, state.id, nodeId, visit, draws)
    return uniform(world.seed, state.id, nodeId, visit, draws, repeat)
  }

  callBehind(port: string): CallPreview | undefined {
    const behind = firstCallBehind(this.node, port)
    const planned = behind?.kind.call?.(behind.settings, this.state)
    const bound = planned === undefined ? undefined : this.world.bindings.get(planned.role)
    if (planned === undefined || bound === undefined) return undefined
    return { ...planned, connection: bound.connection.name, model: bound.model }
  }

  private finish(end: Walked['end'], failure: string | null): Walked {
    const { answer, confidence, spentUsd, elapsedMs } = this.state
    const { score, escalated, steps } = this
    const kept =
      end === 'answered' && answer !== null ? { answer, confidence, score, writtenAt: this.now() } : undefined
    const cacheWrites = kept === undefined ? [] : writesAfter(this.missed, kept, spentUsd)
    return {
      end,
      failure,
      answer,
      confidence,
      score,
      usd: spentUsd,
      billedUsd: this.calls.billedUsd,
      savedUsd: addCost(this.savedUsd, this.calls.savedUsd),
      latencyMs: elapsedMs,
      escalated,
      steps,
      calls: this.calls.records,
      cacheWrites,
    }
  }

  private fail(error: unknown): Walked {
    if (error instanceof SwitchyardError && endsRun(error)) throw error
    const line = error instanceof SwitchyardError ? error.line : this.broke(lineOf(error)).line
    this.count(this.calls.stranded)
    // One step for each visit: a problem that left by an open port has told its step already.
    if (!this.departed) this.tell([this.nodeId, null, line], false)
    return this.finish('failed', line)
  }

  private broke(what: string): SwitchyardError {
    return new SwitchyardError('NODE_BROKE', `“${this.nodeId}” failed: ${what}`, {
      nodeId: this.nodeId,
      hint: 'open the node and check its settings',
    })
  }
}
