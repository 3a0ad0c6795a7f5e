import { InvalidArgumentError } from 'commander'

/** Reads an option that is a whole number of a range. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}

/** Reads an option that may be given more than once. */
export function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text]
}
