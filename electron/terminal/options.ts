import { type Command, InvalidArgumentError, Option } from 'commander'

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}

/** An amount of money, above 0. */
export function dollars(text: string): number {
  const value = Number(text.replace(/^\$/, ''))
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value
  throw new InvalidArgumentError('It must be an amount in dollars, above 0.')
}

/** Who answers in the place of a graph's models. */
export function answersFromOption(): Option {
  return new Option(
    '--from <source>',
    'who answers: the models as they are bound (connections), only what was recorded, or that first and the models for the rest',
  )
    .choices(['connections', 'recorded', 'recorded-else-live'])
    .default('connections')
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
