import { type Answer, plainValue } from './answer'
import type { Expression } from './expression'
import { solved } from './same-relation'
import { type Comparison, equal, everyOne, undecided } from './same-value'

type Compare = (a: Answer, b: Answer) => Comparison
type Values = ReadonlyMap<string, Expression>

/**
 * Compares “x = 1, y = 2”, which is one solution and no list of them: it is the tuple (1, 2) in the order of the alphabet. Undefined where
 * the answer is not of that form.
 */
export function sameNamed(answer: Answer, other: Answer, compare: Compare): Comparison | undefined {
  const named = valuesOf(answer)
  if (named === undefined) return undefined
  const names = [...named.keys()].toSorted()
  const valueIn = (values: Values, name: string): Answer => plainValue(values.get(name) ?? { op: 'symbol', name })
  const second = valuesOf(other)
  if (second !== undefined) {
    const areAlike = second.size === names.length && names.every((name) => second.has(name))
    if (!areAlike) return undecided('they name different variables')
    return everyOne(names.map((name) => compare(valueIn(named, name), valueIn(second, name))))
  }
  if (other.kind === 'sequence' && other.open === '(' && other.close === ')' && other.items.length === names.length) {
    const found = everyOne(names.map((name, at) => compare(valueIn(named, name), other.items[at] ?? other)))
    return found.same === true ? equal : undecided('whether the tuple is in the order of the names is not known')
  }
  if (other.kind !== 'collection' || other.items.some((item) => item.kind === 'relation')) return undefined
  const values: Answer = { kind: 'collection', of: 'set', items: names.map((name) => valueIn(named, name)) }
  const found = compare(values, other)
  return found.same === false ? found : undecided('one names its values and the other does not')
}

/** The value of each of two variables or more; undefined where one has several. */
function valuesOf(answer: Answer): Values | undefined {
  if (answer.kind !== 'collection' || answer.of !== 'list' || answer.joined === 'or') return undefined
  const pairs = answer.items.flatMap((item) => {
    const pair =
      item.kind === 'relation' && item.relation === '=' && item.other === undefined ? solved(item) : undefined
    return pair === undefined ? [] : [pair]
  })
  const values = new Map(pairs)
  return values.size === answer.items.length && values.size > 1 ? values : undefined
}
