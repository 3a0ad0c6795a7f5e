import { type Command, InvalidArgumentError } from 'commander'

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}

export function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text]
}

export function addDatabaseOption(command: Command): Command {
  return command.option('--db <file>', "the database (default: the app's own)")
}

export function addJsonOption(command: Command): Command {
  return command.option('--json', 'print one JSON document instead of a table')
}
