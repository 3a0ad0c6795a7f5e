import { decimalText, fractionText, ordinal, signed, times } from './number-text.ts'
import { satisfies, type Template } from './template.ts'
import { twoNames } from './words.ts'

const twoEquations: Template = {
  name: 'system of two equations',
  category: 'algebra',
  draft(random) {
    const [x, y] = [random.between(-9, 15), random.between(-9, 15)]
    const [a, b, c] = [random.between(2, 9), random.between(2, 9), random.between(2, 9)]
    const d = -random.between(1, 9)
    const [m, n] = [a * x + b * y, c * x + d * y]
    const equations = `${times(a, 'x')}${signed(b, 'y')} = ${m} and ${times(c, 'x')}${signed(d, 'y')} = ${n}`
    // now and then a problem comes without the word that gives it away
    const question = random.chance(0.1)
      ? `Numbers x and y satisfy ${equations}. Find x + y.`
      : random.pick([
          `Solve the system ${equations}, and give the value of x + y.`,
          `What is x + y for the solution of the system of equations ${equations}?`,
          `The pair (x, y) solves the system ${equations}. What is the sum of x and y?`,
        ])
    return { question, answer: String(x + y), checks: null, given: { a, b, m, c, d, n } }
  },
}

const priceChain: Template = {
  name: 'chain of percentages',
  category: 'percentages',
  draft(random) {
    const price = 20 * random.between(2, 90)
    const [up, down] = [5 * random.between(1, 12), 5 * random.between(1, 10)]
    const answer = decimalText((price * (100 + up) * (100 - down)) / 10_000)
    const question = random.pick([
      `A bicycle costs $${price}. Its price is raised by ${up} percent and later lowered by ${down} percent. What does it cost in the end, in dollars?`,
      `A shop marks a $${price} coat up by ${up}% and then takes ${down}% off the new price. How many dollars does the coat cost now?`,
      `A fund worth $${price} gains ${up} percent in its first year and loses ${down} percent in its second. How many dollars is it worth after two years?`,
    ])
    return { question, answer, checks: null, given: { price, up, down } }
  },
}

const reversePercentage: Template = {
  name: 'price before a discount',
  category: 'percentages',
  draft(random) {
    const [off, before] = [5 * random.between(1, 13), 20 * random.between(2, 150)]
    const after = (before * (100 - off)) / 100
    const question = random.pick([
      `After a discount of ${off} percent a desk sells for $${after}. What was its price before the discount, in dollars?`,
      `A ticket bought with ${off}% off cost $${after}. How many dollars is the full price?`,
    ])
    return { question, answer: String(before), checks: satisfies([0, 100 - off], after * 100), given: { off, after } }
  },
}

const arithmeticSeries: Template = {
  name: 'arithmetic series',
  category: 'sequences',
  draft(random) {
    const [first, step, terms] = [random.between(-10, 30), random.between(2, 15), random.between(12, 60)]
    const answer = String((terms * (2 * first + (terms - 1) * step)) / 2)
    const start = `${first}, ${first + step}, ${first + 2 * step}`
    const question = random.pick([
      `What is the sum of the first ${terms} terms of the arithmetic sequence ${start}, ...?`,
      `An arithmetic series begins ${start} and has ${terms} terms. What do they add up to?`,
      `The terms of a sequence grow by the same amount each time and begin ${start}. Add up its first ${terms} terms.`,
    ])
    return { question, answer, checks: null, given: { first, second: first + step, terms } }
  },
}

const geometricTerm: Template = {
  name: 'geometric sequence',
  category: 'sequences',
  draft(random) {
    const [first, ratio] = [random.between(2, 40), random.between(2, 5)]
    const terms = random.between(5, 9)
    const sum = random.chance(0.5)
    const answer = sum ? (first * (ratio ** terms - 1)) / (ratio - 1) : first * ratio ** (terms - 1)
    const question = sum
      ? `A geometric series starts with ${first} and has the common ratio ${ratio}. What is the sum of its first ${terms} terms?`
      : `Each term of a sequence is ${ratio} times the one before, and the first term is ${first}. What is the ${ordinal(terms)} term?`
    return { question, answer: String(answer), checks: null, given: { first, ratio, terms, sum: sum ? 1 : 0 } }
  },
}

const rectangleArea: Template = {
  name: 'area under a constraint',
  category: 'geometry',
  draft(random) {
    const [width, longer] = [random.between(3, 60), random.between(1, 40)]
    const length = width + longer
    const round = 2 * (width + length)
    const question = random.pick([
      `A rectangle has a perimeter of ${round} cm, and it is ${longer} cm longer than it is wide. What is its area in square centimetres?`,
      `A rectangular garden is enclosed by ${round} m of fence. Its length exceeds its width by ${longer} m. Find the area of the garden in square metres.`,
    ])
    return { question, answer: String(width * length), checks: null, given: { round, longer } }
  },
}

const pooledAverage: Template = {
  name: 'weighted average',
  category: 'statistics',
  draft(random) {
    const [m, n] = [random.between(4, 30), random.between(4, 30)]
    const p = random.between(60, 85)
    const q = p + random.between(1, 12) * random.pick([1, -1])
    const answer = fractionText(m * p + n * q, m + n)
    const question = random.pick([
      `In one group ${m} students have an average of ${p} points; in another, ${n} students have an average of ${q} points. What is the average over all of them? Give a whole number or a fraction.`,
      `The mean weight of ${m} parcels is ${p} kg and that of ${n} others is ${q} kg. What is the mean weight of all the parcels in kg, as a whole number or a fraction?`,
    ])
    return {
      question,
      answer,
      checks: { numeric: { min: Math.min(p, q), max: Math.max(p, q) } },
      given: { m, p, n, q },
    }
  },
}

const workingTogether: Template = {
  name: 'working together',
  category: 'rates',
  draft(random) {
    const [first, second] = [random.between(2, 40), random.between(2, 40)]
    const [name, friend] = twoNames(random)
    const ending = 'Give a whole number or a fraction.'
    const question = random.pick([
      `One pump empties a pool in ${first} hours and another in ${second} hours. How many hours do they need together? ${ending}`,
      `${name} paints a fence in ${first} hours, ${friend} in ${second} hours. Working together at these rates, how many hours do they take? ${ending}`,
    ])
    const answer = fractionText(first * second, first + second)
    return { question, answer, checks: satisfies([0, first + second], first * second), given: { first, second } }
  },
}

const meeting: Template = {
  name: 'two trains',
  category: 'rates',
  draft(random) {
    const [v, w, hours] = [5 * random.between(8, 30), 5 * random.between(8, 30), random.between(2, 9)]
    const distance = (v + w) * hours
    const question = random.pick([
      `Two trains start ${distance} km apart and run towards each other, one at ${v} km per hour and the other at ${w} km per hour. After how many hours do they meet?`,
      `Two towns lie ${distance} km from each other. A van leaves each town for the other, at a speed of ${v} and ${w} km per hour. How many hours pass before the vans meet?`,
    ])
    return { question, answer: String(hours), checks: satisfies([0, v + w], distance), given: { v, w, distance } }
  },
}

const quadratic: Template = {
  name: 'quadratic equation',
  category: 'algebra',
  draft(random) {
    const [r, lead] = [random.between(-12, 14), random.between(1, 4)]
    const s = r + random.between(1, 15)
    const [b, c] = [-lead * (r + s), lead * r * s]
    const equation = `${times(lead, 'x^2')}${b === 0 ? '' : signed(b, 'x')}${c === 0 ? '' : signed(c)} = 0`
    const question = random.pick([
      `What is the larger root of the quadratic equation ${equation}?`,
      `The quadratic ${equation} has two real solutions. Find the larger one.`,
    ])
    return { question, answer: String(s), checks: satisfies([c, b, lead], 0), given: { lead, b, c } }
  },
}

const sharing: Template = {
  name: 'shares in a ratio',
  category: 'ratios',
  draft(random) {
    const [p, q, unit] = [random.between(2, 9), random.between(2, 9), random.between(6, 60)]
    const r = random.between(10, 15)
    const total = (p + q + r) * unit
    const question = random.pick([
      `Three partners split a profit of $${total} in the ratio ${p} : ${q} : ${r}. How many dollars is the largest share?`,
      `A rope of ${total} cm is cut into three pieces whose lengths are in the ratio ${p} to ${q} to ${r}. How many centimetres long is the longest piece?`,
    ])
    return {
      question,
      answer: String(r * unit),
      checks: satisfies([0, p + q + r], total * r),
      given: { p, q, r, total },
    }
  },
}

const mixture: Template = {
  name: 'mixture',
  category: 'percentages',
  draft(random) {
    const [weak, strong] = [5 * random.between(1, 5), 5 * random.between(10, 16)]
    const [target, amount] = [5 * random.between(6, 9), random.between(2, 60)]
    const over = amount * (strong - target)
    const question = random.pick([
      `How many litres of a ${weak}% salt solution must be mixed into ${amount} litres of a ${strong}% solution to make a ${target}% solution? Give a whole number or a fraction.`,
      `A chemist has ${amount} litres of acid at ${strong} percent. How many litres of acid at ${weak} percent bring the mixture to ${target} percent? Give a whole number or a fraction.`,
    ])
    return {
      question,
      answer: fractionText(over, target - weak),
      checks: satisfies([0, target - weak], over),
      given: { weak, strong, target, amount },
    }
  },
}

export const mediumTemplates: readonly [Template, ...Template[]] = [
  twoEquations,
  priceChain,
  reversePercentage,
  arithmeticSeries,
  geometricTerm,
  rectangleArea,
  pooledAverage,
  workingTogether,
  meeting,
  quadratic,
  sharing,
  mixture,
]
