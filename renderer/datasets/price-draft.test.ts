import { expect, test } from 'vitest'
import { priceFrom } from './price-draft'

const typed = (input: string, output: string, call: string) => priceFrom('m', { input, output, call })

test('a price is by the token, by the call, or both, and half of one is none', () => {
  expect(typed('3', ' 15 ', '')).toEqual({
    model: 'm',
    price: { inputPerMillion: 3, outputPerMillion: 15 },
    usdPerCall: null,
  })
  expect(typed('', '', '0.01')).toEqual({ model: 'm', price: null, usdPerCall: 0.01 })
  expect(typed('0', '0', '1')).toMatchObject({ price: { inputPerMillion: 0 }, usdPerCall: 1 })
  expect(typed('', ' ', '')).toBeNull()
  for (const wrong of [typed('3', '', ''), typed('', '3', '1'), typed('x', '1', ''), typed('', '', '-1')])
    expect(wrong).toBeUndefined()
})
