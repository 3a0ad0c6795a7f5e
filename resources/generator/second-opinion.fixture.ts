import { gcd } from './number-text.ts'

type Given = Readonly<Record<string, number>>
type Opinion = (answer: number, given: Given) => boolean

function at(given: Given, name: string): number {
  const value = given[name]
  if (value === undefined) throw new Error(`no figure is called ${name}`)
  return value
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Easy and medium answers, by putting them back into the problem or by plain search. */
export const schoolOpinions: Record<string, Opinion> = {
  'linear equation': (x, g) => at(g, 'a') * x + at(g, 'b') === at(g, 'c'),
  'equation with x on both sides': (x, g) => at(g, 'a') * x + at(g, 'b') === at(g, 'c') * x + at(g, 'd'),
  'value of an expression': (value, g) => {
    const terms = [...Array<number>(at(g, 'p')).fill(at(g, 'a')), ...Array<number>(at(g, 'q')).fill(at(g, 'b'))]
    return value + at(g, 'r') === sum(terms)
  },
  'one calculation': (value, g) => {
    const [a, b] = [at(g, 'a'), at(g, 'b')]
    if (at(g, 'operation') === 2) return value === sum(Array<number>(b).fill(a))
    return at(g, 'operation') === 0 ? value - b === a : value + b === a
  },
  'part of a number': (value, g) => near(value / at(g, 'whole'), at(g, 'over') / at(g, 'under')),
  'a collection that grows and shrinks': (left, g) => {
    let has = at(g, 'start')
    for (let pack = 0; pack < at(g, 'packs'); pack++) has += at(g, 'size')
    return left > 0 && left + at(g, 'given') === has
  },
  'two collections': (less, g) => less > 0 && less + (less + at(g, 'more')) === at(g, 'total'),
  'a bill': (value, g) => {
    const items = [...Array<number>(at(g, 'm')).fill(at(g, 'p')), ...Array<number>(at(g, 'n')).fill(at(g, 'q'))]
    return value === sum(items)
  },
  'hours and minutes': (value, g) =>
    Math.floor((value - at(g, 'breakMinutes')) / 60) === at(g, 'hours') &&
    (value - at(g, 'breakMinutes')) % 60 === at(g, 'minutes'),
  'angles on a line': (third, g) => third > 0 && third + at(g, 'first') + at(g, 'second') === 180,
  'consecutive integers': (first, g) => sum(range(first, first + at(g, 'terms') - 1)) === at(g, 'total'),
  'what is left over': (left, g) => {
    let rest = at(g, 'total')
    while (rest >= at(g, 'groups')) rest -= at(g, 'groups')
    return left === rest
  },
  'system of two equations': (value, g) => {
    const found: number[] = []
    for (const x of range(-40, 40)) {
      for (const y of range(-40, 40)) {
        const first = at(g, 'a') * x + at(g, 'b') * y === at(g, 'm')
        if (first && at(g, 'c') * x + at(g, 'd') * y === at(g, 'n')) found.push(x + y)
      }
    }
    return found.length === 1 && found[0] === value
  },
  'chain of percentages': (value, g) => {
    const raised = at(g, 'price') + at(g, 'price') * (at(g, 'up') / 100)
    return near(value, raised - raised * (at(g, 'down') / 100))
  },
  'price before a discount': (before, g) => near(before - before * (at(g, 'off') / 100), at(g, 'after')),
  'arithmetic series': (value, g) => {
    const step = at(g, 'second') - at(g, 'first')
    return value === sum(range(0, at(g, 'terms') - 1).map((index) => at(g, 'first') + index * step))
  },
  'geometric sequence': (value, g) => {
    const terms = [at(g, 'first')]
    while (terms.length < at(g, 'terms')) terms.push((terms.at(-1) ?? 0) * at(g, 'ratio'))
    return value === (at(g, 'sum') === 1 ? sum(terms) : terms.at(-1))
  },
  'area under a constraint': (area, g) => {
    const widths = range(1, 200).filter((width) => 2 * width + 2 * (width + at(g, 'longer')) === at(g, 'round'))
    return widths.length === 1 && widths.every((width) => width * (width + at(g, 'longer')) === area)
  },
  'weighted average': (value, g) => {
    const all = [...Array<number>(at(g, 'm')).fill(at(g, 'p')), ...Array<number>(at(g, 'n')).fill(at(g, 'q'))]
    return near(value, sum(all) / all.length)
  },
  'working together': (hours, g) => near(hours / at(g, 'first') + hours / at(g, 'second'), 1),
  'two trains': (hours, g) => near(hours * at(g, 'v'), at(g, 'distance') - hours * at(g, 'w')),
  'quadratic equation': (root, g) => {
    const isRoot = (x: number): boolean => at(g, 'lead') * x * x + at(g, 'b') * x + at(g, 'c') === 0
    const roots = range(-60, 60).filter(isRoot)
    return roots.length === 2 && Math.max(...roots) === root
  },
  'shares in a ratio': (largest, g) => {
    const unit = largest / at(g, 'r')
    return (
      at(g, 'r') > Math.max(at(g, 'p'), at(g, 'q')) && (at(g, 'p') + at(g, 'q')) * unit + largest === at(g, 'total')
    )
  },
  mixture: (litres, g) => {
    const salt = at(g, 'amount') * at(g, 'strong') + litres * at(g, 'weak')
    return litres > 0 && near(salt / (at(g, 'amount') + litres), at(g, 'target'))
  },
}

/** Which amounts up to `most` can be made of these two values. */
function payable(a: number, b: number, most: number): boolean[] {
  const can = [true]
  for (let amount = 1; amount <= most; amount++) can[amount] = (can[amount - a] ?? false) || (can[amount - b] ?? false)
  return can
}

function divisorsOf(number: number): number[] {
  const small = range(1, Math.floor(Math.sqrt(number))).filter((candidate) => number % candidate === 0)
  return [...new Set([...small, ...small.map((divisor) => number / divisor)])]
}

/** Paths to each point, one point after another. */
function walkPaths(width: number, height: number, closed: (x: number, y: number) => boolean): number {
  const row = Array<number>(width + 1).fill(0)
  row[0] = 1
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x <= width; x++) row[x] = closed(x, y) ? 0 : (row[x] ?? 0) + (x > 0 ? (row[x - 1] ?? 0) : 0)
  }
  return row[width] ?? 0
}

function digitSumOf(number: number): number {
  let total = 0
  for (let rest = number; rest > 0; rest = Math.floor(rest / 10)) total += rest % 10
  return total
}

/** The chance of exactly `wanted` red ones, ball by ball. */
function drawOneByOne(red: number, blue: number, drawn: number, wanted: number): number {
  if (wanted < 0 || red < 0 || blue < 0) return 0
  if (drawn === 0) return wanted === 0 ? 1 : 0
  const isRed = red / (red + blue)
  const rest = drawn - 1
  return (
    (red > 0 ? isRed * drawOneByOne(red - 1, blue, rest, wanted - 1) : 0) +
    (blue > 0 ? (1 - isRed) * drawOneByOne(red, blue - 1, rest, wanted) : 0)
  )
}

/** Choices of `chosen` places among the first `seats`, none beside another, seat by seat. */
function chooseApart(seats: number, chosen: number, known = new Map<string, number>()): number {
  if (chosen === 0) return 1
  if (seats <= 0) return 0
  const key = `${seats} ${chosen}`
  const found = known.get(key) ?? chooseApart(seats - 1, chosen, known) + chooseApart(seats - 2, chosen - 1, known)
  known.set(key, found)
  return found
}

/** Hard answers, by brute force. */
export const olympiadOpinions: Record<string, Opinion> = {
  'remainder of a large power': (value, g) => {
    let rest = 1
    for (let step = 0; step < at(g, 'exponent'); step++) rest = (rest * at(g, 'base')) % at(g, 'modulus')
    return value === rest
  },
  'last two digits': (value, g) =>
    Number(String(BigInt(at(g, 'base')) ** BigInt(at(g, 'exponent'))).slice(-2)) === value,
  'sum of divisors': (value, g) => sum(divisorsOf(at(g, 'number'))) === value,
  'relatively prime integers': (value, g) =>
    range(1, at(g, 'limit')).filter((number) => gcd(number, at(g, 'modulus')) === 1).length === value,
  'three remainders at once': (value, g) =>
    range(1, at(g, 'm') * at(g, 'n') * at(g, 'k')).find(
      (x) => x % at(g, 'm') === at(g, 'a') && x % at(g, 'n') === at(g, 'b') && x % at(g, 'k') === at(g, 'c'),
    ) === value,
  'period of powers': (value, g) => {
    const leavesOne = (exponent: number): boolean =>
      BigInt(at(g, 'base')) ** BigInt(exponent) % BigInt(at(g, 'modulus')) === 1n
    return leavesOne(value) && range(1, value - 1).every((exponent) => !leavesOne(exponent))
  },
  'largest amount that cannot be paid': (value, g) =>
    payable(at(g, 'a'), at(g, 'b'), at(g, 'a') * at(g, 'b') + at(g, 'b')).lastIndexOf(false) === value,
  'lattice paths around a point': (value, g) =>
    walkPaths(at(g, 'width'), at(g, 'height'), (x, y) => x === at(g, 'x') && y === at(g, 'y')) === value,
  'integers with a digit sum': (value, g) => {
    let count = 0
    for (let number = 1; number < at(g, 'limit'); number++) if (digitSumOf(number) === at(g, 'sum')) count++
    return count === value
  },
  'bounded solutions': (value, g) => {
    let count = 0
    for (const x of range(0, at(g, 'a'))) {
      for (const y of range(0, at(g, 'b'))) {
        const z = at(g, 'total') - x - y
        if (z >= 0 && z <= at(g, 'c')) count++
      }
    }
    return count === value
  },
  'total of three dice': (value, g) => {
    const faces = range(1, at(g, 'sides'))
    const totals = faces.flatMap((a) => faces.flatMap((b) => faces.map((c) => a + b + c)))
    return near(value, totals.filter((total) => total === at(g, 'total')).length / totals.length)
  },
  'draw from an urn': (value, g) =>
    near(value, drawOneByOne(at(g, 'red'), at(g, 'blue'), at(g, 'drawn'), at(g, 'wanted'))),
  'expected number of draws': (value, g) => {
    let [expected, stillWaiting] = [0, 1]
    for (let tried = 0; stillWaiting > 0; tried++) {
      expected += stillWaiting
      stillWaiting *= Math.max(0, at(g, 'total') - at(g, 'good') - tried) / (at(g, 'total') - tried)
    }
    return near(value, expected)
  },
  'choice without neighbours': (value, g) => chooseApart(at(g, 'seats'), at(g, 'chosen')) === value,
}
