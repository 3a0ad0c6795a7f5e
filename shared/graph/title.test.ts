import { expect, it } from 'vitest'
import { titleOf } from './title'

const node = (id: string, kind: string, title?: string) => ({
  id,
  kind,
  at: [0, 0] as [number, number],
  settings: {},
  ...(title === undefined ? {} : { title }),
})

it.each([
  ['by its title', node('verifier-2', 'verifier', 'Check, easy'), 'Check, easy'],
  ['by its kind', node('verifier', 'verifier'), 'Verifier'],
  ['by its kind and number, where it is not the first', node('verifier-2', 'verifier', ''), 'Verifier 2'],
  ['by its kind alone, where its id says something else', node('verifier-of-sums', 'verifier'), 'Verifier'],
  ['by an unknown kind as it is written', node('crystal-3', 'crystal'), 'crystal 3'],
])('a node is called %s', (_, given, name) => {
  expect(titleOf(given)).toBe(name)
})
