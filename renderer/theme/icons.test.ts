import { expect, test } from 'vitest'
import { kinds } from '../../shared/nodes/kinds'
import { iconOf } from './icons'

test('every kind has an icon of its own name', () => {
  const unknown = iconOf(undefined)
  const without = Object.values(kinds).filter(({ icon }) => iconOf(icon) === unknown)
  expect(without.map(({ id, icon }) => `${id}: ${icon}`)).toEqual([])
})
