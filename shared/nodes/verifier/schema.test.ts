import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visitOf } from '../visit.fixture'
import { checkSchema } from './schema'
import { readSchema } from './schema-shape'
import { verifier } from './verifier.kind'
import { runVerifier } from './verifier.run'

const judge = (schema: unknown, value: unknown) => checkSchema(JSON.stringify(value), { schema }, '')

const person = {
  type: 'object',
  required: ['name', 'age'],
  properties: { name: { type: 'string', minLength: 1 }, age: { type: 'integer', minimum: 0 } },
  additionalProperties: false,
}

describe('by a JSON Schema', () => {
  it.each<[string, unknown, unknown, boolean]>([
    ['a type', { type: 'integer' }, 3.0, true],
    ['another type', { type: 'integer' }, 3.5, false],
    ['one of several types', { type: ['null', 'string'] }, null, true],
    ['an object that fits', person, { name: 'Ada', age: 36 }, true],
    ['a member that is missing', person, { name: 'Ada' }, false],
    ['a member too many', person, { name: 'Ada', age: 36, x: 1 }, false],
    ['a wrong member', person, { name: '', age: 36 }, false],
    ['an inherited name that is not there', { required: ['toString'] }, {}, false],
    ['a value of a list', { enum: [1, [2], { a: 1, b: 2 }] }, { b: 2, a: 1 }, true],
    ['a value not in the list', { enum: [1, 2] }, 3, false],
    ['the one value', { const: null }, null, true],
    ['not the one value', { const: { a: 1 } }, { a: 2 }, false],
    ['all of several', { allOf: [{ minimum: 1 }, { maximum: 3 }] }, 4, false],
    ['any of several', { anyOf: [{ minimum: 5 }, { maximum: 3 }] }, 2, true],
    ['none of any', { anyOf: [{ minimum: 5 }, { maximum: 3 }] }, 4, false],
    ['two of exactly one', { oneOf: [{ minimum: 1 }, { maximum: 3 }] }, 2, false],
    ['what must not be', { not: { type: 'string' } }, 'x', false],
    ['a condition that holds', JSON.parse('{"if": {"minimum": 10}, "then": {"multipleOf": 10}}'), 25, false],
    [
      'a condition that does not',
      JSON.parse('{"if": {"minimum": 10}, "then": false, "else": {"multipleOf": 2}}'),
      4,
      true,
    ],
    ['items', { items: { type: 'number' } }, [1, 'x'], false],
    ['first items', { prefixItems: [{ const: 'a' }], items: { type: 'number' } }, ['a', 1, 2], true],
    ['too few items', { minItems: 2 }, [1], false],
    [
      'an item twice',
      { uniqueItems: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      false,
    ],
    ['1 and true, which are not the same', { uniqueItems: true }, [1, true, '1'], true],
    ['an item that must be there', { contains: { const: 3 } }, [1, 2], false],
    ['too many of an item', { contains: { const: 3 }, maxContains: 1 }, [3, 3], false],
    ['none of an item that may lack', { contains: { const: 3 }, minContains: 0 }, [1], true],
    ['a bound that is not included', { exclusiveMinimum: 0 }, 0, false],
    ['a decimal multiple', { multipleOf: 0.1 }, 0.3, true],
    ['no multiple', { multipleOf: 0.1 }, 0.35, false],
    ['characters, not code units', { maxLength: 2 }, '👍👍', true],
    ['a pattern', { pattern: '^[a-z]+$' }, 'Abc', false],
    ['members by pattern', { patternProperties: { '^x': { type: 'number' } } }, { x1: 'no' }, false],
    ['names', { propertyNames: { maxLength: 2 } }, { abc: 1 }, false],
    ['members that come together', { dependentRequired: { card: ['address'] } }, { card: 1 }, false],
    ['a schema for another member', { dependentSchemas: { a: { required: ['b'] } } }, { a: 1 }, false],
    ['few enough members', { maxProperties: 1 }, { a: 1, b: 2 }, false],
    ['a reference', { $defs: { n: { type: 'number' } }, items: { $ref: '#/$defs/n' } }, ['x'], false],
    [
      'a tree that refers to itself',
      { properties: { next: { $ref: '#' } }, required: ['v'] },
      { v: 1, next: {} },
      false,
    ],
    ['everything', true, { any: 'thing' }, true],
    ['nothing', false, 1, false],
    ['an annotation', { format: 'email' }, 'not one', true],
  ])('judges %s', (_, schema, value, ok) => {
    expect(judge(schema, value).ok).toBe(ok)
  })

  it('says where the fault is', () => {
    expect(judge({ items: person }, [{ name: 'Ada', age: -1 }]).because).toBe('/0/age is below 0')
  })

  it.each([
    ['the whole answer', '{"a": 1}'],
    ['its last fenced block', 'First:\n```json\n{}\n```\nbetter:\n```json\n{"a": 1}\n```\nDone.'],
  ])('reads %s', (_, answer) => {
    expect(checkSchema(answer, { schema: { required: ['a'] } }, '').ok).toBe(true)
  })

  it('fails what is not JSON', () => {
    expect(checkSchema('a: 1', { schema: true }, '')).toEqual({ ok: false, because: 'it is not JSON' })
  })

  it('takes the problem’s own schema before that of the settings', () => {
    expect(checkSchema('1', { schema: { type: 'number' } }, '{"type": "string"}').ok).toBe(true)
    expect(checkSchema('1', null, '{"type": "string"}').ok).toBe(false)
    expect(checkSchema('1', null, ' ')).toMatchObject({ ok: null })
  })

  it('leaves by pass and fail', () => {
    const settings = { method: 'schema', schema: '{"type": "array"}' } as const
    const leaves = (answer: string) => runVerifier(visitOf(verifier, { settings, problem: { answer } }).visit)
    expect(leaves('[]')).toMatchObject({ leave: 'pass' })
    expect(leaves('{}')).toMatchObject({ leave: 'fail', why: 'the answer is not of type array' })
  })
})

describe('a schema that cannot be checked', () => {
  it.each([
    ['is not JSON', '{', 'is not JSON'],
    ['has a wrong type', '{"type": "text"}', 'at type'],
    ['has a wrong pattern', '{"properties": {"a": {"pattern": "("}}}', 'missing closing'],
    ['refers outwards', '{"$ref": "https://example.org/s"}', 'only references within'],
    ['has a keyword that is not supported', '{"unevaluatedItems": false}', 'not supported'],
    ['is no schema', '3', ''],
  ])('because it %s is refused by the settings', (_, schema, says) => {
    const parsed = verifier.settings.safeParse({ method: 'schema', schema })
    expect(parsed.error?.issues[0]).toMatchObject({ path: ['schema'], message: expect.stringContaining(says) })
  })

  it('leaves the problem undecided where it is the problem’s own', () => {
    expect(judge({ type: 'text' }, 1)).toMatchObject({
      ok: null,
      because: expect.stringContaining('the schema at type'),
    })
    expect(judge({ $ref: '#/$defs/gone' }, 1)).toEqual({ ok: null, because: 'the schema has nothing at #/$defs/gone' })
  })
})

describe('the work of a validation is bounded', () => {
  const decides = (schema: unknown, answer: string) => {
    const began = performance.now()
    const { ok, because } = checkSchema(answer, { schema }, '')
    expect(performance.now() - began).toBeLessThan(5000)
    return { ok, because }
  }

  it('for references that double at each level', () => {
    const levels = Array.from({ length: 40 }, (_, n) => [
      `l${n}`,
      { allOf: [1, 2].map(() => ({ $ref: `#/$defs/l${n + 1}` })) },
    ])
    const schema = { $defs: { ...Object.fromEntries(levels), l40: { type: 'number' } }, $ref: '#/$defs/l0' }
    expect(decides(schema, '1')).toMatchObject({ ok: null, because: expect.stringContaining('steps') })
  })

  it('for a reference to itself', () => {
    expect(decides({ $ref: '#' }, '1')).toMatchObject({
      ok: null,
      because: expect.stringContaining('refers to itself'),
    })
  })

  it('for patterns that make a backtracking engine hang', () => {
    expect(decides({ pattern: '^(a+)+$' }, JSON.stringify(`${'a'.repeat(50_000)}!`)).ok).toBe(false)
  })

  it('for an answer nested a hundred thousand deep', () => {
    expect(decides({ items: { $ref: '#' } }, '['.repeat(100_000) + ']'.repeat(100_000)).ok).toBeNull()
  })

  it('for a long list that must be without repeats', () => {
    const numbers = Array.from({ length: 50_000 }, (_, n) => n)
    expect(decides({ uniqueItems: true }, JSON.stringify(numbers)).ok).toBe(true)
  })

  it('for schemas nested too deep and too long', () => {
    expect(readSchema(`${'{"not":'.repeat(70)}true${'}'.repeat(70)}`)).toMatchObject({ ok: false })
    expect(readSchema({ description: 'x'.repeat(100_001) })).toMatchObject({ ok: false })
  })
})

describe('of any JSON value', () => {
  it('the schema that allows just that value passes it', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => judge({ const: value }, value).ok === true))
  })

  it('a schema and its opposite never agree', () => {
    const schemas = fc.constantFrom<object>(
      { type: 'string' },
      { minimum: 0 },
      { required: ['a'] },
      { items: { type: 'number' } },
      { anyOf: [{ type: 'null' }, { minLength: 3 }] },
    )
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), schemas, (value, schema) => {
        expect(judge({ not: schema }, value).ok).toBe(!judge(schema, value).ok)
      }),
    )
  })

  it('taken as a schema, it is judged or refused without a throw', () => {
    const keyword = fc.constantFrom(
      'type',
      'items',
      '$ref',
      'pattern',
      'enum',
      'not',
      'properties',
      '__proto__',
      'allOf',
    )
    const schema = fc.oneof(fc.jsonValue(), fc.dictionary(keyword, fc.jsonValue({ maxDepth: 2 })))
    fc.assert(
      fc.property(schema, fc.string(), (given, answer) => {
        expect([true, false, null]).toContain(checkSchema(answer, { schema: given }, '').ok)
      }),
    )
  })
})

it.each([
  [{ type: 'strang' }, /^at type is “strang”, expected one of null, boolean/],
  [{ type: ['strang'] }, /^at type\/0 is “strang”, expected one of null, boolean/],
  [{ properties: { a: 5 } }, /^at properties\/a is 5, expected an object/],
])('a schema that is none says what it needs: %j', (schema, fault) => {
  expect(readSchema(schema)).toEqual({ ok: false, fault: expect.stringMatching(fault) })
})
