import type { Stream } from '@anthropic-ai/sdk/core/streaming'
import type { MessageCreateParamsStreaming, RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages'
import type { ModelCall, ModelFailure } from '../../shared/connection'
import type { Effort } from '../../shared/nodes/kind'
import type { AnthropicModel } from './anthropic-models'
import { record } from './api-error'
import { NO_KEY, type Session } from './exchange'
import { cutByLength, nameIn, refusalOf, type Tally, textIn } from './tally'
import { anthropicUsage } from './usage'

/** Where a call sets no limit and the model's own is unknown. */
const DEFAULT_OUTPUT_TOKENS = 8192
/** A shorter system prompt is not kept by the provider's cache, so it is not marked for it. */
const CACHED_FROM_CHARACTERS = 4096
const budgets: Readonly<Record<Exclude<Effort, 'none'>, number>> = {
  low: 2048,
  medium: 8192,
  high: 16_384,
  max: 32_768,
}
const LEAST_BUDGET = 1024

/** The request for a call: only what the model takes is in it. */
export function anthropicRequest(call: ModelCall, model: AnthropicModel): MessageCreateParamsStreaming {
  const most = model.maxOutputTokens
  const maxTokens = Math.min(call.maxTokens ?? most ?? DEFAULT_OUTPUT_TOKENS, most ?? Number.POSITIVE_INFINITY)
  const effort = call.effort !== undefined && model.efforts.includes(call.effort) ? call.effort : undefined
  const thinking = effort === undefined ? undefined : thinkingFor(effort, model, maxTokens)
  const level = effort !== undefined && effort !== 'none' && model.levels.includes(effort) ? effort : undefined
  const request: MessageCreateParamsStreaming & { temperature?: number } = {
    model: call.model,
    max_tokens: maxTokens,
    stream: true,
    // Priority capacity has its own price; the list's is the standard one.
    service_tier: 'standard_only',
    messages: [{ role: 'user', content: call.prompt }],
    ...(call.system === '' ? {} : { system: systemOf(call.system) }),
    ...(thinking === undefined ? {} : { thinking }),
    ...(level === undefined ? {} : { output_config: { effort: level } }),
  }
  // A thinking model takes no temperature, and no other takes one above 1.
  const thinks = thinking !== undefined && thinking.type !== 'disabled'
  if (call.temperature !== undefined && model.temperature && !thinks)
    request.temperature = Math.min(call.temperature, 1)
  return request
}

function systemOf(text: string): NonNullable<MessageCreateParamsStreaming['system']> {
  if (text.length < CACHED_FROM_CHARACTERS) return text
  return [{ type: 'text', text, cache_control: { type: 'ephemeral' } }]
}

function thinkingFor(
  effort: Effort,
  model: AnthropicModel,
  maxTokens: number,
): MessageCreateParamsStreaming['thinking'] {
  if (effort === 'none') return { type: 'disabled' }
  if (model.adaptive) return { type: 'adaptive', display: 'summarized' }
  if (!model.budgeted) return undefined
  // The budget is part of the limit, and half of it is left for the answer.
  const budget = Math.min(budgets[effort], Math.floor(maxTokens / 2))
  return budget < LEAST_BUDGET ? { type: 'disabled' } : { type: 'enabled', budget_tokens: budget }
}

/** Sends the request and reads its stream into the tally. */
export async function readAnthropic(
  session: Session,
  request: MessageCreateParamsStreaming,
  { baseUrl, timeoutMs }: { baseUrl: string; timeoutMs: number },
): Promise<void> {
  const { Anthropic } = await import('@anthropic-ai/sdk')
  const client = new Anthropic({
    apiKey: NO_KEY,
    baseURL: baseUrl,
    webhookKey: null,
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: session.fetch,
    fetchOptions: { redirect: 'error' },
    logLevel: 'off',
    openTelemetry: false,
  })
  const reader = newReader(session, request.max_tokens)
  // Not by `messages.create`, which writes its advice about models to the console, at every call.
  const stream = await client.post<Stream<RawMessageStreamEvent>>('/v1/messages', {
    body: request,
    stream: true,
    signal: session.signal,
  })
  for await (const event of stream) {
    reader(event)
    // A server that leaves the connection open is not waited for.
    if (session.tally.end !== null) return
  }
}

/** Reads a message that was not streamed, as its stream would have been. */
export function takeMessage(tally: Tally, message: unknown): void {
  const fields = record(message)
  if (fields === undefined) return
  tally.model = nameIn(fields.model)
  tally.requestId = nameIn(fields.id)
  tally.usage = anthropicUsage(undefined, fields.usage)
  for (const block of Array.isArray(fields.content) ? fields.content.map(record) : []) {
    if (block?.type === 'text') tally.text += textIn(block.text)
    if (block?.type === 'thinking') tally.thought = true
  }
  const reason = typeof fields.stop_reason === 'string' ? fields.stop_reason : null
  const explanation = record(fields.stop_details)?.explanation
  tally.end = endOf(reason, typeof explanation === 'string' ? explanation : null)
  if (tally.end !== null && tally.end !== 'answered' && tally.end.reason === 'length')
    tally.end = cutByLength(tally, null)
}

function newReader({ tally, emit }: Session, maxTokens: number): (event: RawMessageStreamEvent) => void {
  let startUsage: unknown
  let endUsage: unknown
  let end: 'answered' | ModelFailure | null = null
  return (event) => {
    switch (event.type) {
      case 'message_start': {
        tally.started = true
        tally.model = nameIn(event.message?.model)
        tally.requestId = nameIn(event.message?.id)
        startUsage = event.message?.usage
        tally.usage = anthropicUsage(startUsage, undefined)
        if (event.message?.usage?.service_tier === 'batch') tally.billedShare = 0.5
        return
      }
      case 'content_block_delta': {
        const { delta } = event
        if (delta?.type === 'text_delta') emit({ kind: 'answer', text: textIn(delta.text) })
        else if (delta?.type === 'thinking_delta') emit({ kind: 'thinking', text: textIn(delta.thinking) })
        return
      }
      case 'message_delta': {
        endUsage = { ...(endUsage as object), ...event.usage }
        tally.usage = anthropicUsage(startUsage, endUsage)
        end = endOf(event.delta?.stop_reason, textIn(event.delta?.stop_details?.explanation))
        if (end !== null && end !== 'answered' && end.reason === 'length') end = cutByLength(tally, maxTokens)
        return
      }
      case 'message_stop':
        tally.end = end
        return
      case 'content_block_start':
      case 'content_block_stop':
    }
  }
}

function endOf(
  reason: string | null | undefined,
  explanation: string | null | undefined,
): 'answered' | ModelFailure | null {
  switch (reason) {
    case null:
    case undefined:
      return null
    case 'end_turn':
    case 'stop_sequence':
      return 'answered'
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return { reason: 'length', message: '' }
    case 'refusal':
      return refusalOf(explanation)
    default:
      return { reason: 'provider', message: `the model stopped without an answer (${reason})` }
  }
}
