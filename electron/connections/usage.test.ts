import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anthropicUsage, openaiUsage } from './usage'

describe('Anthropic’s usage', () => {
  it('has cached input beside the input; here it is inside', () => {
    const usage = { input_tokens: 10, cache_read_input_tokens: 300, cache_creation_input_tokens: 40, output_tokens: 7 }
    expect(anthropicUsage(undefined, usage)).toEqual({
      inputTokens: 350,
      outputTokens: 7,
      cacheReadTokens: 300,
      cacheWriteTokens: 40,
    })
  })

  it('is taken from a stream’s end, and from its beginning where the end is silent', () => {
    const start = { input_tokens: 10, cache_read_input_tokens: 5, output_tokens: 1 }
    const end = { output_tokens: 90, input_tokens: null, output_tokens_details: { thinking_tokens: 60 } }
    expect(anthropicUsage(start, end)).toEqual({
      inputTokens: 15,
      outputTokens: 90,
      cacheReadTokens: 5,
      reasoningTokens: 60,
    })
    expect(anthropicUsage(start, undefined)).toEqual({ inputTokens: 15, outputTokens: null, cacheReadTokens: 5 })
  })
})

describe('OpenAI’s usage', () => {
  it('has cached input inside the input, whichever API names it', () => {
    const usage = { inputTokens: 100, outputTokens: 20, cacheReadTokens: 64, reasoningTokens: 12 }
    expect(
      openaiUsage({
        prompt_tokens: 100,
        completion_tokens: 20,
        total_tokens: 120,
        prompt_tokens_details: { cached_tokens: 64 },
        completion_tokens_details: { reasoning_tokens: 12 },
      }),
    ).toEqual(usage)
    expect(
      openaiUsage({
        input_tokens: 100,
        output_tokens: 20,
        total_tokens: 120,
        input_tokens_details: { cached_tokens: 64, cache_write_tokens: 0 },
        output_tokens_details: { reasoning_tokens: 12 },
      }),
    ).toEqual(usage)
  })

  it('of a server that counts what was reasoned beside the output is added up, as its total says', () => {
    const usage = {
      prompt_tokens: 30,
      completion_tokens: 5,
      total_tokens: 135,
      completion_tokens_details: { reasoning_tokens: 100 },
    }
    expect(openaiUsage(usage)).toEqual({ inputTokens: 30, outputTokens: 105, reasoningTokens: 100 })
  })
})

describe('usage that cannot be', () => {
  it('is unknown: no call has an input of 0 tokens', () => {
    const unknown = { inputTokens: null, outputTokens: null }
    expect(openaiUsage({ prompt_tokens: 0, completion_tokens: 0 })).toEqual(unknown)
    expect(anthropicUsage({ input_tokens: 0, output_tokens: 0 }, { output_tokens: 0 })).toEqual(unknown)
    for (const bad of [null, undefined, 'many', [], {}, { prompt_tokens: -1, completion_tokens: '7' }]) {
      expect(openaiUsage(bad)).toEqual(unknown)
    }
  })

  it('never makes a part larger than its whole', () => {
    const count = fc.oneof(fc.nat(1000), fc.constantFrom(-1, 0.5, Number.NaN, null, 'x'))
    const stated = fc.record({
      prompt_tokens: count,
      completion_tokens: count,
      total_tokens: count,
      prompt_tokens_details: fc.record({ cached_tokens: count, cache_write_tokens: count }),
      completion_tokens_details: fc.record({ reasoning_tokens: count }),
    })
    fc.assert(
      fc.property(stated, (usage) => {
        const {
          inputTokens,
          outputTokens,
          cacheReadTokens = 0,
          cacheWriteTokens = 0,
          reasoningTokens = 0,
        } = openaiUsage(usage)
        expect(cacheReadTokens + cacheWriteTokens).toBeLessThanOrEqual(inputTokens ?? 0)
        expect(reasoningTokens).toBeLessThanOrEqual(outputTokens ?? 0)
      }),
    )
  })
})
