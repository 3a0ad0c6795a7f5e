import { type Command, InvalidArgumentError, Option } from 'commander'
import { SwitchyardError } from '../../shared/errors'
import type { ProblemSelection } from '../../shared/problem-selection'
import { MOST_REPEATS } from '../../shared/repeats'

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}

/** What a dataset may be called, as in the window: a line that can be read and typed. */
export function datasetName(text: string): string {
  const name = text.trim()
  if (name !== '' && name.length <= 120 && !/\p{Cc}/u.test(name)) return name
  throw new InvalidArgumentError('It must be a name of 1 to 120 characters, on one line.')
}

/** An amount of money, above 0. */
export function dollars(text: string): number {
  const value = Number(text.replace(/^\$/, ''))
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value
  throw new InvalidArgumentError('It must be an amount in dollars, above 0.')
}

/** Which problems of a dataset are meant; `--seed` is each command's own. */
export function addSelectionOptions(command: Command): Command {
  return command
    .option('--where <field=value>', 'only the problems of a category or difficulty; may be repeated', collectWhere)
    .option('--sample <n>', 'only so many, drawn at random by the seed', wholeNumber(1, 1_000_000_000))
    .addOption(new Option('--stratify <by>', 'share a sample out over these').choices(['category', 'difficulty']))
}

/** What a run, or the estimate of one, can be told. */
export function addRunOptions(command: Command): Command {
  return addSelectionOptions(addJsonOption(addDatabaseOption(command)))
    .requiredOption('--data <dataset|file>', 'a dataset by name, or a file of problems')
    .option('--seed <n>', 'the luck of simulated answers', wholeNumber(0, 2_147_483_647), 7)
    .option('--limit <n>', 'only the first so many problems', wholeNumber(1, 1_000_000_000))
    .option('--repeats <n>', 'walk each problem so often, each time anew', wholeNumber(1, MOST_REPEATS), 1)
    .option('--concurrency <n>', 'problems under way at once, where calls are live', wholeNumber(1, 1000), 8)
    .option('--batch', 'send the calls in their provider’s batches: at half the price, each within a day')
    .addOption(
      new Option(
        '--from <source>',
        'who answers: the models as they are bound (connections), only what was recorded, or that first and the models for the rest',
      )
        .choices(['connections', 'recorded', 'recorded-else-live'])
        .default('connections'),
    )
}

interface Where {
  categories?: string[]
  difficulties?: string[]
}

/** `category=algebra`; the same field again adds to it. */
function collectWhere(text: string, before: Where = {}): Where {
  const [field = '', ...rest] = text.split('=')
  const value = rest.join('=').trim()
  const name = field.trim() === 'category' ? 'categories' : field.trim() === 'difficulty' ? 'difficulties' : undefined
  if (name === undefined || value === '')
    throw new InvalidArgumentError('It must be like category=algebra or difficulty=hard.')
  return { ...before, [name]: [...(before[name] ?? []), value] }
}

export interface SelectionWords {
  where?: Where
  sample?: number
  stratify?: 'category' | 'difficulty'
  seed: number
}

/** Which problems are meant; undefined where none are left out. */
export function selectionOf({ where, sample, stratify, seed }: SelectionWords): ProblemSelection | undefined {
  if (stratify !== undefined && sample === undefined)
    throw new SwitchyardError('USAGE', '--stratify needs a sample to share out', { hint: 'add --sample N' })
  if (where === undefined && sample === undefined) return undefined
  return { ...where, ...(sample === undefined ? {} : { sample: { size: sample, stratify: stratify ?? null, seed } }) }
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
