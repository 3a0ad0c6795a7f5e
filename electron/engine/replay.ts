import type { ProblemRecord } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { type Grade, grade } from '../../shared/grading/grade'
import type { Verdict } from '../../shared/report'
import type { AskPerson } from '../../shared/review'
import type { FinishedProblem, Walked } from '../../shared/run-record'
import { UnderWay } from './under-way'
import { type WalkWorld, walk } from './walk'

export interface NumberedProblem {
  /** The place of its walk in the run. */
  ordinal: number
  problem: ProblemRecord
}

export interface ReplayJob {
  world: Omit<WalkWorld, 'askPerson'>
  /** Puts a question before a person; not used where time is virtual. */
  askPerson: AskPerson
  /** The problems still to walk, in dataset order, repeat after repeat. */
  problems: Iterable<NumberedProblem>
  /** How many problems may be under way at once. Where time is virtual this buys nothing, and order is kept: it counts as 1. A function may change its mind: fewer takes effect as problems end. */
  concurrency: number | (() => number)
  /** Stores results durably; called before they are told of. */
  record: (results: readonly FinishedProblem[]) => void
  /** Lets other work of the process happen. */
  breathe: () => Promise<void>
  /** Resolves after so many milliseconds of real time, and does not keep the process alive for that. */
  pause: (ms: number) => Promise<void>
  /** Milliseconds of real time. */
  clock: () => number
}

/** The run's story; consumers fold it, nobody steers by it. */
export type RunEvent =
  | { type: 'run.started' }
  | { type: 'problems.finished'; results: readonly FinishedProblem[] }
  | { type: 'run.stopped' }
  | { type: 'run.finished' }

/** How long a replay may keep the process to itself, in milliseconds: one frame, so that a stop or a question is soon heard. */
const BREATH_MS = 16
/**
 * How long results may wait to be stored and told. Nothing is lost by it: where time is virtual a killed run walks the same way
 * again, and a live call is in the ledger before its result is. Where calls are live it is as little as a frame, but storing
 * takes no more than a twentieth of the time.
 */
const STORE_MS = { least: BREATH_MS, most: 100 }
const STORE_SHARE = 20
/** More would outlive the young part of the heap, whose clearing costs nothing, and hold several times the memory. */
const MOST_UNSTORED = 250

/** Walks every problem, grades it and records it. Ends after the problems under way when the signal is aborted. */
export async function* replay(job: ReplayJob): AsyncGenerator<RunEvent> {
  const { record, breathe, pause, clock } = job
  const isVirtual = isVirtualRun(job.world)
  const { concurrency } = job
  const width = typeof concurrency === 'number' ? () => concurrency : concurrency
  const underWay = new UnderWay(isVirtual ? () => 1 : width, job.world.signal)
  const { gathering } = job.world
  const askPerson = isVirtual ? undefined : underWay.letWait(job.askPerson)
  const world: WalkWorld = { ...job.world, overlaps: !isVirtual, askPerson: askPerson && whileGathering(askPerson) }
  const finished: FinishedProblem[] = []
  const failures: unknown[] = []
  gathering?.hold()
  let lastBreath = clock()
  let lastStored = lastBreath
  let storeMs = STORE_MS.most
  let due: Promise<void> | undefined
  yield { type: 'run.started' }
  for (const { ordinal, problem } of job.problems) {
    if (world.signal.aborted || failures.length > 0) break
    const walked = walk(world, problem, ordinal)
    if (walked instanceof Promise) {
      gathering?.hold()
      underWay.add(settle(walked, ordinal, problem))
    } else {
      take(walked, ordinal, problem)
      world.cache.settle(ordinal)
    }
    yield* storeDue()
    while (underWay.isFull) {
      await (gathering?.during(nextChange()) ?? nextChange())
      yield* storeDue()
    }
    if (clock() - lastBreath >= BREATH_MS) {
      await breathe()
      lastBreath = clock()
    }
  }
  gathering?.release()
  while (!underWay.isOver(failures.length > 0)) {
    await nextChange()
    yield* storeDue()
  }
  if (finished.length > 0) yield flush()
  if (failures.length > 0) throw failures[0]
  yield { type: world.signal.aborted ? 'run.stopped' : 'run.finished' }

  /** Whoever waits for a person keeps no batch from going out. */
  function whileGathering(ask: AskPerson): AskPerson {
    if (gathering === undefined) return ask
    return (question) => {
      const came = ask(question)
      return came instanceof Promise ? gathering.during(came) : came
    }
  }

  function* storeDue(): Generator<RunEvent> {
    if (finished.length === 0) return
    if (finished.length >= MOST_UNSTORED || clock() - lastStored >= storeMs) yield flush()
  }

  /** Resolves when a problem ends or begins to wait, or when results have waited long enough. */
  function nextChange(): Promise<void> {
    if (finished.length === 0) return underWay.next()
    due ??= pause(storeMs).then(() => {
      due = undefined
    })
    return Promise.race([underWay.next(), due])
  }

  function take(walked: Walked, ordinal: number, problem: ProblemRecord): void {
    for (const write of walked.cacheWrites) world.cache.remember(write)
    finished.push(gradeWalk(walked, ordinal, problem))
  }

  async function settle(walked: Promise<Walked>, ordinal: number, problem: ProblemRecord): Promise<void> {
    try {
      take(await walked, ordinal, problem)
    } catch (error) {
      if (isStop(error)) return
      failures.push(error)
      gathering?.end()
    } finally {
      world.cache.settle(ordinal)
      gathering?.release()
    }
  }

  function flush(): RunEvent {
    const results = finished.splice(0)
    const began = clock()
    record(results)
    lastStored = clock()
    if (!isVirtual) storeMs = Math.min(STORE_MS.most, Math.max(STORE_MS.least, (lastStored - began) * STORE_SHARE))
    return { type: 'problems.finished', results }
  }
}

function isStop(error: unknown): boolean {
  return error instanceof SwitchyardError && error.code === 'RUN_STOPPED'
}

export function isVirtualRun({ bindings }: Pick<WalkWorld, 'bindings'>): boolean {
  return [...bindings.values()].every(({ connection }) => connection.virtual)
}

/** Compares the final answer with the answer key, now that the problem has left the graph. */
export function gradeWalk(walked: Walked, ordinal: number, { id, answerKey }: ProblemRecord): FinishedProblem {
  const { end, answer, score } = walked
  const graded = end === 'answered' && answer !== null ? grade(answer, answerKey, score) : null
  // Field by field: this is done for every problem, and copying the rest of an object is many times slower.
  return {
    ordinal,
    problemId: id,
    verdict: verdictOf(end, graded),
    gradedBy: graded?.by ?? null,
    answer,
    confidence: walked.confidence,
    failure: walked.failure,
    usd: walked.usd,
    billedUsd: walked.billedUsd,
    savedUsd: walked.savedUsd,
    latencyMs: walked.latencyMs,
    escalated: walked.escalated,
    steps: walked.steps,
    calls: walked.calls,
    cacheWrites: walked.cacheWrites,
  }
}

function verdictOf(end: Walked['end'], graded: Grade | null): Verdict {
  if (graded !== null) return graded.correct ? 'correct' : 'wrong'
  return end === 'failed' ? 'failed' : 'abstained'
}
