import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine } from './csv'

describe('a line of CSV', () => {
  it('reads back as it was written, but for formulas', () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]/.test(text))
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (cells) => {
        expect(parse(csvLine(cells), { relax_column_count: true, skip_empty_lines: false })[0]).toEqual(cells)
      }),
    )
  })

  it.each(['=1+1', '+cmd', '-x', '@SUM(A1)', '\tx'])('takes the sting out of “%s”', (cell) => {
    expect(csvLine([cell])).toMatch(/^"?'/)
  })

  it('leaves negative numbers alone', () => {
    expect(csvLine([-3, '-3.5'])).toBe('-3,-3.5\r\n')
  })

  it('writes what is not known as nothing', () => {
    expect(csvLine([null, undefined, 0])).toBe(',,0\r\n')
  })
})
