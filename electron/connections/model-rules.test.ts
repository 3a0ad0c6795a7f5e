import { describe, expect, it } from 'vitest'
import { anthropicByInfo, anthropicByName } from './anthropic-models'
import { openaiByName, openaiEffort } from './openai-models'

describe('what an Anthropic model takes, by its name', () => {
  const takes = (model: string) => {
    const { temperature, efforts, adaptive, budgeted } = anthropicByName(model)
    return { temperature, efforts: efforts.join(' '), thinks: adaptive ? 'adaptive' : budgeted ? 'budgeted' : 'never' }
  }
  it.each([
    ['claude-3-haiku-20240307', { temperature: true, efforts: '', thinks: 'never' }],
    ['claude-3-5-sonnet-20241022', { temperature: true, efforts: '', thinks: 'never' }],
    ['claude-3-7-sonnet-20250219', { temperature: true, efforts: 'none low medium high max', thinks: 'budgeted' }],
    ['claude-opus-4-20250514', { temperature: true, efforts: 'none low medium high max', thinks: 'budgeted' }],
    ['claude-haiku-4-5-20251001', { temperature: true, efforts: 'none low medium high max', thinks: 'budgeted' }],
    ['claude-opus-4-5', { temperature: true, efforts: 'none low medium high', thinks: 'budgeted' }],
    ['claude-sonnet-4-6', { temperature: true, efforts: 'none low medium high max', thinks: 'adaptive' }],
    ['claude-opus-4-8', { temperature: false, efforts: 'none low medium high max', thinks: 'adaptive' }],
    ['claude-opus-5-5', { temperature: false, efforts: 'low medium high max', thinks: 'adaptive' }],
    ['claude-fable-5-2', { temperature: false, efforts: 'low medium high max', thinks: 'adaptive' }],
    ['claude-mythos-preview', { temperature: false, efforts: '', thinks: 'never' }],
    ['something-else', { temperature: false, efforts: '', thinks: 'never' }],
  ])('%s', (model, expected) => {
    expect(takes(model)).toEqual(expected)
  })

  it('is overruled by what the provider says, and left to the name where it says nothing', () => {
    expect(anthropicByInfo({ id: 'claude-haiku-4-5', capabilities: null, max_tokens: null })).toEqual(
      anthropicByName('claude-haiku-4-5'),
    )
    expect(anthropicByInfo({ id: 'claude-haiku-4-5', capabilities: {} })?.efforts).toEqual([])
    expect(anthropicByInfo({ name: 'no id' })).toBeNull()
  })
})

describe('what an OpenAI model takes, by its name', () => {
  const takes = (model: string) => {
    const { temperature, efforts, logprobs } = openaiByName(model)
    return { temperature, logprobs, efforts: efforts.join(' ') }
  }
  it.each([
    ['gpt-4o-mini', { temperature: true, logprobs: true, efforts: '' }],
    ['ft:gpt-4.1-2025-04-14:lab::abc', { temperature: true, logprobs: true, efforts: '' }],
    ['o3-mini', { temperature: false, logprobs: false, efforts: 'low medium high' }],
    ['o1-preview', { temperature: false, logprobs: false, efforts: '' }],
    ['gpt-5-mini', { temperature: false, logprobs: false, efforts: 'low medium high' }],
    ['gpt-5.1', { temperature: false, logprobs: false, efforts: 'none low medium high' }],
    ['gpt-5.2-2025-12-11', { temperature: false, logprobs: false, efforts: 'none low medium high max' }],
    ['gpt-5-pro', { temperature: false, logprobs: false, efforts: 'high' }],
    ['gpt-5-chat-latest', { temperature: false, logprobs: false, efforts: '' }],
    ['llama-3', { temperature: false, logprobs: false, efforts: '' }],
  ])('%s', (model, expected) => {
    expect(takes(model)).toEqual(expected)
  })

  it('has its highest effort by the name that its generation knows', () => {
    expect([openaiEffort('max', 'gpt-5.2'), openaiEffort('max', 'gpt-5.6-sol'), openaiEffort('low', 'o3')]).toEqual([
      'xhigh',
      'max',
      'low',
    ])
  })
})
