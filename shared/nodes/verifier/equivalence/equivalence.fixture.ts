import { expect, it } from 'vitest'
import { compareMath } from './compare-math'

/** Each a fact of its own, and the same whichever of the two comes first. */
export function areSame(pairs: readonly (readonly [string, string])[]): void {
  it.each(pairs)('%s and %s are the same', (a, b) => {
    expect(compareMath(a, b)).toMatchObject({ same: true })
    expect(compareMath(b, a)).toMatchObject({ same: true })
  })
}

export function areDifferent(pairs: readonly (readonly [string, string])[]): void {
  it.each(pairs)('%s and %s are different', (a, b) => {
    expect(compareMath(a, b)).toMatchObject({ same: false })
    expect(compareMath(b, a)).toMatchObject({ same: false })
  })
}

export function areUndecided(pairs: readonly (readonly [string, string, RegExp])[]): void {
  it.each(pairs)('%s and %s are not decided', (a, b, why) => {
    expect(compareMath(a, b)).toEqual({ same: null, because: expect.stringMatching(why) })
    expect(compareMath(b, a).same).toBeNull()
  })
}
