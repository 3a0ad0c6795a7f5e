import type { Usage } from '../../shared/ledger/price'
import { record } from './api-error'

/**
 * Anthropic counts cached input beside the input; here it is inside. `later` wins over `earlier` where both state a figure, as
 * the end of a stream does over its beginning.
 */
export function anthropicUsage(earlier: unknown, later: unknown): Usage {
  const pick = (name: string) => tokens(record(later)?.[name]) ?? tokens(record(earlier)?.[name])
  const fresh = pick('input_tokens')
  const read = pick('cache_read_input_tokens') ?? 0
  const written = pick('cache_creation_input_tokens') ?? 0
  const details = record(record(later)?.output_tokens_details) ?? record(record(earlier)?.output_tokens_details)
  return usageOf({
    input: fresh === null ? null : fresh + read + written,
    // What a stream's beginning states of the output is only what had been written by then.
    output: tokens(record(later)?.output_tokens),
    read,
    written,
    reasoning: tokens(details?.thinking_tokens) ?? 0,
  })
}

/** OpenAI's usage, of either API: what is cached is inside the input, what was reasoned inside the output. */
export function openaiUsage(stated: unknown): Usage {
  const usage = record(stated)
  const inputDetails = record(usage?.prompt_tokens_details) ?? record(usage?.input_tokens_details)
  const outputDetails = record(usage?.completion_tokens_details) ?? record(usage?.output_tokens_details)
  const input = tokens(usage?.prompt_tokens) ?? tokens(usage?.input_tokens)
  const plain = tokens(usage?.completion_tokens) ?? tokens(usage?.output_tokens)
  const total = tokens(usage?.total_tokens)
  const reasoning = tokens(outputDetails?.reasoning_tokens) ?? 0
  // Some servers count what was reasoned beside the output; then only all three make up the total.
  const beside = input !== null && plain !== null && reasoning > 0 && total === input + plain + reasoning
  return usageOf({
    input,
    output: beside ? (plain ?? 0) + reasoning : plain,
    read: tokens(inputDetails?.cached_tokens) ?? tokens(usage?.prompt_cache_hit_tokens) ?? 0,
    written: tokens(inputDetails?.cache_write_tokens) ?? 0,
    reasoning,
  })
}

interface Counts {
  input: number | null
  output: number | null
  read: number
  written: number
  reasoning: number
}

/** No call has an input of 0 tokens: a server that says so has not counted. Parts cannot be more than their whole. */
function usageOf({ input, output, read, written, reasoning }: Counts): Usage {
  const inputTokens = input === 0 ? null : input
  const outputTokens = input === 0 && output === 0 ? null : output
  const usage: Usage = { inputTokens, outputTokens }
  const cacheRead = Math.min(read, inputTokens ?? 0)
  const cacheWrite = Math.min(written, (inputTokens ?? 0) - cacheRead)
  if (cacheRead > 0) usage.cacheReadTokens = cacheRead
  if (cacheWrite > 0) usage.cacheWriteTokens = cacheWrite
  const reasoned = Math.min(reasoning, outputTokens ?? 0)
  if (reasoned > 0) usage.reasoningTokens = reasoned
  return usage
}

/** Whether the provider stated what a bill needs. */
export function isCounted({ inputTokens, outputTokens }: Usage): boolean {
  return inputTokens !== null && outputTokens !== null
}

function tokens(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}
