import { expect, it } from 'vitest'
import { wishes } from './wishes'

it('of several wishes the newest counts, whichever is the first to come true', () => {
  const all = wishes()
  const first = all.begin()
  expect(first.isNewest()).toBe(true)
  const second = all.begin()
  expect([first.isNewest(), second.isNewest()]).toEqual([false, true])
  second.end()
  expect(first.isNewest()).toBe(false)
  expect(all.areOpen).toBe(true)
  first.end()
  expect(all.areOpen).toBe(false)
})
