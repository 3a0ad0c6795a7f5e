import { gcd } from './number-text.ts'
import { type Template, wholeBetween } from './template.ts'

function powerRemainder(base: number, exponent: number, modulus: number): number {
  let [result, square] = [1 % modulus, base % modulus]
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

const largePower: Template = {
  name: 'remainder of a large power',
  category: 'number theory',
  draft(random) {
    const [base, exponent, modulus] = [random.between(2, 60), random.between(100, 9999), random.between(7, 99)]
    const question = random.pick([
      `What is the remainder when ${base}^${exponent} is divided by ${modulus}?`,
      `Find the remainder when the number ${base} raised to the power ${exponent} is divided by ${modulus}.`,
    ])
    return {
      question,
      answer: String(powerRemainder(base, exponent, modulus)),
      checks: wholeBetween(0, modulus - 1),
      given: { base, exponent, modulus },
    }
  },
}

const lastTwoDigits: Template = {
  name: 'last two digits',
  category: 'number theory',
  draft(random) {
    const [base, exponent] = [random.between(3, 99), random.between(50, 2999)]
    const question = random.pick([
      `Which number from 0 to 99 do the last two digits of ${base}^${exponent} form?`,
      `Read the last two digits of ${base}^${exponent} as one number. What is it?`,
    ])
    return {
      question,
      answer: String(powerRemainder(base, exponent, 100)),
      checks: wholeBetween(0, 99),
      given: { base, exponent },
    }
  },
}

const divisorSum: Template = {
  name: 'sum of divisors',
  category: 'number theory',
  draft(random) {
    const [twos, threes, fives] = [random.between(1, 6), random.between(0, 4), random.between(0, 3)]
    const prime = random.pick([7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43])
    const number = 2 ** twos * 3 ** threes * 5 ** fives * prime
    const answer = (2 ** (twos + 1) - 1) * ((3 ** (threes + 1) - 1) / 2) * ((5 ** (fives + 1) - 1) / 4) * (prime + 1)
    const question = random.pick([
      `What do all the positive divisors of ${number} add up to?`,
      `Find the sum of the positive divisors of ${number}, with 1 and the number itself counted in.`,
    ])
    return { question, answer: String(answer), checks: null, given: { number } }
  },
}

/** How many of 1 … limit share no factor with a product of these primes, by inclusion and exclusion. */
function countCoprime(limit: number, primes: readonly number[]): number {
  const [prime, ...rest] = primes
  return prime === undefined ? limit : countCoprime(limit, rest) - countCoprime(Math.floor(limit / prime), rest)
}

const coprimeCount: Template = {
  name: 'relatively prime integers',
  category: 'number theory',
  draft(random) {
    const primes = random.shuffle([2, 3, 5, 7, 11, 13]).slice(0, 3)
    const [modulus, limit] = [primes.reduce((product, prime) => product * prime, 1), random.between(300, 9000)]
    const question = random.pick([
      `How many integers from 1 to ${limit} are relatively prime to ${modulus}?`,
      `Among the integers 1, 2, ..., ${limit}, how many are relatively prime to ${modulus}?`,
    ])
    return {
      question,
      answer: String(countCoprime(limit, primes)),
      checks: wholeBetween(0, limit),
      given: { limit, modulus },
    }
  },
}

const threeRemainders: Template = {
  name: 'three remainders at once',
  category: 'number theory',
  draft(random) {
    const [p, q, r] = random.shuffle([5, 7, 8, 9, 11, 13, 17])
    const [m, n, k] = [p ?? 5, q ?? 7, r ?? 8]
    const answer = random.between(1, m * n * k)
    const [a, b, c] = [answer % m, answer % n, answer % k]
    const question = random.pick([
      `Find the smallest positive integer for which the remainder when divided by ${m} is ${a}, when divided by ${n} is ${b} and when divided by ${k} is ${c}.`,
      `A positive integer leaves a remainder when divided by each of ${m}, ${n} and ${k}: these are ${a}, ${b} and ${c}, in this order. What is the smallest such integer?`,
    ])
    return { question, answer: String(answer), checks: wholeBetween(1, m * n * k), given: { a, m, b, n, c, k } }
  },
}

const periodOfPowers: Template = {
  name: 'period of powers',
  category: 'number theory',
  draft(random) {
    const modulus = random.between(20, 250)
    let base = random.between(2, modulus - 1)
    while (gcd(base, modulus) > 1) base = base === modulus - 1 ? 2 : base + 1
    let period = 1
    for (let power = base; power !== 1; power = (power * base) % modulus) period++
    const question = random.pick([
      `Prove that the remainders of ${base}, ${base}^2, ${base}^3, ... after division by ${modulus} repeat from the start, and give the length of the shortest period.`,
      `Show that some positive power of ${base} leaves the remainder 1 after division by ${modulus}, and give the smallest exponent with this property.`,
    ])
    return { question, answer: String(period), checks: wholeBetween(1, modulus), given: { base, modulus } }
  },
}

const largestGap: Template = {
  name: 'largest amount that cannot be paid',
  category: 'number theory',
  draft(random) {
    const a = random.between(5, 60)
    let b = random.between(a + 1, a + 60)
    while (gcd(a, b) > 1) b++
    const question = random.pick([
      `Stamps are sold in values of ${a} and ${b} cents only. Show that every large enough postage can be made up exactly, and give the largest whole number of cents that cannot.`,
      `Prove that only finitely many positive integers are not of the form ${a}m + ${b}n with integers m, n of at least 0, and find the largest of them.`,
    ])
    return { question, answer: String(a * b - a - b), checks: wholeBetween(1, a * b), given: { a, b } }
  },
}

export const numberTheoryTemplates: readonly Template[] = [
  largePower,
  lastTwoDigits,
  divisorSum,
  coprimeCount,
  threeRemainders,
  periodOfPowers,
  largestGap,
]
