/**
 * The best time of each of several works, in milliseconds: what the machine can do when nothing else disturbs it. They take
 * turns, so that a slow minute of the machine is slow for all of them.
 */
export async function bestOfEach<Name extends string>(
  rounds: number,
  works: Record<Name, () => unknown>,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[]
  const least = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY])) as Record<Name, number>
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const began = performance.now()
      await works[name]()
      least[name] = Math.min(least[name], performance.now() - began)
    }
  }
  return least
}

export function say(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** One line of a table: what, how long, how many a second, and a ratio with its words. */
export function sayRate(what: string, ms: number, count: number, ratio: string): void {
  const rate = Math.round((count / ms) * 1000).toLocaleString('en')
  say(`${what.padEnd(46)} ${ms.toFixed(0).padStart(6)} ms ${rate.padStart(10)}/s   ${ratio}`)
}
