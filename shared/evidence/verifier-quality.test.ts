import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilsonInterval } from './interval'
import { type VerifiedAnswer, verifierQuality } from './verifier-quality'

const answer = (verified: 'pass' | 'fail' | null, correct: boolean): VerifiedAnswer => ({ verified, correct })

describe('the quality of a verifier', () => {
  it('is the share of wrong answers it passes and of right answers it fails', () => {
    const quality = verifierQuality([
      answer('pass', true),
      answer('pass', true),
      answer('fail', true),
      answer('pass', false),
      answer('fail', false),
    ])
    expect(quality.falseAccept).toEqual({ count: 1, of: 2, share: 0.5, interval: wilsonInterval(1, 2) })
    expect(quality.falseReject).toEqual({ count: 1, of: 3, share: 1 / 3, interval: wilsonInterval(1, 3) })
  })

  it('leaves answers that it could not decide on out of both', () => {
    const quality = verifierQuality([answer(null, true), answer(null, false), answer('fail', false)])
    expect(quality).toMatchObject({ falseAccept: { count: 0, of: 1 }, falseReject: { of: 0 }, undecided: 2 })
  })

  it('is unknown where there was nothing to accept or reject wrongly', () => {
    expect(verifierQuality([answer('pass', true)]).falseAccept).toEqual({
      count: 0,
      of: 0,
      share: null,
      interval: null,
    })
    expect(verifierQuality([]).falseReject.share).toBeNull()
  })

  it('accounts for every answer, and changes sides with its verdicts', () => {
    const answers = fc.array(fc.record({ verified: fc.constantFrom('pass', 'fail', null), correct: fc.boolean() }))
    fc.assert(
      fc.property(answers, (all) => {
        const { falseAccept, falseReject, undecided } = verifierQuality(all)
        expect(falseAccept.of + falseReject.of + undecided).toBe(all.length)
        const other = { pass: 'fail', fail: 'pass' } as const
        const turned = verifierQuality(
          all.map(({ verified, correct }) => answer(verified === null ? null : other[verified], !correct)),
        )
        expect([turned.falseAccept, turned.falseReject]).toEqual([falseReject, falseAccept])
      }),
    )
  })
})
