import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { AnswerPiece } from '../../shared/connection'
import type { ProblemState } from '../../shared/nodes/kind'
import type { PlayEvent } from '../../shared/play-contract'
import type { Step } from '../../shared/report'
import type { CallRecord, FinishedProblem, Walked } from '../../shared/run-record'
import type { Asked } from '../engine/walk-calls'
import type { WalkObserver } from '../engine/walk-observer'

/** Pieces are told this often at most: a window has no use for more, and streams have no backpressure. */
const PIECES_EVERY_MS = 40

/** Gathers what happens to one problem, for whoever reads it at their own pace. */
export class PlayStory implements WalkObserver {
  private readonly told: PlayEvent[] = []
  /** How much of it was read. */
  private read = 0
  private isOver = false
  private failure: unknown
  private wake: () => void = () => undefined
  private state: Readonly<ProblemState> | undefined
  /** The node whose answer the problem carries, and what failed after it. */
  private answeredBy: string | null = null
  private missed: { node: string; why: string } | null = null

  private tell(event: PlayEvent): void {
    this.told.push(event)
    this.wake()
  }

  entered(node: string, state: Readonly<ProblemState>): void {
    this.state = state
    this.tell({ type: 'entered', atMs: state.elapsedMs, node })
  }

  asked({ nodeId, seq, role, model }: Asked, connection: string): void {
    this.tell({ type: 'asked', atMs: this.state?.elapsedMs ?? null, node: nodeId, seq, role, connection, model })
  }

  piece(seq: number, { kind, text }: AnswerPiece): void {
    const unread = this.unreadPiece(seq, kind)
    if (unread === undefined) this.tell({ type: 'piece', seq, kind, text })
    else unread.text += text
  }

  /** A piece of the same call that nobody has read yet: what follows is added to it. */
  private unreadPiece(seq: number, kind: AnswerPiece['kind']) {
    for (let at = this.told.length - 1; at >= this.read; at -= 1) {
      const event = this.told[at]
      if (event?.type !== 'piece') return undefined
      if (event.seq === seq && event.kind === kind) return event
    }
    return undefined
  }

  called({ nodeId, seq, model, source, answer, failure, confidence, usd, latencyMs, usage }: CallRecord): void {
    const before = this.state?.elapsedMs ?? null
    this.tell({
      type: 'called',
      atMs: before === null || latencyMs === null ? null : before + latencyMs,
      node: nodeId,
      seq,
      model,
      source,
      answer,
      failure: failure === null ? null : `${failure.reason}: ${failure.message}`,
      confidence,
      usd,
      latencyMs,
      inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens,
    })
  }

  left([node, port, why]: Step, state: Readonly<ProblemState>, answered: boolean): void {
    if (answered) {
      this.answeredBy = node
      this.missed = null
    }
    if (port === 'failed') this.missed = { node, why }
    const { elapsedMs, answer, confidence, spentUsd } = state
    this.tell({ type: 'left', atMs: elapsedMs, node, port, why, answer, confidence, spentUsd })
  }

  end(walked: Walked, { verdict, gradedBy }: FinishedProblem): void {
    const { answer, confidence, usd, billedUsd, failure, latencyMs } = walked
    const graded = gradedBy !== null && gradedBy !== 'nothing'
    const caveat = this.caveatOf(walked)
    this.tell({ type: 'ended', atMs: latencyMs, verdict, graded, answer, confidence, usd, billedUsd, failure, caveat })
    this.isOver = true
    this.wake()
  }

  /** What broke is not the problem's fault: whoever reads is told it as an error. */
  fail(error: unknown): void {
    this.failure = error
    this.isOver = true
    this.wake()
  }

  /** The answer is one that was there before something failed: it is the best so far, and no more. */
  private caveatOf({ end, answer }: Walked): string | null {
    if (answer === null || this.answeredBy === null || end === 'abstained') return null
    const best = `the best answer so far, from “${this.answeredBy}”`
    if (this.missed !== null) {
      const { node, why } = this.missed
      return `“${node}” did not come back with an answer (${why}): this is ${best}.`
    }
    return end === 'failed' ? `The design ended without an answer: this is ${best}.` : null
  }

  async *events(): AsyncGenerator<PlayEvent> {
    let together = 0
    let piecesAt = 0
    for (;;) {
      const event = this.told[this.read]
      if (event !== undefined) {
        if (event.type === 'piece' && this.read >= together) {
          await wait(Math.max(0, piecesAt + PIECES_EVERY_MS - performance.now()))
          piecesAt = performance.now()
          together = this.told.length
        }
        this.read += 1
        yield event
      } else if (this.isOver) {
        if (this.failure !== undefined) throw this.failure
        return
      } else {
        await new Promise<void>((wake) => {
          this.wake = wake
        })
      }
    }
  }
}
