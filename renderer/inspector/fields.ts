import { z } from 'zod'
import type { AnyKind, FieldMeta } from '../../shared/nodes/kind'
import { formatCount } from '../format'

export type Control = 'text' | 'longText' | 'number' | 'slider' | 'switch' | 'choice' | 'role' | 'rules'

/** One row of the inspector's form, made from a kind's settings schema. */
export interface FieldSpec {
  name: string
  title: string
  description: string
  unit: string | undefined
  control: Control
  choices: readonly string[]
  minimum: number
  maximum: number
  isWhole: boolean
  when: FieldMeta['when']
}

interface FieldSchema extends Partial<FieldMeta> {
  type?: string
  enum?: string[]
  minimum?: number
  maximum?: number
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
    control: controlOf(field),
    choices: field.enum ?? [],
    minimum: field.minimum ?? Number.NEGATIVE_INFINITY,
    maximum: field.maximum ?? Number.POSITIVE_INFINITY,
    isWhole: field.type === 'integer',
    when: field.when,
  }
}

function controlOf({ type, widget, enum: choices }: FieldSchema): Control {
  if (widget === 'text') return 'longText'
  if (widget !== undefined) return widget
  if (choices !== undefined) return 'choice'
  if (type === 'boolean') return 'switch'
  return type === 'number' || type === 'integer' ? 'number' : 'text'
}

/** Whether a field matters while the other settings are what they are. */
export function isShown({ when }: FieldSpec, settings: Readonly<Record<string, unknown>>): boolean {
  return when === undefined || settings[when.field] === when.is
}

export type Reading = { ok: true; value: unknown } | { ok: false; trouble: string }

/** What a field's text means to its kind: a value that may be saved, or what is wrong in plain words. */
export function readField(kind: AnyKind, spec: FieldSpec, text: string): Reading {
  const isNumber = spec.control === 'number' || spec.control === 'slider'
  const value: unknown = isNumber ? readNumber(text) : text
  const schema = kind.settings.shape[spec.name] as z.ZodType | undefined
  const parsed = schema?.safeParse(value)
  if (parsed === undefined || parsed.success) return { ok: true, value }
  return { ok: false, trouble: isNumber ? rangeOf(spec) : (parsed.error.issues[0]?.message ?? 'is not allowed') }
}

export function readNumber(text: string): number {
  const plain = text.trim().replace(/(?<=\d)[\s,_](?=\d{3}\b)/g, '')
  return plain === '' ? Number.NaN : Number(plain)
}

function rangeOf({ minimum, maximum, isWhole }: FieldSpec): string {
  const what = isWhole ? 'Enter a whole number' : 'Enter a number'
  const low = minimum > -1e15 ? minimum : undefined
  const high = maximum < 1e15 ? maximum : undefined
  if (low !== undefined && high !== undefined) return `${what} from ${formatLimit(low)} to ${formatLimit(high)}`
  if (low !== undefined) return `${what} from ${formatLimit(low)} on`
  return high === undefined ? what : `${what} up to ${formatLimit(high)}`
}

function formatLimit(limit: number): string {
  return Number.isInteger(limit) ? formatCount(limit) : String(limit)
}
