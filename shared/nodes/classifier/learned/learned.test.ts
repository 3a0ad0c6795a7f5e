import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uniform } from '../../../random'
import { FEATURES, featuresOf } from './features'
import { type LearnedModel, learnedModelSchema, predictLabel, probabilitiesOf, writeModel } from './learned-model'
import { type Example, trainModel } from './train'

const words = ['apples', 'pears', 'coins', 'trains', 'books', 'days']
const pick = (list: readonly string[], ...luck: (string | number)[]) =>
  list[Math.floor(uniform(7, ...luck) * list.length)] ?? ''

/** Sums are easy, proofs are hard; the rest of the words says nothing. */
const examples: Example[] = Array.from({ length: 200 }, (_, n) => {
  const thing = pick(words, n, 'thing')
  return n % 2 === 0
    ? { question: `How many ${thing} are ${n} and ${n * 3} ${thing}?`, label: 0 }
    : { question: `Prove that every number of ${thing} above ${n} is a sum of primes.`, label: 1 }
})

function train(given: readonly Example[], labels = ['small', 'large']): LearnedModel {
  const training = trainModel(labels, given, 'sums')
  for (;;) {
    const { done, value } = training.next()
    if (done === true) return value
  }
}

const model = train(examples)
const anyText = fc.string({ unit: 'binary', maxLength: 300 })

describe('the features of a question', () => {
  it('are finite, within the room for them, and of words of length 1', () => {
    fc.assert(
      fc.property(anyText, (question) => {
        const { at, value } = featuresOf(question)
        expect(at).toHaveLength(value.length)
        expect(at.every((one) => Number.isInteger(one) && one >= 0 && one < FEATURES)).toBe(true)
        expect(value.every(Number.isFinite)).toBe(true)
      }),
    )
  })

  it('do not tell one number from another, nor capitals from small letters', () => {
    expect(featuresOf('What is 12 + 34?')).toEqual(featuresOf('what is 56 + 78?'))
  })
})

describe('a trained model', () => {
  it('gives questions that it has not seen the label of their like', () => {
    expect(predictLabel(model, 'How many horses are 7 and 9 horses?', 0.5).label).toBe('small')
    expect(predictLabel(model, 'Prove that every number of horses above 3 is even.', 0.5).label).toBe('large')
  })

  it('says how well it did on questions that it was not trained on, beside the commonest label', () => {
    expect(model.trainedOn).toMatchObject({ dataset: 'sums', problems: 200, commonest: 0.5 })
    expect(model.trainedOn.heldOut).toBeGreaterThan(0.95)
  })

  it('claims no skill where the labels are luck', () => {
    const luck = examples.map(({ question }, n) => ({ question, label: uniform(3, n) < 0.5 ? 0 : 1 }))
    const { heldOut } = train(luck).trainedOn
    expect(heldOut).toBeGreaterThan(0.35)
    expect(heldOut).toBeLessThan(0.65)
  })

  it('is the same for the same examples, and survives being written down', () => {
    expect(train(examples)).toEqual(model)
    expect(learnedModelSchema.parse(JSON.parse(JSON.stringify(model)))).toEqual(model)
  })

  it('gives probabilities for any text, the same each time', () => {
    fc.assert(
      fc.property(anyText, (question) => {
        const chances = probabilitiesOf(model, question)
        expect(chances.every((chance) => chance >= 0 && chance <= 1)).toBe(true)
        expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9)
        expect(probabilitiesOf(structuredClone(model), question)).toEqual(chances)
      }),
    )
  })

  it('never gives a cheaper label where it is to be surer', () => {
    const three = writeModel(
      {
        labels: ['a', 'b', 'c'],
        bias: [0.1, 0.3, 0.2],
        weights: [0, 1, 2].map((label) => Float64Array.from({ length: FEATURES }, (_, n) => uniform(label, n) * 4 - 2)),
      },
      model.trainedOn,
    )
    const place = (question: string, sure: number) =>
      three.labels.findIndex(({ label }) => label === predictLabel(three, question, sure).label)
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(anyText, share, share, (question, a, b) => {
        expect(place(question, Math.min(a, b))).toBeLessThanOrEqual(place(question, Math.max(a, b)))
      }),
    )
  })
})

it('weights that are cut off or of another size are refused', () => {
  const [first, ...rest] = model.labels
  const cut = { ...model, labels: [{ ...first, weights: first?.weights.slice(2) }, ...rest] }
  expect(learnedModelSchema.safeParse(cut).success).toBe(false)
})
