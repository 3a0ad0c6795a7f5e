import type { Clock } from './clock'

/**
 * Knows when no walk of a run can go on before a batch has come back. Whoever may still ask for something holds it; where nobody
 * does any more, what has gathered goes out.
 */
export class Gathering {
  private holders = 0
  private looks = false
  /** Calls that each problem waits for. */
  private readonly asked = new Map<number, number>()
  private readonly still: (() => void)[] = []
  private readonly over: (() => void)[] = []

  constructor(private readonly clock: Pick<Clock, 'soon'>) {}

  /** Calls back whenever nothing can go on by itself. */
  onStill(work: () => void): void {
    this.still.push(work)
  }

  /** Calls back when the run has failed, and nobody is to be waited for. */
  onOver(work: () => void): void {
    this.over.push(work)
  }

  end(): void {
    for (const work of this.over) work()
  }

  hold(): void {
    this.holders += 1
  }

  release(): void {
    this.holders -= 1
    this.look()
  }

  /** Looks once everybody who was just answered has had the turn to ask again. */
  look(): void {
    if (this.looks) return
    this.looks = true
    this.clock.soon(() => {
      this.looks = false
      if (this.holders <= 0) for (const work of this.still) work()
    })
  }

  /** Whoever holds it waits for something that is no model: a person, another problem. */
  async during<T>(wait: Promise<T>): Promise<T> {
    this.release()
    try {
      return await wait
    } finally {
      this.hold()
    }
  }

  /** A problem waits for the answer to a call, perhaps to several at once: it holds nothing up until the last is there. */
  async whileAsked<T>(ordinal: number, answer: Promise<T>): Promise<T> {
    const others = this.asked.get(ordinal) ?? 0
    this.asked.set(ordinal, others + 1)
    if (others === 0) this.release()
    try {
      return await answer
    } finally {
      const left = (this.asked.get(ordinal) ?? 1) - 1
      if (left > 0) this.asked.set(ordinal, left)
      else {
        this.asked.delete(ordinal)
        this.hold()
      }
    }
  }
}
