import { decimalText, signed, times } from './number-text.ts'
import { satisfies, type Template, wholeBetween } from './template.ts'
import { aName, someThings, twoGoods, twoNames } from './words.ts'

const linearEquation: Template = {
  name: 'linear equation',
  category: 'algebra',
  draft(random) {
    const [a, x] = [random.between(2, 19), random.between(-15, 40)]
    const b = random.between(1, 99) * random.pick([1, -1])
    const c = a * x + b
    const left = `${a}x${signed(b)}`
    const question = random.pick([
      `Solve for x: ${left} = ${c}.`,
      `Find the value of x for which ${left} equals ${c}.`,
      `What number x makes the equation ${c} = ${left} true?`,
      `If ${left} = ${c}, what is x?`,
    ])
    return { question, answer: String(x), checks: satisfies([b, a], c), given: { a, b, c } }
  },
}

const equationOnBothSides: Template = {
  name: 'equation with x on both sides',
  category: 'algebra',
  draft(random) {
    const [a, c, x] = [random.between(6, 20), random.between(2, 5), random.between(-9, 30)]
    const b = random.between(1, 60) * random.pick([1, -1])
    const d = (a - c) * x + b
    const equation = `${a}x${signed(b)} = ${c}x${d === 0 ? '' : signed(d)}`
    const question = random.pick([
      `Find x if ${equation}.`,
      `Which value of x solves the equation ${equation}?`,
      `Collect the terms in x and solve ${equation}.`,
    ])
    return { question, answer: String(x), checks: satisfies([b - d, a - c], 0), given: { a, b, c, d } }
  },
}

const expressionValue: Template = {
  name: 'value of an expression',
  category: 'algebra',
  draft(random) {
    const [p, q, a, b] = [random.between(2, 9), random.between(2, 9), random.between(2, 15), random.between(2, 15)]
    const r = random.between(1, 40)
    const expression = `${times(p, 'a')} + ${times(q, 'b')} - ${r}`
    const question = random.pick([
      `If a = ${a} and b = ${b}, what is the value of ${expression}?`,
      `Work out ${expression} when a is ${a} and b is ${b}.`,
      `Put a = ${a} and b = ${b} into the expression ${expression}. What do you get?`,
    ])
    return { question, answer: String(p * a + q * b - r), checks: null, given: { p, q, r, a, b } }
  },
}

const oneCalculation: Template = {
  name: 'one calculation',
  category: 'arithmetic',
  draft(random) {
    const sign = random.pick(['+', '-', '×'])
    const [a, b] =
      sign === '×'
        ? [random.between(12, 99), random.between(11, 48)]
        : [random.between(400, 999), random.between(101, 399)]
    const answer = sign === '+' ? a + b : sign === '-' ? a - b : a * b
    const question = random.pick([
      `What is ${a} ${sign} ${b}?`,
      `Compute ${a} ${sign} ${b}.`,
      `Work out ${a} ${sign} ${b} without a calculator.`,
    ])
    const operation = sign === '+' ? 0 : sign === '-' ? 1 : 2
    return { question, answer: String(answer), checks: null, given: { a, b, operation } }
  },
}

const partOfNumber: Template = {
  name: 'part of a number',
  category: 'arithmetic',
  draft(random) {
    // a percentage, now and then: easy all the same, though its wording may sound like more
    if (random.chance(0.04)) {
      const [over, whole] = [random.pick([10, 20, 25, 50]), 4 * random.between(11, 240)]
      const question = `What is ${over}% of ${whole}?`
      return { question, answer: decimalText((over * whole) / 100), checks: null, given: { over, under: 100, whole } }
    }
    const under = random.between(3, 12)
    const [over, whole] = [random.between(2, under - 1), under * random.between(4, 40)]
    const question = random.pick([
      `What is ${over}/${under} of ${whole}?`,
      `A jar holds ${whole} beans, and ${over}/${under} of them are white. How many beans are white?`,
      `Of ${whole} seats in a hall, ${over}/${under} are taken. How many seats are taken?`,
    ])
    return { question, answer: String((over * whole) / under), checks: null, given: { over, under, whole } }
  },
}

const collection: Template = {
  name: 'a collection that grows and shrinks',
  category: 'word problems',
  draft(random) {
    const [name, friend] = twoNames(random)
    const thing = someThings(random)
    const [start, packs, size] = [random.between(8, 90), random.between(2, 9), random.between(4, 15)]
    const given = random.between(2, Math.min(30, start + packs * size - 1))
    const question = random.pick([
      `${name} has ${start} ${thing}, buys ${packs} packs of ${size} and gives ${given} to ${friend}. How many ${thing} does ${name} have now?`,
      `There are ${start} ${thing} in a drawer. ${name} adds ${packs} bags with ${size} ${thing} each, and ${friend} takes out ${given}. How many are in the drawer then?`,
      `${name} starts the month with ${start} ${thing}. After winning ${size} on each of ${packs} days and losing ${given} to ${friend}, how many are left?`,
    ])
    const answer = start + packs * size - given
    return { question, answer: String(answer), checks: null, given: { start, packs, size, given } }
  },
}

const twoCollections: Template = {
  name: 'two collections',
  category: 'word problems',
  draft(random) {
    const [name, friend] = twoNames(random)
    const thing = someThings(random)
    const [less, more] = [random.between(5, 80), random.between(3, 40)]
    const total = 2 * less + more
    const both = random.chance(0.1) ? 'together they have' : 'the two of them own'
    const question = random.pick([
      `${name} has ${more} more ${thing} than ${friend}, and ${both} ${total}. How many ${thing} does ${friend} have?`,
      `${friend} counts ${more} fewer ${thing} than ${name}. If ${both} ${total}, how many belong to ${friend}?`,
    ])
    return { question, answer: String(less), checks: satisfies([more, 2], total), given: { more, total } }
  },
}

const shopping: Template = {
  name: 'a bill',
  category: 'word problems',
  draft(random) {
    const [[one, ones], [two, twos]] = twoGoods(random)
    const [p, q, m, n] = [random.between(2, 15), random.between(2, 15), random.between(2, 9), random.between(2, 9)]
    const question = random.pick([
      `A ${one} costs $${p} and a ${two} costs $${q}. How many dollars do ${m} ${ones} and ${n} ${twos} cost?`,
      `At a market stall, ${ones} are $${p} each and ${twos} are $${q} each. What does ${aName(random)} pay for ${m} ${ones} and ${n} ${twos}, in dollars?`,
    ])
    return { question, answer: String(m * p + n * q), checks: null, given: { p, q, m, n } }
  },
}

const duration: Template = {
  name: 'hours and minutes',
  category: 'measurement',
  draft(random) {
    const [hours, minutes, breakMinutes] = [random.between(2, 11), random.between(1, 59), random.between(5, 90)]
    const name = aName(random)
    const question = random.pick([
      `A film club screening lasts ${hours} hours and ${minutes} minutes, with a break of ${breakMinutes} minutes on top. How many minutes is that in all?`,
      `${name} hikes for ${hours} hours and ${minutes} minutes and then rests for ${breakMinutes} minutes. How many minutes have passed?`,
      `How many minutes are ${hours} hours, ${minutes} minutes and another ${breakMinutes} minutes?`,
    ])
    return {
      question,
      answer: String(hours * 60 + minutes + breakMinutes),
      checks: null,
      given: { hours, minutes, breakMinutes },
    }
  },
}

const straightAngle: Template = {
  name: 'angles on a line',
  category: 'geometry',
  draft(random) {
    const [first, second] = [random.between(11, 89), random.between(12, 88)]
    const question = random.pick([
      `Three angles fit side by side along a straight line. Two of them measure ${first} and ${second} degrees. How many degrees does the third measure?`,
      `A straight angle is cut into three parts. The first has ${first} degrees and the second ${second} degrees; how large is the third, in degrees?`,
    ])
    return {
      question,
      answer: String(180 - first - second),
      checks: satisfies([first + second, 1], 180),
      given: { first, second },
    }
  },
}

const consecutive: Template = {
  name: 'consecutive integers',
  category: 'algebra',
  draft(random) {
    const [terms, smallest] = [random.between(3, 6), random.between(-20, 150)]
    const offset = (terms * (terms - 1)) / 2
    const total = terms * smallest + offset
    const question = random.pick([
      `The sum of ${terms} consecutive integers is ${total}. What is the smallest of them?`,
      `When ${terms} consecutive integers are added, the result is ${total}. Find the least of these integers.`,
    ])
    return { question, answer: String(smallest), checks: satisfies([offset, terms], total), given: { terms, total } }
  },
}

const leftOver: Template = {
  name: 'what is left over',
  category: 'arithmetic',
  draft(random) {
    const [groups, things] = [random.between(4, 19), someThings(random)]
    const total = groups * random.between(5, 40) + random.between(0, groups - 1)
    const question = random.pick([
      `${aName(random)} shares ${total} ${things} equally among ${groups} children and keeps what is left over. How many ${things} are kept?`,
      `A box of ${total} ${things} is packed into bags of ${groups}, as many full bags as possible. How many ${things} stay in the box?`,
    ])
    return { question, answer: String(total % groups), checks: wholeBetween(0, groups - 1), given: { total, groups } }
  },
}

export const easyTemplates: readonly [Template, ...Template[]] = [
  linearEquation,
  equationOnBothSides,
  expressionValue,
  oneCalculation,
  partOfNumber,
  collection,
  twoCollections,
  shopping,
  duration,
  straightAngle,
  consecutive,
  leftOver,
]
