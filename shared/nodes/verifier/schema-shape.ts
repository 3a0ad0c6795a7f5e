import { z } from 'zod'
import { plainIssue } from '../../plain-issue'
import { compilePattern } from './pattern'

export const SCHEMA_LIMITS = { characters: 100_000, depth: 64 } as const

const types = ['null', 'boolean', 'number', 'integer', 'string', 'array', 'object'] as const
export type SchemaType = (typeof types)[number]
/** Made when the first schema is read: half a hundred parts, and most graphs have none. */
const subschema: z.ZodType<Schema> = z.lazy(() => z.union([z.boolean(), keywords()]))

/** The keywords of JSON Schema 2020-12 that are checked. `format` is an annotation there, and so it is here. */
function keywords() {
  const typeName = z.enum(types)
  const count = z.int().min(0)
  const pattern = z.string().superRefine((text, context) => {
    const compiled = compilePattern(text)
    if (!compiled.ok) context.addIssue({ code: 'custom', message: `the pattern ${compiled.fault}` })
  })
  const unsupported = z.never({ error: 'is a keyword that is not supported here' }).optional()
  const subschemas = z.array(subschema).min(1)
  const subschemasByName = z.record(z.string(), subschema)
  return z.looseObject({
    $ref: z
      .string()
      .regex(/^#(?:\/.*)?$/, 'only references within the schema (#/…) are followed')
      .optional(),
    type: z.union([typeName, z.array(typeName).min(1)]).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    allOf: subschemas.optional(),
    anyOf: subschemas.optional(),
    oneOf: subschemas.optional(),
    not: subschema.optional(),
    if: subschema.optional(),
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: subschema.optional(),
    else: subschema.optional(),
    properties: subschemasByName.optional(),
    patternProperties: z.record(pattern, subschema).optional(),
    additionalProperties: subschema.optional(),
    propertyNames: subschema.optional(),
    required: z.array(z.string()).optional(),
    dependentRequired: z.record(z.string(), z.array(z.string())).optional(),
    dependentSchemas: subschemasByName.optional(),
    minProperties: count.optional(),
    maxProperties: count.optional(),
    prefixItems: subschemas.optional(),
    items: subschema.optional(),
    contains: subschema.optional(),
    minContains: count.optional(),
    maxContains: count.optional(),
    minItems: count.optional(),
    maxItems: count.optional(),
    uniqueItems: z.boolean().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    exclusiveMaximum: z.number().optional(),
    multipleOf: z.number().positive().optional(),
    minLength: count.optional(),
    maxLength: count.optional(),
    pattern: pattern.optional(),
    unevaluatedItems: unsupported,
    unevaluatedProperties: unsupported,
    additionalItems: unsupported,
    dependencies: unsupported,
    $anchor: unsupported,
    $dynamicAnchor: unsupported,
    $dynamicRef: unsupported,
    $recursiveRef: unsupported,
  })
}
type Keywords = z.infer<ReturnType<typeof keywords>>
export interface SchemaObject extends Keywords {}
export type Schema = boolean | SchemaObject

export type ReadSchema = { ok: true; schema: Schema } | { ok: false; fault: string }

/** Reads a JSON Schema, from its text or already parsed, and says what keeps it from being checked. */
export function readSchema(given: unknown): ReadSchema {
  const text = typeof given === 'string' ? given : JSON.stringify(given)
  if (text.length > SCHEMA_LIMITS.characters)
    return { ok: false, fault: `is longer than ${SCHEMA_LIMITS.characters} characters` }
  const value = parseJson(text)
  if (value === undefined) return { ok: false, fault: 'is not JSON' }
  if (depthOf(value) > SCHEMA_LIMITS.depth) return { ok: false, fault: `is nested deeper than ${SCHEMA_LIMITS.depth}` }
  const parsed = subschema.safeParse(value, { error: plainIssue })
  return parsed.success ? { ok: true, schema: parsed.data } : { ok: false, fault: faultOf(parsed.error) }
}

/** `undefined` where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** How deep arrays and objects are nested in a JSON value: 0 for a number. Without recursion, for a deep one must not end us. */
export function depthOf(value: unknown): number {
  let depth = 0
  let level = [value]
  while (level.length > 0) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
    if (level.length > 0) depth += 1
  }
  return depth
}

/** The deepest issue: a union tells only that no side of it fits, so that side is asked which the value is nearest to. */
function faultOf({ issues }: z.ZodError): string {
  let [issue] = issues as z.core.$ZodIssue[]
  const path: PropertyKey[] = []
  while (issue !== undefined) {
    path.push(...issue.path)
    const inner: z.core.$ZodIssue | undefined = issue.code === 'invalid_union' ? nearest(issue.errors) : undefined
    if (inner === undefined) break
    issue = inner
  }
  const where = path.length === 0 ? '' : `at ${path.map(String).join('/')} `
  return `${where}${issue?.message ?? 'is no JSON Schema'}`
}

function nearest(sides: readonly (readonly z.core.$ZodIssue[])[]): z.core.$ZodIssue | undefined {
  const first = sides.flatMap(([issue]) => issue ?? [])
  return first.find(({ path }) => path.length > 0) ?? first.find(({ code }) => code !== 'invalid_type') ?? first.at(-1)
}
