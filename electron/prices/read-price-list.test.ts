import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SwitchyardError } from '../../shared/errors'
import { priceSchema } from '../../shared/ledger/price'
import { readPriceList } from './read-price-list'

const litellm = {
  sample_spec: { litellm_provider: 'one of them', max_tokens: 'LEGACY' },
  'claude-x': {
    litellm_provider: 'anthropic',
    mode: 'chat',
    input_cost_per_token: 3e-6,
    output_cost_per_token: 1.5e-5,
    cache_read_input_token_cost: 3e-7,
    cache_creation_input_token_cost: 3.75e-6,
    input_cost_per_token_above_200k_tokens: 6e-6,
    output_cost_per_token_above_200k_tokens: 2.25e-5,
    max_input_tokens: 1_000_000,
    max_output_tokens: '64000',
  },
  'openrouter/meta/llama': {
    litellm_provider: 'openrouter',
    mode: 'chat',
    input_cost_per_token: 0,
    output_cost_per_token: 0,
  },
  'half-known': { litellm_provider: 'openai', mode: 'chat', input_cost_per_token: 1e-6 },
  pictures: { litellm_provider: 'openai', mode: 'image_generation', output_cost_per_image: 0.04 },
  broken: { litellm_provider: 'openai', input_cost_per_token: -1 },
  'broken-too': { litellm_provider: 'openai', output_cost_per_token: 'free' },
  nobody: 7,
}

const modelsDev = {
  anthropic: {
    id: 'anthropic',
    models: {
      'claude-x': {
        id: 'claude-x',
        cost: { input: 3, output: 15, cache_read: 0.3, context_over_200k: { input: 6, output: 22.5 } },
        limit: { context: 200_000, output: 64_000 },
      },
      'no-price': { id: 'no-price', limit: { context: 0, output: 0 } },
      wrong: { cost: { input: 'cheap', output: 1 } },
    },
  },
  odd: { id: 'odd' },
}

describe("LiteLLM's list", () => {
  const { list, entries, bad } = readPriceList(JSON.stringify(litellm), 'list.json')

  it('is known by its shape, and gives prices per million tokens with caches and tiers', () => {
    expect(list).toBe('litellm')
    expect(entries.find(({ model }) => model === 'claude-x')).toEqual({
      provider: 'anthropic',
      model: 'claude-x',
      price: {
        inputPerMillion: 3,
        outputPerMillion: 15,
        cacheReadPerMillion: 0.3,
        cacheWritePerMillion: 3.75,
        tiers: [
          {
            aboveInputTokens: 200_000,
            inputPerMillion: 6,
            outputPerMillion: 22.5,
            cacheReadPerMillion: 0.3,
            cacheWritePerMillion: 3.75,
          },
        ],
      },
      contextTokens: 1_000_000,
      maxOutputTokens: 64_000,
    })
  })

  it('drops the provider from a name that begins with it, and keeps a price of zero', () => {
    expect(entries).toContainEqual(
      expect.objectContaining({
        provider: 'openrouter',
        model: 'meta/llama',
        price: { inputPerMillion: 0, outputPerMillion: 0 },
      }),
    )
  })

  it('has no price for a model of which it states only half', () => {
    expect(entries.find(({ model }) => model === 'half-known')?.price).toBeNull()
  })

  it('leaves out what is no conversation, and reports what is wrong', () => {
    expect(entries.map(({ model }) => model)).not.toContain('pictures')
    expect(bad.map(({ entry }) => entry)).toEqual(['broken', 'broken-too', 'nobody'])
    expect(bad[0]?.reason).toBe('input_cost_per_token is -1, expected a number from 0 to 1000')
  })
})

describe('an odd entry', () => {
  const priceOf = (entry: object) =>
    readPriceList(JSON.stringify({ m: { litellm_provider: 'p', mode: 'chat', ...entry } }), 'f').entries[0]?.price
  const rates = { input_cost_per_token: 1e-6, output_cost_per_token: 2e-6 }

  it('may write rates as text, and null for what it does not know', () => {
    const text = { input_cost_per_token: '1e-6', output_cost_per_token: '0.000002', cache_read_input_token_cost: null }
    expect(priceOf(text)).toEqual({ inputPerMillion: 1, outputPerMillion: 2 })
  })

  it('may state its rates by ranges of the input alone', () => {
    const ranges = [
      { range: [32_000, 128_000], input_cost_per_token: 5e-6 },
      { range: [0, 32_000], input_cost_per_token: 2e-6, output_cost_per_token: 3e-6 },
    ]
    expect(priceOf({ tiered_pricing: ranges })).toEqual({
      inputPerMillion: 2,
      outputPerMillion: 3,
      tiers: [{ aboveInputTokens: 32_000, inputPerMillion: 5, outputPerMillion: 3 }],
    })
  })

  it.each([
    ['a fee for each request', { ...rates, input_cost_per_request: 0.005 }],
    ['another rate for thinking', { ...rates, output_cost_per_reasoning_token: 9e-6 }],
  ])('with %s has no price, for ours cannot hold it', (_, entry) => {
    expect(priceOf(entry)).toBeNull()
  })

  it('with the same rate for thinking has one', () => {
    expect(priceOf({ ...rates, output_cost_per_reasoning_token: 2e-6 })).not.toBeNull()
  })
})

describe("models.dev's tiers", () => {
  const priceOf = (cost: object) =>
    readPriceList(JSON.stringify({ p: { models: { m: { cost: { input: 5, output: 30, ...cost } } } } }), 'f').entries[0]
      ?.price
  const premium = { input: 10, output: 45 }

  it('say it exactly where an older form says it too', () => {
    const tiers = [{ ...premium, tier: { type: 'context', size: 272_000 } }]
    expect(priceOf({ tiers, context_over_200k: premium })?.tiers).toEqual([
      { aboveInputTokens: 272_000, inputPerMillion: 10, outputPerMillion: 45 },
    ])
  })

  it('by anything but the length of the input leave it without a price, as does another rate for thinking', () => {
    expect(priceOf({ tiers: [{ ...premium, tier: { type: 'time', size: 1 } }] })).toBeNull()
    expect(priceOf({ reasoning: 60 })).toBeNull()
    expect(priceOf({ reasoning: 30 })).not.toBeNull()
  })
})

describe("models.dev's list", () => {
  const { list, entries, bad } = readPriceList(JSON.stringify(modelsDev), 'api.json')

  it('is known by its shape and read with its tier', () => {
    expect(list).toBe('models.dev')
    expect(entries[0]).toMatchObject({
      provider: 'anthropic',
      model: 'claude-x',
      contextTokens: 200_000,
      price: {
        inputPerMillion: 3,
        tiers: [{ aboveInputTokens: 200_000, inputPerMillion: 6, cacheReadPerMillion: 0.3 }],
      },
    })
  })

  it('takes a window of 0 tokens for unknown, and reports what is wrong', () => {
    expect(entries[1]).toMatchObject({ model: 'no-price', price: null, contextTokens: null, maxOutputTokens: null })
    expect(bad.map(({ entry }) => entry)).toEqual(['anthropic/wrong', 'odd'])
  })
})

describe('a file that is no price list', () => {
  it.each([
    ['not JSON', '{"a": ', 'is not JSON'],
    ['another document', '{"name": "x"}', 'neither'],
    ['an array', '[1, 2]', 'neither'],
    ['a list without one good entry', '{"a": {"litellm_provider": "p", "input_cost_per_token": "x"}}', 'no model that'],
  ])('%s is refused in one line', (_, text, says) => {
    expect(() => readPriceList(text, 'f.json')).toThrow(says)
  })
})

describe('whatever stands in a list', () => {
  const value = fc.oneof(fc.jsonValue(), fc.double(), fc.string(), fc.constant(null))
  const members = fc.constantFrom(
    'litellm_provider',
    'mode',
    'input_cost_per_token',
    'output_cost_per_token',
    'input_cost_per_token_above_128k_tokens',
    'output_cost_per_token_above_0k_tokens',
    'tiered_pricing',
    'range',
    'max_input_tokens',
    'models',
    'cost',
    'limit',
  )
  const anyList = fc.dictionary(
    fc.string(),
    fc.oneof(value, fc.dictionary(members, value), fc.record({ models: value })),
  )

  it('is read into prices that can be reckoned with, or refused in our words', () => {
    fc.assert(
      fc.property(anyList, (document) => {
        try {
          for (const { price } of readPriceList(JSON.stringify(document), 'f').entries) {
            if (price !== null) expect(priceSchema.safeParse(price).success).toBe(true)
          }
        } catch (error) {
          expect(error).toBeInstanceOf(SwitchyardError)
        }
      }),
    )
  })

  it('costs per million tokens what a million tokens cost', () => {
    const cost = fc.double({ min: 0, max: 0.001, noNaN: true })
    fc.assert(
      fc.property(cost, cost, (input, output) => {
        const entry = { litellm_provider: 'p', input_cost_per_token: input, output_cost_per_token: output }
        const [read] = readPriceList(JSON.stringify({ m: entry }), 'f').entries
        expect(read?.price?.inputPerMillion).toBeCloseTo(input * 1e6, 6)
        expect(read?.price?.outputPerMillion).toBeCloseTo(output * 1e6, 6)
      }),
    )
  })
})
