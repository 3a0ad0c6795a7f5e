import type { Mapping, OutcomeMapping, ProblemMapping } from '../../shared/dataset'
import { SwitchyardError } from '../../shared/errors'
import { type MappedField, outcomeAliases, outcomeFields, plainName, problemAliases, problemFields } from './aliases'

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

function guessAround(columns: readonly string[], model: string | undefined): MappingGuess {
  const problem = guessFields(columns, problemFields, problemAliases)
  if (model !== undefined) {
    return { problem, outcome: { ...guessFields(columns, outcomeFields, outcomeAliases), model } }
  }
  const key = problem.key ?? findColumn(columns, ['answer'])
  return { problem: key === undefined ? problem : { ...problem, key }, outcome: null }
}

/**
 * The terminal's `question=prompt,key=gold`: fields of a problem or an outcome, each with the column that holds it. A
 * column's name may hold `=` but no comma.
 */
export function parseMapping(text: string): Partial<Record<MappedField, string>> {
  const given: Partial<Record<MappedField, string>> = {}
  for (const part of text.split(',')) {
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
  given: Partial<Record<MappedField, string>>,
  fields: readonly Field[],
): Partial<Record<Field, string>> {
  const picked: Partial<Record<Field, string>> = {}
  for (const field of fields) {
    const column = given[field]
    if (column !== undefined) picked[field] = column
  }
  return picked
}

/** The mapping given by hand, completed by what the columns' names tell. Throws `DATA_COLUMNS` where that is not enough. */
export function completeMapping(columns: readonly string[], given: Partial<Record<MappedField, string>>): Mapping {
  const taken = new Set<string | undefined>(Object.values(given))
  // a column that was given to one field is not guessed for another: a key taken for an answer would grade itself
  const free = columns.filter((name) => !taken.has(name))
  const guess = guessAround(free, given.model ?? findColumn(free, outcomeAliases.model))
  const { question, ...problem } = { ...guess.problem, ...pick(given, problemFields) }
  if (question === undefined) {
    throw new SwitchyardError('DATA_COLUMNS', 'no column is known to hold the question', {
      hint: `${columnsInWords(columns)}; name one like question=COLUMN`,
    })
  }
  const outcomeGiven = pick(given, outcomeFields)
  const orphan = outcomeFields.find((field) => outcomeGiven[field] !== undefined)
  if (guess.outcome === null && orphan !== undefined) {
    throw new SwitchyardError('DATA_COLUMNS', `${orphan} belongs to a model's outcome, and no column names the model`, {
      hint: `${columnsInWords(columns)}; name one like model=COLUMN`,
    })
  }
  const mapping: Mapping = {
    problem: { question, ...problem },
    outcome: guess.outcome === null ? null : { ...guess.outcome, ...outcomeGiven },
  }
  checkColumns(columns, mapping)
  return mapping
}

function columnsInWords(columns: readonly string[]): string {
  if (columns.length === 0) return 'the file has no columns'
  const more = columns.length > COLUMNS_SHOWN ? ` and ${columns.length - COLUMNS_SHOWN} more` : ''
  return `the file has ${columns.slice(0, COLUMNS_SHOWN).join(', ')}${more}`
}

/** Throws `DATA_COLUMNS` where the mapping names columns that the file does not have. */
export function checkColumns(columns: readonly string[], mapping: Mapping): void {
  const wanted = [...Object.entries(mapping.problem), ...Object.entries(mapping.outcome ?? {})]
  const missing = wanted.filter(([, column]) => column !== undefined && !columns.includes(column))
  if (missing.length === 0) return
  const names = missing.map(([field, column]) => `${column} (${field})`).join(', ')
  throw new SwitchyardError('DATA_COLUMNS', `the file has no column ${names}`, {
    hint: `${columnsInWords(columns)}; map fields to these`,
  })
}
