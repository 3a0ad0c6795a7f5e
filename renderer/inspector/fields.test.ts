import { expect, test } from 'vitest'
import { z } from 'zod'
import type { AnyKind } from '../../shared/nodes/kind'
import { type KindId, kinds } from '../../shared/nodes/kinds'
import { type FieldSpec, fieldsOf, isShown, newItem, readField, writeField } from './fields'
import { readNumber } from './read-number'

function field(kind: KindId, name: string): FieldSpec {
  const found = fieldsOf(kinds[kind]).find((spec) => spec.name === name)
  if (found === undefined) throw new Error(`${kind} has no ${name}`)
  return found
}

test('every setting of every kind becomes a field with a title', () => {
  for (const kind of Object.values(kinds)) {
    const specs = fieldsOf(kind)
    expect(specs.map(({ name }) => name)).toEqual(Object.keys(kind.settings.shape))
    for (const { name, title } of specs) expect(title).not.toBe(name)
  }
})

test('the control follows from the type and the widget', () => {
  expect(field('escalation', 'threshold').control).toBe('slider')
  expect(field('model', 'role').control).toBe('role')
  expect(field('model', 'system').control).toBe('longText')
  expect(field('model', 'maxTokens')).toMatchObject({ control: 'number', isWhole: true, unit: 'tokens' })
  expect(field('cache', 'storage')).toMatchObject({ control: 'choice', choices: ['memory', 'sqlite'] })
  expect(field('cache', 'namespace').control).toBe('text')
  expect(field('output', 'abstain').control).toBe('switch')
})

test('a field that depends on another is shown only with its value', () => {
  const tolerance = field('verifier', 'tolerance')
  expect(isShown(tolerance, { method: 'numeric' })).toBe(true)
  expect(isShown(tolerance, { method: 'exact' })).toBe(false)
})

test('a value out of range is refused in plain words', () => {
  const threshold = field('escalation', 'threshold')
  expect(readField(kinds.escalation, threshold, '0.8')).toEqual({ ok: true, value: 0.8 })
  expect(readField(kinds.escalation, threshold, '1.2')).toEqual({ ok: false, trouble: 'Enter a number from 0 to 1' })
  expect(readField(kinds.escalation, threshold, '')).toMatchObject({ ok: false })
  const tokens = field('model', 'maxTokens')
  expect(readField(kinds.model, tokens, '1.5')).toMatchObject({ trouble: 'Enter a whole number from 1 to 1,000,000' })
})

test('a time may be typed with its unit', () => {
  expect(readField(kinds.model, field('model', 'timeoutMs'), '1 min 30 s')).toEqual({ ok: true, value: 90_000 })
  expect(readField(kinds.model, field('model', 'timeoutMs'), '2 days')).toMatchObject({ ok: false })
})

test('thousands may be set apart when a number is typed', () => {
  expect(readNumber('32,000')).toBe(32_000)
  expect(readNumber('1 000 000')).toBe(1_000_000)
  expect(readNumber('0.5')).toBe(0.5)
  expect(readNumber('1,5')).toBeNaN()
})

const arms = z.array(z.object({ label: z.string().min(1), weight: z.number().min(0) })).min(1)
const example: AnyKind = {
  id: 'example',
  label: 'Example',
  about: '',
  icon: 'box',
  hue: 'end',
  ports: [],
  settings: z.object({
    arms: arms.default([{ label: 'a', weight: 1 }]).meta({ title: 'Arms' }),
    heat: z.number().optional().meta({ title: 'Heat' }),
    words: z.array(z.string()).default([]).meta({ title: 'Words' }),
    tree: z.object({ deep: z.object({ er: z.number() }) }).meta({ title: 'Tree' }),
  }),
  summary: () => '',
}

test('lists of records, lists of texts and everything else have a control too', () => {
  expect(fieldsOf(example).map(({ control }) => control)).toEqual(['list', 'number', 'lines', 'json'])
  const [list, heat, lines, json] = fieldsOf(example)
  if (list === undefined || heat === undefined || lines === undefined || json === undefined)
    throw new Error('fields are missing')
  expect(list).toMatchObject({ fewest: 1, members: [{ name: 'label' }, { name: 'weight', control: 'number' }] })
  expect(newItem(list, [{ label: 'a', weight: 1 }])).toEqual({ label: 'b', weight: 1 })
  expect(readField(example, lines, 'one\n\ntwo')).toEqual({ ok: true, value: ['one', 'two'] })
  expect(readField(example, json, '{"deep": {')).toEqual({ ok: false, trouble: 'This is not JSON' })
  expect(readField(example, json, writeField(json, { deep: { er: 1 } }))).toMatchObject({ ok: true })
  expect(readField(example, heat, ' ')).toEqual({ ok: true, value: undefined })
})
