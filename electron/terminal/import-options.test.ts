import { describe, expect, it } from 'vitest'
import { parseImport } from './import-options'

describe('the options of an import', () => {
  it('ask for nothing, for outcomes in a form that is guessed, or for fields by name', () => {
    expect(parseImport({})).toEqual({ given: {}, prices: [] })
    expect(parseImport({ outcomes: true })).toEqual({ given: {}, outcomes: 'any', prices: [] })
    expect(parseImport({ map: 'question=q', outcomes: 'model=t,latencySeconds=s' })).toEqual({
      given: { question: 'q', model: 't', latencySeconds: 's' },
      outcomes: 'any',
      prices: [],
    })
  })

  it('ask for the wide form by its name, by its models or by patterns of columns', () => {
    const wide = { models: null, patterns: {}, sample: undefined }
    expect(parseImport({ outcomes: 'wide' })).toMatchObject({ outcomes: wide })
    for (const outcomes of ['wide', true] as const)
      expect(parseImport({ outcomes, models: 'a, b=1' })).toMatchObject({ outcomes: { ...wide, models: ['a', 'b=1'] } })
    expect(parseImport({ outcomes: 'wide,correct={model} ok,sample=k' })).toMatchObject({
      outcomes: { ...wide, patterns: { correct: '{model} ok' }, sample: 'k' },
    })
  })

  it('name the model of all rows', () => {
    const given = { correct: 'exact_match' }
    expect(parseImport({ model: ' org/a=1 ', outcomes: 'correct=exact_match' })).toEqual({
      given,
      model: 'org/a=1',
      prices: [],
    })
    expect(parseImport({ model: 'a', outcomes: true })).toEqual({ given: {}, model: 'a', prices: [] })
  })

  it('price models by token and by call', () => {
    const { prices } = parseImport({ price: ['a=3,15', 'org/b=v,1=24.7'], flatPrice: ['a=0.01', 'c=.5'] })
    expect(prices).toEqual([
      { model: 'a', price: { inputPerMillion: 3, outputPerMillion: 15 }, usdPerCall: 0.01 },
      { model: 'org/b=v,1', price: { inputPerMillion: 24.7, outputPerMillion: 24.7 }, usdPerCall: null },
      { model: 'c', price: null, usdPerCall: 0.5 },
    ])
  })

  it('price tokens by the thousand where they say so', () => {
    const { prices } = parseImport({ price: ['a=0.03,0.06/1k', 'b=0.0003/k'] })
    expect(prices?.map(({ price }) => price)).toEqual([
      { inputPerMillion: 30, outputPerMillion: 60 },
      { inputPerMillion: 0.3, outputPerMillion: 0.3 },
    ])
    expect(() => parseImport({ flatPrice: ['a=0.01/1k'] })).toThrow('--flat-price a=0.01/1k is no price')
  })

  it.each([
    [{ models: 'a,b', outcomes: 'model=t' }, '--models is for files in which each model has columns of its own'],
    [{ outcomes: 'wide', models: 'a,,b' }, '--models a,,b does not name each model once'],
    [{ outcomes: 'wide', models: 'a,a' }, '--models a,a does not name each model once'],
    [{ outcomes: 'wide,model=m' }, 'model is no column of a model in the wide form'],
    [{ outcomes: 'wide,key={model}' }, 'key is no column of a model in the wide form'],
    [{ outcomes: 'wide,correct=ok' }, 'correct=ok does not say where the model’s name stands'],
    [{ model: 'a', outcomes: 'wide' }, '--model is for files whose rows are all of one model, which no column names'],
    [
      { model: 'a', outcomes: 'model=m' },
      '--model is for files whose rows are all of one model, which no column names',
    ],
    [{ model: ' ' }, '--model is for files whose rows are all of one model, which no column names'],
    [{ price: ['a'] }, '--price a is no price'],
    [{ price: ['a=1,2,3'] }, '--price a=1,2,3 is no price'],
    [{ price: ['a=-1,2'] }, '--price a=-1,2 is no price'],
    [{ flatPrice: ['a=1,2'] }, '--flat-price a=1,2 is no price'],
    [{ flatPrice: ['=1'] }, '--flat-price =1 is no price'],
    [{ flatPrice: ['a='] }, '--flat-price a= is no price'],
  ])('are refused where they cannot be understood: %j', (words, message) => {
    expect(() => parseImport(words)).toThrow(expect.objectContaining({ code: 'USAGE', message }))
  })
})
