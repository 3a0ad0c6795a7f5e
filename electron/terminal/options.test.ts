import { describe, expect, it } from 'vitest'
import { datasetName } from './options'

describe('the name of a dataset', () => {
  it('is a line that can be read, as in the window', () => {
    expect(datasetName(' gsm8k, zweite Fassung ')).toBe('gsm8k, zweite Fassung')
    expect(datasetName('x'.repeat(120))).toHaveLength(120)
  })

  it.each(['', '   ', 'a\nb', 'x'.repeat(121)])('is not %j', (text) => {
    expect(() => datasetName(text)).toThrow('It must be a name of 1 to 120 characters, on one line.')
  })
})
