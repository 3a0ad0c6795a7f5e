import { fractionText } from './number-text.ts'
import { type SampleChecks, type Template, wholeBetween } from './template.ts'
import { someThings } from './words.ts'

const share: SampleChecks = { numeric: { min: 0, max: 1 } }

/** Exact for every size used here: each step divides evenly. */
function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0
  let result = 1
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i
  return result
}

const blockedPaths: Template = {
  name: 'lattice paths around a point',
  category: 'counting',
  draft(random) {
    const [width, height] = [random.between(4, 12), random.between(4, 11)]
    const [x, y] = [random.between(1, width - 1), random.between(1, height - 1)]
    const through = choose(x + y, x) * choose(width - x + height - y, width - x)
    const answer = choose(width + height, width) - through
    const question = random.pick([
      `A path on the integer lattice goes from (0, 0) to (${width}, ${height}) by unit steps to the right or up. How many such paths avoid the point (${x}, ${y})?`,
      `A robot on a lattice of streets walks from (0, 0) to (${width}, ${height}), one block right or up at a time. The crossing (${x}, ${y}) is closed. In how many ways can it go?`,
    ])
    return {
      question,
      answer: String(answer),
      checks: wholeBetween(0, choose(width + height, width)),
      given: { width, height, x, y },
    }
  },
}

/** How many numbers of at most `digits` digits, leading zeros counted in, have this digit sum. */
function countDigitSum(digits: number, sum: number): number {
  let counts = [1]
  for (let place = 0; place < digits; place++) {
    counts = Array.from({ length: sum + 1 }, (_, total) =>
      counts.slice(Math.max(0, total - 9), total + 1).reduce((found, count) => found + count, 0),
    )
  }
  return counts[sum] ?? 0
}

const digitSum: Template = {
  name: 'integers with a digit sum',
  category: 'counting',
  draft(random) {
    const [lead, zeros] = [random.between(1, 9), random.between(3, 5)]
    const limit = lead * 10 ** zeros
    const sum = random.between(lead, 9 * zeros - 3)
    let answer = 0
    for (let first = 0; first < lead; first++) if (sum >= first) answer += countDigitSum(zeros, sum - first)
    const question = random.pick([
      `How many positive integers below ${limit} have digits that add up to ${sum}?`,
      `Look at the digits of each number from 1 to ${limit - 1}. How many integers in this range have a digit sum of ${sum}?`,
    ])
    return { question, answer: String(answer), checks: wholeBetween(0, limit - 1), given: { limit, sum } }
  },
}

/** Solutions of x + y + z = total in integers from 0 to these bounds, by inclusion and exclusion. */
function countBounded(total: number, bounds: readonly number[]): number {
  let count = 0
  for (let subset = 0; subset < 2 ** bounds.length; subset++) {
    const over = bounds.filter((_, index) => Math.floor(subset / 2 ** index) % 2 === 1)
    const left = total - over.reduce((sum, bound) => sum + bound + 1, 0)
    const ways = left < 0 ? 0 : choose(left + bounds.length - 1, bounds.length - 1)
    count += over.length % 2 === 0 ? ways : -ways
  }
  return count
}

const boundedSolutions: Template = {
  name: 'bounded solutions',
  category: 'counting',
  draft(random) {
    const [a, b, c] = [random.between(5, 25), random.between(5, 25), random.between(5, 25)]
    const total = random.between(8, a + b + c - 4)
    const question = random.pick([
      `Find the number of solutions of x + y + z = ${total} in integers with 0 <= x <= ${a}, 0 <= y <= ${b} and 0 <= z <= ${c}.`,
      `In how many ways can ${total} equal ${someThings(random)} be put into three boxes that hold at most ${a}, ${b} and ${c} of them?`,
    ])
    return {
      question,
      answer: String(countBounded(total, [a, b, c])),
      checks: wholeBetween(0, choose(total + 2, 2)),
      given: { total, a, b, c },
    }
  },
}

const diceTotal: Template = {
  name: 'total of three dice',
  category: 'probability',
  draft(random) {
    const sides = random.between(4, 20)
    const total = random.between(4, 3 * sides - 1)
    const favourable = countBounded(total - 3, [sides - 1, sides - 1, sides - 1])
    const question = random.pick([
      `Three fair dice have faces numbered from 1 to ${sides}. What is the probability that they show a total of ${total}? Answer with a fraction in lowest terms.`,
      `A fair spinner with the numbers 1 to ${sides} is spun 3 times. Find the probability that the results add up to ${total}, as a reduced fraction.`,
    ])
    return { question, answer: fractionText(favourable, sides ** 3), checks: share, given: { sides, total } }
  },
}

const exactDraw: Template = {
  name: 'draw from an urn',
  category: 'probability',
  draft(random) {
    const [red, blue, drawn] = [random.between(3, 14), random.between(3, 14), random.between(3, 6)]
    const wanted = random.between(Math.max(1, drawn - blue), Math.min(red, drawn) - 1)
    const favourable = choose(red, wanted) * choose(blue, drawn - wanted)
    const question = random.pick([
      `An urn holds ${red} red and ${blue} blue balls. When ${drawn} are drawn at once, what is the probability that exactly ${wanted} of them ${wanted === 1 ? 'is' : 'are'} red? Answer with a fraction in lowest terms.`,
      `From ${red} red and ${blue} blue cards, ${drawn} are dealt without replacement. Find the probability of exactly ${wanted} red ${wanted === 1 ? 'card' : 'cards'}, as a reduced fraction.`,
    ])
    return {
      question,
      answer: fractionText(favourable, choose(red + blue, drawn)),
      checks: share,
      given: { red, blue, drawn, wanted },
    }
  },
}

const waitingTime: Template = {
  name: 'expected number of draws',
  category: 'probability',
  draft(random) {
    const [good, total] = [random.between(2, 12), random.between(14, 60)]
    const question = random.pick([
      `A box of ${total} keys holds ${good} that fit the lock. Keys are tried one after another, none twice. What is the expected number of tries up to the first that fits? Answer with a whole number or a reduced fraction.`,
      `Of ${total} shuffled cards, ${good} are marked. Cards are turned over from the top; find the expected number of cards turned when the first marked one appears, as a whole number or a reduced fraction.`,
    ])
    return {
      question,
      answer: fractionText(total + 1, good + 1),
      checks: { numeric: { min: 1, max: total - good + 1 } },
      given: { good, total },
    }
  },
}

const noNeighbours: Template = {
  name: 'choice without neighbours',
  category: 'counting',
  draft(random) {
    const [seats, chosen] = [random.between(11, 60), random.between(3, 6)]
    const question = random.pick([
      `In how many ways can ${chosen} of ${seats} chairs in a row be chosen so that no two chosen chairs are next to each other?`,
      `A shelf holds ${seats} books side by side. How many ways are there to take ${chosen} of them when no two taken books may have stood next to each other?`,
    ])
    return {
      question,
      answer: String(choose(seats - chosen + 1, chosen)),
      checks: wholeBetween(0, choose(seats, chosen)),
      given: { seats, chosen },
    }
  },
}

export const countingTemplates: readonly [Template, ...Template[]] = [
  blockedPaths,
  digitSum,
  boundedSolutions,
  diceTotal,
  exactDraw,
  waitingTime,
  noNeighbours,
]
