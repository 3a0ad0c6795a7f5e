import { expect, test } from 'vitest'
import { crashLog } from './crash-log'

test('three crashes within the time are a loop', () => {
  const log = crashLog({ most: 3, withinMs: 1000 })
  expect([log.add(0), log.add(400), log.add(900)]).toEqual([false, false, true])
})

test('crashes far apart are never a loop', () => {
  const log = crashLog({ most: 3, withinMs: 1000 })
  expect([0, 600, 1200, 1800, 2400].map((at) => log.add(at))).toEqual([false, false, false, false, false])
})
