import type { SchemaObject, SchemaType } from './schema-shape'
import type { Checking } from './validate-json'

/** Gives the first fault of a value by one keyword, or by several that belong together. */
type Keyword<T> = (value: T, schema: SchemaObject, at: string, checking: Checking) => string | undefined

type Members = Readonly<Record<string, unknown>>

/** The first fault of a value by the keywords that say something about its kind of value. */
export function firstFault(value: unknown, schema: SchemaObject, at: string, checking: Checking): string | undefined {
  const common = tryAll(general, value, schema, at, checking)
  if (common !== undefined) return common
  if (typeof value === 'number') return checkNumber(value, schema, at, checking)
  if (typeof value === 'string') return checkString(value, schema, at, checking)
  if (Array.isArray(value)) return tryAll([checkItems, checkContains], value, schema, at, checking)
  if (typeof value !== 'object' || value === null) return undefined
  return tryAll([checkNames, checkMembers], { ...value }, schema, at, checking)
}

function tryAll<T>(
  keywords: readonly Keyword<T>[],
  value: T,
  schema: SchemaObject,
  at: string,
  checking: Checking,
): string | undefined {
  for (const keyword of keywords) {
    const fault = keyword(value, schema, at, checking)
    if (fault !== undefined || checking.trouble !== undefined) return fault
  }
  return undefined
}

/** How a place in the answer is called in a message. */
export function place(at: string): string {
  return at === '' ? 'the answer' : at
}

const checkType: Keyword<unknown> = (value, { type }, at) => {
  if (type === undefined) return undefined
  const wanted = Array.isArray(type) ? type : [type]
  return wanted.some((one) => isOfType(value, one)) ? undefined : `${place(at)} is not of type ${wanted.join(' or ')}`
}

function isOfType(value: unknown, type: SchemaType): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return type === 'integer' ? Number.isInteger(value) : typeof value === type
}

const checkEnum: Keyword<unknown> = (value, schema, at, checking) => {
  const { enum: allowed } = schema
  if (allowed !== undefined && !allowed.some((one) => sameJson(one, value, checking)))
    return `${place(at)} is none of the allowed values`
  return Object.hasOwn(schema, 'const') && !sameJson(schema.const, value, checking)
    ? `${place(at)} is not the one allowed value`
    : undefined
}

const checkRef: Keyword<unknown> = (value, { $ref }, at, checking) => {
  const target = $ref === undefined ? undefined : checking.resolve($ref)
  return target === undefined ? undefined : checking.visit(value, target, at)
}

const checkCombined: Keyword<unknown> = (value, { allOf = [], anyOf, oneOf, not }, at, checking) => {
  for (const schema of allOf) {
    const fault = checking.visit(value, schema, at)
    if (fault !== undefined) return fault
  }
  if (anyOf !== undefined && !anyOf.some((schema) => checking.fits(value, schema, at)))
    return `${place(at)} fits none of “anyOf”`
  if (oneOf !== undefined) {
    const fitting = oneOf.filter((schema) => checking.fits(value, schema, at)).length
    if (fitting !== 1) return `${place(at)} fits ${fitting} of “oneOf”`
  }
  return not !== undefined && checking.fits(value, not, at) ? `${place(at)} fits what it must not` : undefined
}

const checkCondition: Keyword<unknown> = (value, { if: when, then: yes = true, else: no = true }, at, checking) =>
  when === undefined ? undefined : checking.visit(value, checking.fits(value, when, at) ? yes : no, at)

const checkNumber: Keyword<number> = (value, schema, at) => {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  if (minimum !== undefined && value < minimum) return `${place(at)} is below ${minimum}`
  if (maximum !== undefined && value > maximum) return `${place(at)} is above ${maximum}`
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum)
    return `${place(at)} is not above ${exclusiveMinimum}`
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum)
    return `${place(at)} is not below ${exclusiveMaximum}`
  return multipleOf !== undefined && !isMultiple(value, multipleOf)
    ? `${place(at)} is no multiple of ${multipleOf}`
    : undefined
}

/** Within the rounding of decimals: 0.3 is a multiple of 0.1. */
function isMultiple(value: number, of: number): boolean {
  const times = value / of
  return Math.abs(times - Math.round(times)) <= 1e-9 * Math.max(1, Math.abs(times))
}

const checkString: Keyword<string> = (value, { minLength, maxLength, pattern }, at, checking) => {
  if (minLength !== undefined || maxLength !== undefined) {
    const length = Array.from(value).length
    if (length < (minLength ?? 0)) return `${place(at)} has fewer than ${minLength} characters`
    if (length > (maxLength ?? length)) return `${place(at)} has more than ${maxLength} characters`
  }
  return pattern !== undefined && !checking.matches(value, pattern)
    ? `${place(at)} does not match its pattern`
    : undefined
}

const checkItems: Keyword<readonly unknown[]> = (value, schema, at, checking) => {
  const { prefixItems = [], items = true, minItems, maxItems, uniqueItems } = schema
  if (minItems !== undefined && value.length < minItems) return `${place(at)} has fewer than ${minItems} items`
  if (maxItems !== undefined && value.length > maxItems) return `${place(at)} has more than ${maxItems} items`
  for (const [index, item] of value.entries()) {
    const fault = checking.visit(item, prefixItems[index] ?? items, `${at}/${index}`)
    if (fault !== undefined) return fault
  }
  if (uniqueItems !== true) return undefined
  const texts = value.map((item) => canonical(item, checking))
  return new Set(texts).size < texts.length ? `${place(at)} has an item twice` : undefined
}

const checkContains: Keyword<readonly unknown[]> = (value, schema, at, checking) => {
  const { contains, minContains = 1, maxContains = value.length } = schema
  if (contains === undefined) return undefined
  const found = value.filter((item, index) => checking.fits(item, contains, `${at}/${index}`)).length
  if (found < minContains) return `${place(at)} has too few of the items that it must contain`
  return found > maxContains ? `${place(at)} has too many of the items that it may contain` : undefined
}

const checkNames: Keyword<Members> = (value, schema, at, checking) => {
  const { required = [], dependentRequired = {}, propertyNames, minProperties, maxProperties } = schema
  const names = Object.keys(value)
  if (names.length < (minProperties ?? 0)) return `${place(at)} has fewer than ${minProperties} members`
  if (names.length > (maxProperties ?? names.length)) return `${place(at)} has more than ${maxProperties} members`
  const dependent = Object.entries(dependentRequired).flatMap(([name, all]) => (Object.hasOwn(value, name) ? all : []))
  const missing = [...required, ...dependent].find((name) => !Object.hasOwn(value, name))
  if (missing !== undefined) return `${place(at)} lacks “${missing}”`
  const wrong = propertyNames === undefined ? undefined : names.find((name) => !checking.fits(name, propertyNames, at))
  return wrong === undefined ? undefined : `${place(at)} may not have a member “${wrong}”`
}

const checkMembers: Keyword<Members> = (value, schema, at, checking) => {
  const { properties = {}, patternProperties = {}, additionalProperties = true, dependentSchemas = {} } = schema
  const patterns = Object.entries(patternProperties)
  for (const [name, member] of Object.entries(value)) {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined
    const fitting = patterns.filter(([pattern]) => checking.matches(name, pattern)).map(([, one]) => one)
    const named = own === undefined ? fitting : [own, ...fitting]
    for (const one of named.length === 0 ? [additionalProperties] : named) {
      const fault = checking.visit(member, one, `${at}/${name}`)
      if (fault !== undefined) return fault
    }
  }
  for (const [name, one] of Object.entries(dependentSchemas)) {
    const fault = Object.hasOwn(value, name) ? checking.visit(value, one, at) : undefined
    if (fault !== undefined) return fault
  }
  return undefined
}

function sameJson(a: unknown, b: unknown, checking: Checking): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  return canonical(a, checking) === canonical(b, checking)
}

/** One text for equal values, whatever the order of members. */
function canonical(value: unknown, checking: Checking): string {
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value)
    checking.spend(1 + Math.ceil(text.length / 100))
    return text
  }
  if (!checking.spend(1)) return ''
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, checking)).join()}]`
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member, checking)}`).join()}}`
}

const general: readonly Keyword<unknown>[] = [checkType, checkEnum, checkRef, checkCombined, checkCondition]
