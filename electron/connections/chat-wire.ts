import type { ModelFailure } from '../../shared/connection'
import { parsed, record } from './api-error'
import type { Session } from './exchange'
import { openaiClient } from './openai-client'
import { shareOfTier } from './openai-models'
import { splitThinking } from './split-thinking'
import { addLogprob, cutByLength, type Emit, nameIn, refusalOf, type Tally, textIn } from './tally'
import { openaiUsage } from './usage'

/** A chat request as it is sent: beyond the SDK's own type, since each server has fields of its own. */
export interface ChatRequest {
  model: string
  messages: { role: 'system' | 'user'; content: string }[]
  stream: true
  [field: string]: unknown
}

export interface ChatReading {
  baseUrl: string
  timeoutMs: number
  /** The limit that was asked for, for the message of an answer that was cut. */
  maxTokens: number | null
  /** Some servers leave the model's thinking in the answer, between `<think>` tags. */
  thinkTags: boolean
  /** The server bills by its service tiers. */
  tiers: boolean
}

export async function readChat(session: Session, request: ChatRequest, reading: ChatReading): Promise<void> {
  const client = await openaiClient(session, reading)
  const stream = await client.chat.completions.create(
    request as unknown as Parameters<typeof client.chat.completions.create>[0] & { stream: true },
    { signal: session.signal },
  )
  const { tally } = session
  const thinking = reading.thinkTags ? splitThinking(session.emit) : null
  const emit = thinking?.emit ?? session.emit
  for await (const chunk of stream) take(tally, emit, record(chunk) ?? {}, reading)
  // Some servers do not stream and answer in one piece.
  if (!tally.started) takeCompletion(tally, parsed(session.trace.text), emit, reading)
  thinking?.end()
}

/** Reads a completion that was not streamed; it differs from a stream's pieces in one name. */
export function takeCompletion(
  tally: Tally,
  whole: unknown,
  emit: Emit,
  reading: Pick<ChatReading, 'tiers' | 'maxTokens'>,
) {
  const fields = record(whole)
  if (Array.isArray(fields?.choices)) take(tally, emit, fields, reading)
}

type Fields = Readonly<Record<string, unknown>>

function take(tally: Tally, emit: Emit, chunk: Fields, reading: Pick<ChatReading, 'tiers' | 'maxTokens'>): void {
  const choice = record(Array.isArray(chunk.choices) ? chunk.choices[0] : undefined)
  tally.model = nameIn(chunk.model) ?? tally.model
  tally.requestId = nameIn(chunk.id) ?? tally.requestId
  const usage = record(chunk.usage) ?? record(choice?.usage)
  if (usage !== undefined) {
    tally.usage = openaiUsage(usage)
    // A gateway that states what the call cost knows it better than a price list.
    if (typeof usage.cost === 'number' && Number.isFinite(usage.cost) && usage.cost >= 0) tally.usd = usage.cost
  }
  if (reading.tiers && typeof chunk.service_tier === 'string') tally.billedShare = shareOfTier(chunk.service_tier)
  if (choice === undefined) return
  tally.started = true
  takeDelta(tally, emit, record(choice.delta) ?? record(choice.message) ?? {})
  const logprobs = record(choice.logprobs)
  for (const one of Array.isArray(logprobs?.content) ? logprobs.content : []) addLogprob(tally, record(one)?.logprob)
  if (typeof choice.finish_reason === 'string') tally.end = endOf(choice.finish_reason, tally, reading.maxTokens)
}

function takeDelta(tally: Tally, emit: Emit, delta: Fields): void {
  emit({ kind: 'thinking', text: textIn(delta.reasoning_content ?? delta.reasoning) })
  tally.refusal += textIn(delta.refusal)
  if (Array.isArray(delta.content)) for (const part of delta.content) takePart(emit, record(part) ?? {})
  else emit({ kind: 'answer', text: textIn(delta.content) })
}

function takePart(emit: Emit, part: Fields): void {
  if (part.type === 'text') emit({ kind: 'answer', text: textIn(part.text) })
  if (part.type !== 'thinking' || !Array.isArray(part.thinking)) return
  for (const one of part.thinking) {
    const text = record(one)?.text
    if (typeof text === 'string') emit({ kind: 'thinking', text })
  }
}

function endOf(reason: string, tally: Tally, limit: number | null): 'answered' | ModelFailure | null {
  switch (reason) {
    case '':
    // Servers that gave up half-way say so by these; they are no proper ends.
    case 'error':
    case 'abort':
    case 'insufficient_system_resource':
      return null
    case 'length':
    case 'max_tokens':
      return cutByLength(tally, limit)
    case 'content_filter':
      return refusalOf(tally.refusal === '' ? 'the provider’s filter stopped the answer' : tally.refusal)
    case 'tool_calls':
    case 'function_call':
      return { reason: 'provider', message: 'the model asked for a tool instead of answering' }
    default:
      return 'answered'
  }
}
