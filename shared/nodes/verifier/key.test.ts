import { describe, expect, it } from 'vitest'
import { type FixtureOptions, visitOf } from '../visit.fixture'
import { verifier } from './verifier.kind'
import { runVerifier } from './verifier.run'

const leaves = (options: FixtureOptions<typeof verifier>) =>
  runVerifier(visitOf(verifier, { settings: { method: 'key' }, ...options }).visit)

describe('by the answer key', () => {
  it('passes the right answer and fails any other', () => {
    expect(leaves({ problem: { answer: '5' }, key: '5' })).toMatchObject({ leave: 'pass', set: { verified: 'pass' } })
    expect(leaves({ problem: { answer: '6' }, key: '5' })).toMatchObject({ leave: 'fail', set: { verified: 'fail' } })
  })

  it('decides nothing where the problem has no key', () => {
    expect(leaves({ problem: { answer: '5' } })).toMatchObject({ why: 'undecided: the problem has no answer key' })
  })

  it('is an oracle, and no other method is', () => {
    const { options } = verifier.settings.shape.method.unwrap()
    const oracles = options.filter((method) => verifier.oracle?.(verifier.settings.parse({ method, pattern: 'x' })))
    expect(oracles).toEqual(['key'])
  })
})
