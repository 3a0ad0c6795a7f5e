/**
 * What one comparison may cost, in steps of about a tenth of a microsecond: visits of a node, products of numbers of 127 bits, words of
 * longer ones. A comparison is never interrupted, so there is one count, and the same answers always take the same number of steps.
 */
export const MOST_STEPS = 2_000_000

let steps = 0

export function beginWork(): void {
  steps = 0
}

/** Whether there is work left to do it with. */
export function spend(more: number): boolean {
  steps += more
  return steps <= MOST_STEPS
}

/** A text is gone over once. */
export function spendReading(text: string): void {
  spend(1 + text.length)
}

export function stepsTaken(): number {
  return steps
}

export function isSpent(): boolean {
  return steps > MOST_STEPS
}
