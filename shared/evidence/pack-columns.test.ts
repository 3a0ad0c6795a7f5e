import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packColumns, unpackColumns } from './pack-columns'
import type { RunColumns } from './run-columns'

const dollars = fc.oneof(fc.double({ min: 0, max: 9, noNaN: true }), fc.constantFrom(0, Number.NaN))
const row = fc.record({
  verdict: fc.nat({ max: 3 }),
  usd: dollars,
  billed: dollars,
  saved: dollars,
  latency: dollars,
  escalated: fc.nat({ max: 1 }),
  gap: fc.nat({ max: 2 }),
})
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never

/** `paid` says how dollars were billed and saved: each problem in its own way, or all alike. */
function columnsOf(rows: readonly Row[], paid: 'own' | 'billed' | 'saved', contiguous: boolean): RunColumns {
  let last = -1
  const usd = Float64Array.from(rows, (one) => one.usd)
  const nothing = new Float64Array(rows.length)
  return {
    ordinals: Uint32Array.from(rows, ({ gap }) => (last += 1 + (contiguous ? 0 : gap))),
    verdicts: Uint8Array.from(rows, ({ verdict }) => verdict),
    usd,
    billedUsd: paid === 'own' ? Float64Array.from(rows, ({ billed }) => billed) : paid === 'billed' ? usd : nothing,
    savedUsd: paid === 'own' ? Float64Array.from(rows, ({ saved }) => saved) : paid === 'saved' ? usd : nothing,
    latencyMs: Float64Array.from(rows, ({ latency }) => latency),
    escalated: Uint8Array.from(rows, ({ escalated }) => escalated),
  }
}

const anyColumns = fc
  .tuple(fc.array(row, { maxLength: 40 }), fc.constantFrom('own', 'billed', 'saved'), fc.boolean())
  .map(([rows, paid, contiguous]) => columnsOf(rows, paid as 'own' | 'billed' | 'saved', contiguous))

describe('the columns of a run as bytes', () => {
  it('give every value back, from wherever in memory they lie', () => {
    fc.assert(
      fc.property(anyColumns, fc.nat({ max: 9 }), (columns, shift) => {
        const packed = packColumns(columns)
        const elsewhere = new Uint8Array(packed.length + shift).subarray(shift)
        elsewhere.set(packed)
        expect(unpackColumns(elsewhere)).toEqual(columns)
      }),
    )
  })

  it('take 18 bytes a result where all was paid alike and the problems are the first ones', () => {
    const rows = Array.from({ length: 1000 }, (_, at) => {
      return { verdict: 0, usd: at + 1, billed: 0, saved: 0, latency: 9, escalated: 0, gap: 0 }
    })
    expect(packColumns(columnsOf(rows, 'billed', true)).length).toBe(24 + 18 * 1000)
  })

  it('are not read where they are cut, longer, or of another layout', () => {
    fc.assert(
      fc.property(anyColumns, (columns) => {
        const packed = packColumns(columns)
        expect(unpackColumns(packed.subarray(0, -1))).toBeUndefined()
        expect(unpackColumns(Uint8Array.of(...packed, 0))).toBeUndefined()
        expect(unpackColumns(packed.with(0, 2))).toBeUndefined()
        expect(unpackColumns(new Uint8Array(3))).toBeUndefined()
      }),
    )
  })
})
