import { describe } from 'vitest'
import { areDifferent, areSame, areUndecided } from './equivalence.fixture'

describe('a fraction of one sign', () => {
  areSame([
    ['½', '0.5'],
    ['1½', '3/2'],
    ['2 ¾', '2.75'],
    ['-1½', '-1.5'],
    ['2½ cups', '2.5 cups'],
    ['⅔', '2/3'],
    ['12⅞', '12.875'],
    ['x½', 'x/2'],
  ])
  areDifferent([
    ['1½', '1/2'],
    ['2½', '1'],
  ])
  areUndecided([['2½x', '2.5x', /side by side/]])
})

describe('raised signs', () => {
  areSame([
    ['10¹²', '10^{12}'],
    ['5 × 10⁻³', '0.005'],
    ['x²y³', 'y^3x^2'],
    ['x⁻¹', '1/x'],
    ['7 cm³', '7 cm^3'],
  ])
  areDifferent([['10¹²', '10']])
})
