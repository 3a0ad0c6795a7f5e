import { z } from 'zod'

type RawIssue = z.core.$ZodRawIssue

/**
 * What is wrong with a value, in words that may stand behind its name: “is 1.5, expected a number from 0 to 1”. Given to every
 * `safeParse` whose issues a person reads; a message that a schema states itself goes before it.
 */
export const plainIssue: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : unexpected(issue, nounOf(issue.expected, rangeOf(issue)))
    case 'too_small':
    case 'too_big':
      return sizeWords(issue)
    case 'invalid_value':
      return issue.input === undefined ? 'is missing' : unexpected(issue, oneOf(issue.values))
    case 'not_multiple_of':
      return unexpected(issue, `a multiple of ${issue.divisor}`)
    case 'unrecognized_keys':
      return `has a member that is not known here: ${issue.keys.join(', ')}`
    case 'invalid_format':
      return `is ${show(issue.input)}, which has not the right form`
    case 'invalid_union':
      return `is ${show(issue.input)}, which fits none of the forms it may have`
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'is not allowed'
  }
}

function unexpected({ input }: RawIssue, expected: string): string {
  return `is ${show(input)}, expected ${expected}`
}

function sizeWords(issue: RawIssue & { code: 'too_small' | 'too_big' }): string {
  const { origin, input } = issue
  const limit = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum)
  const isSmall = issue.code === 'too_small'
  if (origin === 'string') {
    if (isSmall && limit === 1) return 'is empty'
    return `is ${isSmall ? 'shorter' : 'longer'} than ${limit} characters`
  }
  if (Array.isArray(input)) {
    const items = `${limit} ${limit === 1 ? 'item' : 'items'}`
    return isSmall ? `has ${input.length}, needs at least ${items}` : `has ${input.length}, may have ${items} at most`
  }
  return unexpected(issue, nounOf('number', rangeOf(issue)))
}

interface Range {
  low: number | undefined
  high: number | undefined
  isAbove: boolean
  isWhole: boolean
}

interface NumberCheck {
  check: string
  value?: unknown
  inclusive?: boolean
}

/** The limits that the schema of a number states, whichever of them was passed. */
function rangeOf({ schema, inst }: RawIssue): Range {
  const def = (schema ?? inst)?._zod.def as { checks?: z.core.$ZodCheck[]; format?: string } | undefined
  const range: Range = { low: undefined, high: undefined, isAbove: false, isWhole: def?.format === 'safeint' }
  for (const { _zod } of def?.checks ?? []) {
    const { check, value, inclusive } = _zod.def as NumberCheck
    if (check === 'number_format') range.isWhole = true
    if (typeof value !== 'number') continue
    if (check === 'less_than') range.high = value
    if (check === 'greater_than') Object.assign(range, { low: value, isAbove: inclusive === false })
  }
  return range
}

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object in { }',
  record: 'an object in { }',
}

function nounOf(type: string, { low, high, isAbove, isWhole }: Range): string {
  if (type !== 'number' && type !== 'int') return nouns[type] ?? `a ${type}`
  const noun = isWhole || type === 'int' ? 'a whole number' : 'a number'
  if (low !== undefined && high !== undefined) return `${noun} from ${low} to ${high}`
  if (low !== undefined) return isAbove ? `${noun} above ${low}` : `${noun} of ${low} or more`
  return high === undefined ? noun : `${noun} of ${high} or less`
}

function oneOf(values: readonly unknown[]): string {
  const words = values.map(String)
  return words.length === 1 ? `“${words[0]}”` : `one of ${words.join(', ')}`
}

const mostShown = 40

function show(value: unknown): string {
  if (typeof value === 'string') return `“${value.length > mostShown ? `${value.slice(0, mostShown)}…` : value}”`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value === null || value === undefined) return 'nothing'
  return Array.isArray(value) ? 'a list' : 'an object'
}

/** Names the place of an issue by the titles of the settings: “By category, item 2, Confidence needed”. */
export function namePlace(schema: z.ZodType, path: readonly PropertyKey[]): string {
  const names: string[] = []
  let at: z.ZodType | undefined = schema
  for (const step of path) {
    at = inside(at, step)
    const title = at === undefined ? undefined : z.globalRegistry.get(at)?.title
    names.push(typeof step === 'number' ? `item ${step + 1}` : (title ?? String(step)))
  }
  return names.join(', ')
}

function inside(schema: z.ZodType | undefined, step: PropertyKey): z.ZodType | undefined {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return inside(schema.def.innerType as z.ZodType, step)
  if (schema instanceof z.ZodArray) return schema.def.element as z.ZodType
  if (schema instanceof z.ZodObject) return (schema.def.shape as z.ZodRawShape)[String(step)] as z.ZodType | undefined
  return undefined
}
