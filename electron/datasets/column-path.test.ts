import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathsInside, valueAt } from './column-path'

describe('a path to a value', () => {
  const values = {
    meta: { answer: 'a', 'gpt-3.5': { text: 't' }, tags: [] },
    outputs: [{ text: 'x' }, { text: 'y', all: [[1, 2]] }],
    'meta.answer': 'the column itself',
    empty: null,
  }

  it('leads through objects and lists', () => {
    expect(valueAt(values, 'outputs[1].text')).toBe('y')
    expect(valueAt(values, 'outputs[1].all[0][1]')).toBe(2)
    expect(valueAt(values, 'meta')).toBe(values.meta)
  })

  it('is a column first, where one has that very name', () => {
    expect(valueAt(values, 'meta.answer')).toBe('the column itself')
  })

  it('takes names with dots in them as they are', () => {
    expect(valueAt(values, 'meta.gpt-3.5.text')).toBe('t')
    expect(valueAt({ a: { 'b.c': 1, b: { c: 2 } } }, 'a.b.c')).toBe(1)
    expect(valueAt({ a: { 'b.c': { x: 1 }, b: { c: { d: 2 } } } }, 'a.b.c.d')).toBe(2)
  })

  it('leads nowhere where a step is missing', () => {
    for (const path of [
      'meta.gone',
      'outputs[2].text',
      'outputs.text',
      'meta[0]',
      'empty.x',
      'outputs[0]text',
      'a..b',
      '.',
      '',
    ])
      expect(valueAt(values, path)).toBeUndefined()
  })

  it('meets own properties only', () => {
    for (const path of [
      '__proto__',
      'meta.constructor.name',
      'outputs.length',
      'meta.__proto__.x',
      'meta.answer.length',
    ])
      expect(valueAt({ meta: { answer: 'a' }, outputs: [] }, path)).toBeUndefined()
    const own = JSON.parse('{"meta": {"__proto__": {"answer": "data"}}}') as Record<string, unknown>
    expect(valueAt(own, 'meta.__proto__.answer')).toBe('data')
  })
})

const name = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'length', 'gpt-4', 'a b'),
  fc.string({ minLength: 1 }),
)
const plainStep = name.filter((text) => !/[.[\]]/.test(text))
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, fc.integer(), tie('list'), tie('record')),
  list: fc.array(tie('tree'), { maxLength: 3 }),
  record: fc.dictionary(name, tie('tree'), { maxKeys: 3, noNullPrototype: false }),
}))

/** Every value inside, with its steps. */
function* walk(
  value: unknown,
  steps: readonly (string | number)[],
): Generator<[readonly (string | number)[], unknown]> {
  yield [steps, value]
  if (Array.isArray(value)) for (const [at, item] of value.entries()) yield* walk(item, [...steps, at])
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) yield* walk(item, [...steps, key])
}
const written = (steps: readonly (string | number)[]) =>
  steps.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('')

describe('paths in any data', () => {
  it('find what they were written from, where no name holds a dot or a bracket', () => {
    fc.assert(
      fc.property(plainStep, tree, (column, value) => {
        const values = Object.fromEntries([[column, value]])
        for (const [steps, found] of walk(value, [column])) {
          if (steps.every((step) => typeof step === 'number' || /^[^.[\]]+$/.test(step)))
            expect(valueAt(values, written(steps))).toBe(found)
        }
      }),
    )
  })

  it('always find something under a path that was listed, whatever the names', () => {
    fc.assert(
      fc.property(name, tree, (column, value) => {
        const values = Object.fromEntries([[column, value]])
        for (const path of pathsInside(column, value)) expect(valueAt(values, path)).toBeDefined()
      }),
    )
  })

  it('find own values or nothing, and never fail', () => {
    fc.assert(
      fc.property(
        tree,
        fc.string({ unit: fc.constantFrom('a', '.', '[', ']', '0', '1', '__proto__') }),
        (value, path) => {
          const all = new Set([...walk(value, [])].map(([, found]) => found))
          const found = valueAt({ a: value }, path)
          expect(found === undefined || all.has(found)).toBe(true)
        },
      ),
    )
  })
})
