import { type Mapping, type OutcomeMapping, type ProblemMapping, saysUnitOnce } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { type MappedField, outcomeAliases, outcomeFields, plainName, problemAliases, problemFields } from './aliases'
import { toFirstItems } from './column-path'
import type { Survey } from './survey-columns'

/** Fields with the columns that were named for them. */
export type GivenColumns = Partial<Record<MappedField, string>>

const COLUMNS_SHOWN = 12
const knownFields: readonly MappedField[] = [...problemFields, ...outcomeFields]

function isKnownField(name: string): name is MappedField {
  return knownFields.some((field) => field === name)
}

function findColumn(columns: readonly string[], aliases: readonly string[]): string | undefined {
  for (const alias of aliases) {
    const column = columns.find((name) => plainName(name) === alias)
    if (column !== undefined) return column
  }
  return undefined
}

function guessFields<Field extends string>(
  columns: readonly string[],
  fields: readonly Field[],
  aliases: Record<Field, readonly string[]>,
): Partial<Record<Field, string>> {
  const guess: Partial<Record<Field, string>> = {}
  for (const field of fields) {
    const column = findColumn(columns, aliases[field])
    if (column !== undefined) guess[field] = column
  }
  return guess
}

export interface MappingGuess {
  problem: Partial<ProblemMapping>
  outcome: OutcomeMapping | null
}

/** What the columns hold, by their names. Without a model column an `answer` is the key, with one it is the model's. */
export function guessMapping(columns: readonly string[]): MappingGuess {
  return guessAround(columns, findColumn(columns, outcomeAliases.model))
}

/** What the values in columns keep them from being. */
export type Unfit = Pick<Survey, 'nested' | 'uncountable'>

const allFit: Unfit = { nested: new Set(), uncountable: new Set() }

/**
 * A column of objects or lists holds no text, number or grade; what is inside has paths of its own. Checks are an object. What is
 * called a sample may be its name.
 */
export function guessable(columns: readonly string[], { nested, uncountable }: Unfit): string[] {
  const isUnfit = (name: string): boolean =>
    nested.has(name)
      ? !problemAliases.checks.includes(plainName(name))
      : uncountable.has(name) && outcomeAliases.sample.includes(plainName(name))
  return columns.filter((name) => !isUnfit(name))
}

/** As much as names alone tell; an `answer` is not taken for the key. */
export function guessProblem(columns: readonly string[]): Partial<ProblemMapping> {
  return guessFields(columns, problemFields, problemAliases)
}

function guessAround(columns: readonly string[], model: string | undefined): MappingGuess {
  const problem = guessProblem(columns)
  if (model !== undefined) {
    const { latencySeconds, ...outcome } = guessFields(columns, outcomeFields, outcomeAliases)
    const seconds = latencySeconds === undefined || outcome.latencyMs !== undefined ? {} : { latencySeconds }
    return { problem, outcome: { ...outcome, ...seconds, model } }
  }
  const key = problem.key ?? findColumn(columns, ['answer'])
  return { problem: key === undefined ? problem : { ...problem, key }, outcome: null }
}

/**
 * The terminal's `question=prompt,key=gold`: fields of a problem or an outcome, each with the column that holds it. A
 * column's name may hold `=`, and commas that no further `field=` follows.
 */
export function parseMapping(text: string): GivenColumns {
  const given: GivenColumns = {}
  for (const part of text.split(/,(?=\s*\w+\s*=)/)) {
    const at = part.indexOf('=')
    const field = part.slice(0, Math.max(at, 0)).trim()
    const column = part.slice(at + 1).trim()
    if (at < 0 || column === '') {
      throw new SwitchyardError('USAGE', `${JSON.stringify(part.trim())} in the mapping is not field=column`, {
        hint: 'write it like question=prompt,key=gold',
      })
    }
    if (!isKnownField(field)) {
      throw new SwitchyardError('USAGE', `the mapping names an unknown field ${JSON.stringify(field)}`, {
        hint: `known fields are ${knownFields.join(', ')}`,
      })
    }
    if (given[field] !== undefined) {
      throw new SwitchyardError('USAGE', `the mapping gives ${field} twice`, { hint: 'name one column for each field' })
    }
    given[field] = column
  }
  return given
}

function pick<Field extends MappedField>(
  given: GivenColumns,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  const picked: Partial<Record<Field, string>> = {}
  for (const field of fields) {
    const column = given[field]
    if (column !== undefined) picked[field] = column
  }
  return picked
}

/** The problem's columns: those given, and what the other columns' names tell. */
export function completeProblem(
  columns: readonly string[],
  given: GivenColumns,
  guess: Partial<ProblemMapping>,
): ProblemMapping {
  const { question, ...problem } = { ...guess, ...pick(given, problemFields) }
  if (question !== undefined) return { question, ...problem }
  throw new SwitchyardError('DATA_COLUMNS', 'no column is known to hold the question', {
    hint: `${columnsInWords(columns)}; name one like question=COLUMN`,
  })
}

/** The mapping given by hand, completed by what the columns' names tell. Throws `DATA_COLUMNS` where that is not enough. */
export function completeMapping(columns: readonly string[], given: GivenColumns, unfit: Unfit = allFit): Mapping {
  const taken = new Set<string | undefined>(Object.values(given))
  // a column that was given to one field is not guessed for another: a key taken for an answer would grade itself
  const free = guessable(columns, unfit).filter((name) => !taken.has(name))
  const guess = guessAround(free, given.model ?? findColumn(free, outcomeAliases.model))
  const problem = completeProblem(columns, given, guess.problem)
  const outcomeGiven = pick(given, outcomeFields)
  const orphan = outcomeFields.find((field) => outcomeGiven[field] !== undefined)
  if (guess.outcome === null && orphan !== undefined) {
    throw new SwitchyardError('DATA_COLUMNS', `${orphan} belongs to a model's outcome, and no column names the model`, {
      hint: `${columnsInWords(columns)}; name one like model=COLUMN, or the model of all rows by --model`,
    })
  }
  const outcome = guess.outcome === null ? null : { ...withoutOtherUnit(guess.outcome, given), ...outcomeGiven }
  const mapping: Mapping = { problem, outcome }
  checkColumns(columns, mapping)
  return mapping
}

/** What columns hold of the outcomes of a model that no column names: those given, and what the others' names tell. */
export function completeOutcome(free: readonly string[], given: GivenColumns): Omit<OutcomeMapping, 'model'> {
  const { model: _, ...guess } = guessFields(free, outcomeFields, outcomeAliases)
  return { ...withoutOtherUnit(guess, given), ...pick(given, outcomeFields) }
}

/** A latency that was given in one unit is not guessed in the other as well. */
function withoutOtherUnit<Outcome extends Pick<OutcomeMapping, 'latencyMs' | 'latencySeconds'>>(
  { latencyMs, latencySeconds, ...outcome }: Outcome,
  given: GivenColumns,
) {
  if (given.latencyMs !== undefined || given.latencySeconds !== undefined) return outcome
  if (latencyMs !== undefined) return { ...outcome, latencyMs }
  return latencySeconds === undefined ? outcome : { ...outcome, latencySeconds }
}

export function columnsInWords(columns: readonly string[]): string {
  if (columns.length === 0) return 'the file has no columns'
  const more = columns.length > COLUMNS_SHOWN ? ` and ${columns.length - COLUMNS_SHOWN} more` : ''
  return `the file has ${columns.slice(0, COLUMNS_SHOWN).join(', ')}${more}`
}

/** Throws `DATA_COLUMNS` where the mapping names columns that the file does not have, or a latency in two units. */
export function checkColumns(columns: readonly string[], { problem, outcome }: Mapping): void {
  const known = new Set(columns)
  const wanted = [...Object.entries(problem), ...outcomeColumnsOf(outcome)]
  const missing = wanted.filter(
    ([, column]) => column !== undefined && !known.has(column) && !known.has(toFirstItems(column)),
  )
  if (missing.length > 0) {
    const names = missing.map(([field, column]) => `${column} (${field})`).join(', ')
    throw new SwitchyardError('DATA_COLUMNS', `the file has no column ${names}`, {
      hint: `${columnsInWords(columns)}; map fields to these`,
    })
  }
  const sayings = outcome === null ? [] : 'models' in outcome ? outcome.models : [outcome]
  if (sayings.every(saysUnitOnce)) return
  throw new SwitchyardError('DATA_COLUMNS', 'the latency is mapped twice, in milliseconds and in seconds', {
    hint: 'give latencyMs or latencySeconds, whichever the column holds',
  })
}

function outcomeColumnsOf(outcome: Mapping['outcome']): [string, string | undefined][] {
  if (outcome === null) return []
  if (!('models' in outcome)) return Object.entries(outcome)
  const ofModels = outcome.models.flatMap(({ name, ...columns }) =>
    Object.entries(columns).map(([field, column]): [string, string | undefined] => [`${field} of ${name}`, column]),
  )
  return outcome.sample === undefined ? ofModels : [...ofModels, ['sample', outcome.sample]]
}
