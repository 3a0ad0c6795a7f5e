import type { Clock } from './clock'

/** A clock that stands until it is moved. */
export function standingClock() {
  let at = 0
  const timers: { due: number; work: () => void }[] = []
  const clock: Clock = {
    now: () => at,
    date: () => 1_000_000 + at,
    after: (ms, work) => {
      const timer = { due: at + ms, work }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), 1)
    },
    soon: (work) => queueMicrotask(work),
  }
  return {
    clock,
    /** How many things are still due. */
    due: () => timers.length,
    /** Lets so many milliseconds pass, and everything happen that was due. */
    pass: async (ms: number): Promise<void> => {
      const until = at + ms
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve))
        const next = timers.filter(({ due }) => due <= until).sort((a, b) => a.due - b.due)[0]
        if (next === undefined) break
        timers.splice(timers.indexOf(next), 1)
        at = Math.max(at, next.due)
        next.work()
      }
      at = until
    },
  }
}
