import { z } from 'zod'
import { formatBudget, formatCount, sentence } from '../../shared/format'
import type { AnyKind, FieldMeta } from '../../shared/nodes/kind'
import { namePlace, plainIssue } from '../../shared/plain-issue'
import { readDuration } from './read-duration'
import { readNumber } from './read-number'

/** `lines`: a list of texts, one on each line. `list`: a list of small records. `json`: what no other control can show. */
export type Control =
  | 'text'
  | 'longText'
  | 'prompt'
  | 'lines'
  | 'number'
  | 'slider'
  | 'switch'
  | 'choice'
  | 'role'
  | 'rules'
  | 'learned'
  | 'list'
  | 'json'

/** One row of the inspector's form, made from a kind's settings schema. */
export interface FieldSpec {
  name: string
  title: string
  description: string
  unit: string | undefined
  examples: readonly (string | number)[]
  /** What a `prompt` may be filled with, and what each stands for. */
  variables: Readonly<Record<string, string>>
  control: Control
  choices: readonly string[]
  minimum: number
  maximum: number
  isWhole: boolean
  when: FieldMeta['when']
  /** The columns of a `list`. */
  members: readonly FieldSpec[]
  /** How many items a `list` may have. */
  fewest: number
  most: number
}

interface FieldSchema extends Partial<FieldMeta> {
  type?: string
  enum?: string[]
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: FieldSchema
  properties?: Record<string, FieldSchema>
}

const specsByKind = new Map<string, readonly FieldSpec[]>()

export function fieldsOf(kind: AnyKind): readonly FieldSpec[] {
  const known = specsByKind.get(kind.id)
  if (known !== undefined) return known
  const schema = z.toJSONSchema(kind.settings, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, FieldSchema>
  }
  const specs = Object.entries(schema.properties ?? {}).map(([name, field]) => specOf(name, field))
  specsByKind.set(kind.id, specs)
  return specs
}

function specOf(name: string, field: FieldSchema): FieldSpec {
  return {
    name,
    title: field.title ?? name,
    description: field.description ?? '',
    unit: field.unit,
    examples: field.examples ?? [],
    variables: field.variables ?? {},
    control: controlOf(field),
    choices: field.enum ?? [],
    minimum: field.minimum ?? Number.NEGATIVE_INFINITY,
    maximum: field.maximum ?? Number.POSITIVE_INFINITY,
    isWhole: field.type === 'integer',
    when: field.when,
    members: Object.entries(field.items?.properties ?? {}).map(([member, schema]) => specOf(member, schema)),
    fewest: field.minItems ?? 0,
    most: field.maxItems ?? Number.POSITIVE_INFINITY,
  }
}

function controlOf({ type, widget, enum: choices, items }: FieldSchema): Control {
  if (widget === 'text') return 'longText'
  if (widget !== undefined) return widget
  if (choices !== undefined) return 'choice'
  if (type === 'boolean') return 'switch'
  if (type === 'string') return 'text'
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'array' && items?.type === 'string') return 'lines'
  const isList = type === 'array' && Object.values(items?.properties ?? {}).every(isCell)
  return isList && items?.type === 'object' ? 'list' : 'json'
}

function isCell(field: FieldSchema): boolean {
  return ['text', 'number', 'switch', 'choice'].includes(controlOf(field))
}

/** A new item of a `list`: numbers at 1 where they may be, texts with the first letter that no other item has. */
export function newItem(
  { members }: FieldSpec,
  items: readonly Readonly<Record<string, unknown>>[],
): Record<string, unknown> {
  return Object.fromEntries(
    members.map(({ name, control, minimum, maximum, choices }) => {
      if (control === 'number') return [name, Math.min(maximum, Math.max(minimum, 1))]
      if (control === 'switch') return [name, false]
      if (control === 'choice') return [name, choices[0]]
      return [name, freeLetter(items.map((item) => item[name]))]
    }),
  )
}

function freeLetter(taken: readonly unknown[]): string {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index))
  return letters.find((letter) => !taken.includes(letter)) ?? `item ${taken.length + 1}`
}

/** Whether a field matters while the other settings are what they are. */
export function isShown({ when }: FieldSpec, settings: Readonly<Record<string, unknown>>): boolean {
  return when === undefined || settings[when.field] === when.is
}

export type Reading = { ok: true; value: unknown } | { ok: false; trouble: string }

/** What a field's text means to its kind: a value that may be saved, or what is wrong in plain words. */
export function readField(kind: AnyKind, spec: FieldSpec, text: string): Reading {
  if (text.trim() === '' && isOptional(kind, spec)) return { ok: true, value: undefined }
  const value = parseText(spec, text)
  return value === undefined ? { ok: false, trouble: 'This is not JSON' } : checkField(kind, spec, value)
}

/** Whether the setting may be left out without a default taking its place. */
function isOptional(kind: AnyKind, spec: FieldSpec): boolean {
  const left = (kind.settings.shape[spec.name] as z.ZodType | undefined)?.safeParse(undefined)
  return left?.success === true && left.data === undefined
}

/** The same for a value. */
export function checkField(kind: AnyKind, spec: FieldSpec, value: unknown): Reading {
  const schema = kind.settings.shape[spec.name] as z.ZodType | undefined
  const parsed = schema?.safeParse(value, { error: plainIssue })
  if (parsed === undefined || parsed.success) return { ok: true, value }
  const [issue] = parsed.error.issues
  const isNumber = spec.control === 'number' || spec.control === 'slider'
  if (isNumber || issue === undefined) return { ok: false, trouble: rangeOf(spec) }
  return { ok: false, trouble: `${namePlace(kind.settings, [spec.name, ...issue.path])} ${issue.message}` }
}

function parseText({ control, unit }: FieldSpec, text: string): unknown {
  if (control === 'number' && unit === 'ms') return readDuration(text)
  if (control === 'number' || control === 'slider') return readNumber(text)
  if (control === 'lines') return text.split('\n').filter((line) => line.trim() !== '')
  if (control !== 'json') return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** A setting's value as its field shows it. */
export function writeField({ control }: FieldSpec, value: unknown): string {
  if (control === 'json') return JSON.stringify(value, null, 2) ?? ''
  if (control === 'lines') return Array.isArray(value) ? value.join('\n') : ''
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function rangeOf(spec: FieldSpec): string {
  return ['Enter', spec.isWhole ? 'a whole number' : 'a number', ...limitsOf(spec)].join(' ')
}

function limitsOf({ minimum, maximum }: FieldSpec): string[] {
  const low = minimum > -1e15 ? minimum : undefined
  const high = maximum < 1e15 ? maximum : undefined
  if (low !== undefined && high !== undefined) return [`from ${formatLimit(low)} to ${formatLimit(high)}`]
  if (low !== undefined) return [`from ${formatLimit(low)} on`]
  return high === undefined ? [] : [`up to ${formatLimit(high)}`]
}

/** What stands under a field: what it means, how far it may go, and an example where it has one. */
export function helpOfField(spec: FieldSpec): string {
  const { description, control, examples } = spec
  // A slider shows its ends, and a limit that nobody comes near tells nothing.
  const isNear = control === 'number' && spec.maximum < 100_000
  const limits = isNear ? limitsOf(spec).map((words) => `${sentence(words)}.`) : []
  const shown = examples.map((one) => (spec.unit === 'ms' ? formatBudget(Number(one)) : String(one)))
  const example = shown.length === 0 ? [] : [`Such as ${shown.join(' or ')}.`]
  return [description, ...limits, ...example].filter((part) => part !== '').join(' ')
}

function formatLimit(limit: number): string {
  return Number.isInteger(limit) ? formatCount(limit) : String(limit)
}
