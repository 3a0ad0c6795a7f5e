import type { ProblemRecord } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { type Grade, grade } from '../../shared/grading/grade'
import type { Verdict } from '../../shared/report'
import type { AskPerson } from '../../shared/review'
import type { FinishedProblem, Walked } from '../../shared/run-record'
import type { Gathering } from './gathering'
import { UnderWay } from './under-way'
import { BREATH_MS, Unstored, type UnstoredOptions } from './unstored'
import { type WalkWorld, walk } from './walk'

export interface NumberedProblem {
  /** The place of its walk in the run. */
  ordinal: number
  problem: ProblemRecord
}

export interface ReplayJob extends UnstoredOptions {
  world: Omit<WalkWorld, 'askPerson'>
  /** Puts a question before a person; not used where time is virtual. */
  askPerson: AskPerson
  /** The problems still to walk, in dataset order, repeat after repeat. */
  problems: Iterable<NumberedProblem>
  /** How many problems may be under way at once. Where time is virtual this buys nothing, and order is kept: it counts as 1. A function may change its mind: fewer takes effect as problems end. */
  concurrency: number | (() => number)
  /** Called when a problem has met what ends the run: the others are to send nothing more, nor wait for their turn to. */
  giveUp: () => void
  /** Lets other work of the process happen. */
  breathe: () => Promise<void>
  /** Resolves after so many milliseconds of real time, and does not keep the process alive for that. */
  pause: (ms: number) => Promise<void>
}

/** The run's story, for whoever follows it; nobody steers by it. */
export type RunEvent =
  | { type: 'run.started' }
  | { type: 'problems.finished'; count: number }
  | { type: 'run.stopped' }
  | { type: 'run.finished' }

/** Walks every problem, grades it and records it. Ends after the problems under way when the signal is aborted. */
export async function* replay(job: ReplayJob): AsyncGenerator<RunEvent> {
  const walking = new Walking(job)
  const { world, underWay, unstored, failures } = walking
  yield { type: 'run.started' }
  for (const { ordinal, problem } of job.problems) {
    if (world.signal.aborted || failures.length > 0) break
    walking.begin(ordinal, problem)
    if (unstored.isDue) yield finished(unstored)
    while (underWay.isFull) {
      await walking.placeOrChange()
      if (unstored.isDue) yield finished(unstored)
    }
    const pause = walking.pauseBetween()
    if (pause !== undefined) await pause
  }
  world.gathering?.release()
  while (!underWay.isOver(failures.length > 0)) {
    await walking.nextChange()
    if (unstored.isDue) yield finished(unstored)
  }
  if (!unstored.isEmpty) yield finished(unstored)
  if (failures.length > 0) throw failures[0]
  yield { type: world.signal.aborted ? 'run.stopped' : 'run.finished' }
}

const aMoment = Promise.resolve()

function finished(unstored: Unstored): RunEvent {
  return { type: 'problems.finished', count: unstored.store() }
}

/** The problems of one replay on their way. */
class Walking {
  readonly world: WalkWorld
  readonly underWay: UnderWay
  readonly unstored: Unstored
  /** What ends the run early. */
  readonly failures: unknown[] = []
  /** Whether somebody is to be woken when results have waited long enough. */
  private isTimed = false
  private lastBreath: number

  constructor(private readonly job: ReplayJob) {
    const { concurrency, clock } = job
    this.lastBreath = clock()
    const isVirtual = isVirtualRun(job.world)
    const width = typeof concurrency === 'number' ? () => concurrency : concurrency
    const { signal, gathering } = job.world
    this.underWay = new UnderWay(isVirtual ? () => 1 : width, signal)
    this.unstored = new Unstored(job, isVirtual)
    const askPerson = isVirtual ? undefined : whileGathering(this.underWay.letWait(job.askPerson), gathering)
    this.world = { ...job.world, overlaps: !isVirtual, askPerson }
    gathering?.hold()
  }

  begin(ordinal: number, problem: ProblemRecord): void {
    const { world, underWay } = this
    const walked = walk(world, problem, ordinal)
    if (walked instanceof Promise) {
      world.gathering?.hold()
      underWay.begin()
      void this.settle(walked, ordinal, problem)
    } else {
      this.take(walked, ordinal, problem)
      world.cache.settle(ordinal)
    }
  }

  /** Between two problems others of the process have their turn, now and then, and calls that are ready leave. */
  pauseBetween(): Promise<void> | undefined {
    const { clock } = this.job
    if (clock() - this.lastBreath < BREATH_MS) return this.world.overlaps ? aMoment : undefined
    return this.job.breathe().then(() => {
      this.lastBreath = clock()
    })
  }

  /** As `nextChange`, while others may gather for a batch. */
  placeOrChange(): Promise<void> {
    const change = this.nextChange()
    return this.world.gathering?.during(change) ?? change
  }

  /** Resolves when a problem ends or begins to wait, or when results have waited long enough. */
  nextChange(): Promise<void> {
    const { underWay, unstored, job } = this
    if (!unstored.isEmpty && !this.isTimed) {
      this.isTimed = true
      void job.pause(unstored.storeMs).then(() => {
        this.isTimed = false
        underWay.change()
      })
    }
    return underWay.next()
  }

  private take(walked: Walked, ordinal: number, problem: ProblemRecord): void {
    for (const write of walked.cacheWrites) this.world.cache.remember(write)
    this.unstored.add(gradeWalk(walked, ordinal, problem))
  }

  private async settle(walked: Promise<Walked>, ordinal: number, problem: ProblemRecord): Promise<void> {
    const { cache, gathering } = this.world
    try {
      this.take(await walked, ordinal, problem)
    } catch (error) {
      if (isStop(error)) return
      this.failures.push(error)
      gathering?.end()
      this.job.giveUp()
    } finally {
      cache.settle(ordinal)
      gathering?.release()
      this.underWay.end()
    }
  }
}

/** Whoever waits for a person keeps no batch from going out. */
function whileGathering(ask: AskPerson, gathering: Gathering | undefined): AskPerson {
  if (gathering === undefined) return ask
  return (question) => {
    const came = ask(question)
    return came instanceof Promise ? gathering.during(came) : came
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
