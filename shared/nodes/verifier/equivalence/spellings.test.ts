import { describe } from 'vitest'
import { areDifferent, areSame, areUndecided } from './equivalence.fixture'

describe('a number', () => {
  areSame([
    ['2\\frac{1}{2}', '2 1/2'],
    ['33\\frac{1}{3}\\%', '\\frac{1}{3}'],
    ['\\cfrac{1}{2}', '\\tfrac12'],
    ['3\\times10^4', '30000'],
    ['3x10^4', '3 × 10^4'],
    ['6.02E23', '6.02\\cdot10^{23}'],
    ['5 million', '5 \\times 10^6'],
    ['0.\\bar{3}', '1/3'],
    ['0.\\dot3', '1/3'],
    ['0.\\dot{1}4285\\dot{7}', '\\frac17'],
    ['12,\\!345,\\!678', '12345678'],
    ['11,\\! 111,\\! 111,\\! 100', '11111111100'],
    ['\\frac 12', '0.5'],
    ['{1 \\over 2}', '1 \\over 2'],
    ['$1.5k', '$1500'],
    ['14 {, }916', '14916'],
    ['1,000.99', '1000.99'],
    ['{5 \\choose 2}', '10'],
    ['{}_5C_2', '{}_{5}C_{3}'],
    ['\\dbinom{10}{3}', '\\frac{10!}{3!7!}'],
    ['10 percent', '10\\%'],
    ['10\\text{th}', '10th'],
    ['2\\sqrt{3}\\text{ units}', '2\\sqrt3'],
    ['\\mathbf{5}', '5'],
    ['$1$ and $2$', '2, 1'],
  ])
  areDifferent([
    ['1\\frac23', '1\\cdot\\frac{2}{3}'],
    ['3x10^4', '3x10^5'],
    ['0.\\dot{1}\\dot{2}', '0.1\\overline{2}'],
    ['1,234', '1235'],
    ['10th', '11th'],
    ['50\\%', '3 m'],
  ])
  areUndecided([
    ['100,200', '100, 200', /comma/],
    ['2,5', '2.5', /comma/],
    ['1,23,456', '123456', /comma/],
    ['2020-07-04', '2009', /date/],
    ['2020-07-04', '2020-04-07', /date/],
    ['7/4/2020', '4/7/2020', /date/],
    ['3!!', '720', /double factorial/],
    ['0.333...', '1/3', /cannot be read/],
    ['10th', '10', /unit/],
    ['1/2 million', '500000', /unit/],
    // C(5, 2) may be a point.
    ['C(5,2)', '10', /cannot be read/],
    ['50\\%', '0.5 m', /unit/],
  ])
})

describe('digits that name their base', () => {
  areSame([
    ['101_2', '101_{2}'],
    ['2A_{16}', '$2A_{16}$'],
    ['-101_2', '-101_{2}'],
  ])
  areDifferent([
    ['101_2', '110_2'],
    ['101_2', '7'],
    ['6_{10}', '101_2'],
  ])
  areUndecided([
    ['101_2', '101', /base/],
    ['101_2', '5', /base/],
    ['101_2', '5_{10}', /base/],
    ['103_2', '7', /no digit/],
  ])
})

describe('a name before a value', () => {
  areSame([
    ['f(x) = 2x+3', 'f(x) = 3+2x'],
    ['f^{-1}(x) = x+1', 'x+1'],
    ['f(x) = 0 \\text{ or } f(x) = x', 'f(x)=x, f(x)=0'],
    ['P(A) = 0.5', '\\frac12'],
    ['x = 30^\\circ', '30°'],
    ['x = \\$5', '\\$5'],
    ['(x, y) = (1, 2)', '(1,2)'],
    ['x = 1, y = 2', '(1, 2)'],
    ['x = 1, y = 2', 'y=2, x=1'],
  ])
  areDifferent([
    ['x = 1, y = 2', 'x = 2, y = 1'],
    ['f(x) = 2x+3', 'f(x) = 2x+4'],
    ['n = 2', 'x = 3'],
    ['f(x) = 0 \\text{ or } f(x) = x', 'f(x) = 0 \\text{ or } f(x) = 2x'],
    ['x = 1, y = 2', '3, 4'],
  ])
  areUndecided([
    ['n = 2', 'x = 2', /solutions/],
    ['x = 30^\\circ', 'y = 30^\\circ', /named/],
    ['f(x) = x+1', 'f^{-1}(x) = x+1', /solutions/],
    ['x = 1, y = 2', '2, 1', /names its values/],
    ['x = 1, y = 2', '(2, 1)', /order of the names/],
    ['(y, x) = (1, 2)', '(1, 2)', /alphabet/],
    ['|x| = 3', 'x = 3', /solutions/],
    ['|xy| = 3', 'xy = 3', /solutions/],
  ])
})

describe('a product behind a slash', () => {
  areSame([
    ['1/2 x', '\\frac{x}{2}'],
    ['\\sqrt2/2', '\\frac{1}{\\sqrt2}'],
    ['x/y + z', 'z + \\frac{x}{y}'],
    ['1/2\\cdot x', '\\frac{x}{2}'],
    ['a/\\sin(x)', '\\frac{a}{\\sin x}'],
    ['36 km/h', '10 m/s'],
  ])
  areDifferent([['1/2x', '3x']])
  areUndecided([
    ['1/2x', 'x/2', /slash/],
    ['1/ab', 'b/a', /slash/],
    ['1/2\\pi', '\\frac{1}{2\\pi}', /slash/],
    ['y = 1/2x', 'y = \\frac{x}{2}', /slash/],
    ['1/2(x+1)', '\\frac{x+1}{2}', /slash/],
    ['1/x y', '\\frac{y}{x}', /slash/],
    ['1/\\sqrt{2}x', '\\frac{x}{\\sqrt2}', /slash/],
    ['1/2x : 3', 'x : 6', /slash/],
    ['2^{1/2x}', '2^{x/2}', /slash/],
  ])
})

describe('a list', () => {
  areSame([
    ['1, 1, 2', '2, 1, 1'],
    ['x=2 \\text{ or } x=3', '\\{2,3\\}'],
    ['\\{1\\pm\\sqrt5, -2\\}', '-2, 1+\\sqrt5, 1-\\sqrt5'],
    ['\\pm 1, \\pm 2', '\\{-2,-1,1,2\\}'],
    ['\\frac{3}{5}\\text{ or }0.6', '0.6'],
  ])
  areUndecided([
    ['1, 1, 2', '1, 2, 2', /repeat/],
    ['1, 1, 2', '\\{1, 2\\}', /repeat/],
    ['3, 3', '3', /repeat/],
    ['\\{\\{1\\}, 2\\}', '\\{1, 2\\}', /may hold a set/],
  ])
})

describe('a formula of whole numbers', () => {
  areSame([
    ['\\frac{n!}{(n-2)!}', 'n(n-1)'],
    ['\\binom{n}{2}', '\\frac{n(n-1)}{2}'],
    ['\\binom{n}{k}', '\\frac{n!}{k!(n-k)!}'],
    ['(n+1)!', '(n+1)n!'],
    ['n!x', 'x \\cdot n!'],
  ])
  areDifferent([
    ['n!', '(n-1)!'],
    ['\\binom{n}{2}', 'n(n-1)'],
    ['\\binom{n}{k}', '\\binom{n}{k+1}'],
  ])
  areUndecided([['n!\\sqrt{x^2}', 'n!x', /./]])
})

describe('a unit', () => {
  areSame([
    ['\\frac{\\pi}{3} \\text{ radians}', '60°'],
    ['\\frac{\\pi}{3} \\text{ rad}', '\\frac{\\pi}{3}'],
    ['12\\pi\\text{ cm}^3', '12\\pi cm^3'],
    ['10 \\text{ mph}', '10 miles per hour'],
    ['2 gallons', '8 quarts'],
    ['7 mL', '7 cm^3'],
    ['1 m^3', '1000 L'],
  ])
  areDifferent([
    ['\\frac{\\pi}{3} \\text{ radians}', '30°'],
    ['10 mph', '10 km/h'],
  ])
  areUndecided([
    ['9.8 m/s', '9.8', /unit/],
    ['7 Mg', '7 mg', /unit/],
    ['7 years', '84 months', /unit/],
    ['1 joule', '1 J', /unit/],
  ])
})

describe('words', () => {
  areSame([
    ['\\text{Yes}', 'yes'],
    ['Friday', '\\text{friday}'],
    ['No', 'no.'],
    ['3:00 PM', '3:00\\text{ p.m.}'],
    ['\\textbf{(A)}', '\\text{A}'],
  ])
  areDifferent([['(A)', '(B)']])
  areUndecided([
    ['\\int F', '\\int f', /cannot be read/],
    ['ten', '10', /word/],
    ['no', 'on', /word/],
    ['3:00 PM', '3:00', /time of day/],
    ['3:00 PM', '3:00 AM', /time of day/],
    ['\\textbf{(A)}\\ 5', 'A', /cannot be read/],
  ])
})
