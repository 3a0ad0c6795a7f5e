import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CacheShelf } from './cache-shelf'

it('a shelf gives back what was last put under a key, as a map would', () => {
  const number = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }))
  const entry = fc.record({
    answer: fc.string(),
    confidence: number,
    score: number,
    usd: number,
    writtenAt: fc.nat({ max: 2 ** 52 }),
  })
  const writes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'z', '__proto__'), entry), {
    maxLength: 120,
  })
  fc.assert(
    fc.property(writes, (all) => {
      const [shelf, map] = [new CacheShelf(), new Map<string, unknown>()]
      for (const [key, value] of all) {
        shelf.set(key, value)
        map.set(key, value)
      }
      for (const key of ['a', 'z', '__proto__', 'never']) expect(shelf.get(key)).toEqual(map.get(key))
      for (const [key, value] of map) expect(shelf.get(key)).toEqual(value)
    }),
  )
})
