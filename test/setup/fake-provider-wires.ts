import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

export type Wire = 'messages' | 'responses' | 'chat'

/** What a request asks for. */
export interface Asked {
  wire: Wire
  model: string
  system: string
  prompt: string
  stream: boolean
  /** The whole request, as sent. */
  request: Record<string, unknown>
}

/** What a model answers, and how the provider tells of it. */
export interface Answer {
  text: string
  thinking?: string
  refusal?: string
  /** `null` where the provider does not count. */
  inputTokens?: number | null
  outputTokens?: number | null
  cacheReadTokens?: number
  cacheWriteTokens?: number
  reasoningTokens?: number
  /** In the format's own words, such as `max_tokens` or `length`. */
  stopReason?: string
  logprobs?: readonly number[]
  serviceTier?: string
  /** The name of the field for thinking in the chat format. */
  thinkingField?: 'reasoning' | 'reasoning_content'
}

export interface Manner {
  delayMs: number
  pieceMs: number
  headers: Record<string, string>
}

const wires: Readonly<Record<string, Wire>> = {
  '/v1/messages': 'messages',
  '/v1/responses': 'responses',
  '/v1/chat/completions': 'chat',
}

export function readAsked(path: string, body: string): Asked | null {
  const wire = wires[path.replace(/\?.*$/, '')]
  return wire === undefined ? null : askedOf(wire, JSON.parse(body))
}

export function askedOf(wire: Wire, request: Record<string, unknown>): Asked {
  const messages = (Array.isArray(request.messages) ? request.messages : []) as { role: string; content: unknown }[]
  const said = (role: string) => messages.filter((one) => one.role === role).map((one) => textIn(one.content))
  return {
    wire,
    model: String(request.model),
    system: wire === 'chat' ? said('system').join('\n') : textIn(request.system ?? request.instructions ?? ''),
    prompt: wire === 'responses' ? textIn(request.input) : said('user').join('\n'),
    stream: request.stream === true,
    request,
  }
}

function textIn(content: unknown): string {
  if (typeof content === 'string') return content
  return (Array.isArray(content) ? content : []).map((part: { text?: string }) => part.text ?? '').join('')
}

/** Sends a proper answer, as a stream if it was asked for. */
export async function sendAnswer(response: ServerResponse, asked: Asked, answer: Answer, how: Manner): Promise<void> {
  if (how.delayMs > 0) await pause(how.delayMs)
  if (!asked.stream) {
    response.writeHead(200, { ...idHeader(asked), ...how.headers, 'content-type': 'application/json' })
    response.end(JSON.stringify(wholeOf(asked, answer)))
    return
  }
  response.writeHead(200, streamHeaders(asked, how))
  for (const event of eventsOf(asked, answer)) {
    if (response.destroyed) return
    response.write(event)
    if (how.pieceMs > 0) await pause(how.pieceMs)
  }
  response.end()
}

export function streamHeaders(asked: Asked, how: Manner): Record<string, string> {
  return { ...idHeader(asked), ...how.headers, 'content-type': 'text/event-stream', 'cache-control': 'no-store' }
}

function idHeader({ wire }: Asked): Record<string, string> {
  return wire === 'messages' ? { 'request-id': 'req_fake_1' } : { 'x-request-id': 'req_fake_1' }
}

/** The events of a whole stream, as text. */
export function eventsOf(asked: Asked, answer: Answer): string[] {
  switch (asked.wire) {
    case 'messages':
      return messagesEvents(asked, answer).map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    case 'responses':
      return responsesEvents(asked, answer).map(
        (event, place) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: place })}\n\n`,
      )
    case 'chat':
      return [...chatChunks(asked, answer).map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`), 'data: [DONE]\n\n']
  }
}

/** An answer in pieces, whole characters each. */
function piecesOf(text: string): string[] {
  return text.match(/[\s\S]{1,8}/gu) ?? []
}

function messagesEvents(asked: Asked, answer: Answer): { type: string }[] {
  const { cacheReadTokens = 0, cacheWriteTokens = 0, inputTokens = 0 } = answer
  const started = {
    input_tokens: (inputTokens ?? 0) - cacheReadTokens - cacheWriteTokens,
    cache_read_input_tokens: cacheReadTokens,
    cache_creation_input_tokens: cacheWriteTokens,
    output_tokens: 1,
    service_tier: answer.serviceTier ?? 'standard',
  }
  const ended = {
    output_tokens: answer.outputTokens ?? 0,
    output_tokens_details: { thinking_tokens: answer.reasoningTokens ?? 0 },
  }
  const block = (index: number, kind: 'thinking' | 'text', text: string) => [
    {
      type: 'content_block_start',
      index,
      content_block: kind === 'text' ? { type: 'text', text: '' } : { type: 'thinking', thinking: '', signature: '' },
    },
    ...piecesOf(text).map((piece) => ({
      type: 'content_block_delta',
      index,
      delta: kind === 'text' ? { type: 'text_delta', text: piece } : { type: 'thinking_delta', thinking: piece },
    })),
    { type: 'content_block_stop', index },
  ]
  const message = {
    id: 'msg_fake_1',
    type: 'message',
    role: 'assistant',
    model: asked.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: started,
  }
  return [
    { type: 'message_start', message } as { type: string },
    { type: 'ping' },
    ...(answer.thinking === undefined ? [] : block(0, 'thinking', answer.thinking)),
    ...block(answer.thinking === undefined ? 0 : 1, 'text', answer.text),
    {
      type: 'message_delta',
      delta: {
        stop_reason: answer.stopReason ?? 'end_turn',
        stop_sequence: null,
        ...(answer.refusal === undefined
          ? {}
          : { stop_details: { type: 'refusal', category: null, explanation: answer.refusal } }),
      },
      usage: ended,
    } as { type: string },
    { type: 'message_stop' },
  ]
}

function openaiUsage(answer: Answer, names: { input: string; output: string }) {
  const input = answer.inputTokens
  const output = answer.outputTokens
  if (input == null || output == null) return null
  return {
    [names.input]: input,
    [names.output]: output,
    total_tokens: input + output,
    [`${names.input}_details`]: {
      cached_tokens: answer.cacheReadTokens ?? 0,
      cache_write_tokens: answer.cacheWriteTokens ?? 0,
    },
    [`${names.output}_details`]: { reasoning_tokens: answer.reasoningTokens ?? 0 },
  }
}

function responsesEvents(asked: Asked, answer: Answer): { type: string }[] {
  const ids = { item_id: 'msg_fake_1', output_index: 0, content_index: 0 }
  const cut = answer.stopReason === 'max_output_tokens' || answer.stopReason === 'content_filter'
  const status = cut ? 'incomplete' : 'completed'
  const base = { id: 'resp_fake_1', object: 'response', model: asked.model, created_at: 1_700_000_000, error: null }
  const tokens = asked.request.include === undefined ? [] : (answer.logprobs ?? [])
  return [
    { type: 'response.created', response: { ...base, status: 'in_progress', output: [], usage: null } } as {
      type: string
    },
    ...piecesOf(answer.thinking ?? '').map((delta) => ({
      type: 'response.reasoning_summary_text.delta',
      item_id: 'rs_1',
      output_index: 0,
      summary_index: 0,
      delta,
    })),
    ...piecesOf(answer.refusal ?? '').map((delta) => ({ type: 'response.refusal.delta', ...ids, delta })),
    ...piecesOf(answer.text).map((delta, place) => ({
      type: 'response.output_text.delta',
      ...ids,
      delta,
      logprobs: place === 0 ? tokens.map((logprob) => ({ token: 'x', logprob, top_logprobs: [] })) : [],
    })),
    {
      type: `response.${status}`,
      response: {
        ...base,
        status,
        incomplete_details: cut ? { reason: answer.stopReason } : null,
        service_tier: answer.serviceTier ?? 'default',
        output: [{ type: 'message', id: 'msg_fake_1', role: 'assistant', status, content: [contentOf(answer)] }],
        usage: openaiUsage(answer, { input: 'input_tokens', output: 'output_tokens' }),
      },
    } as { type: string },
  ]
}

function contentOf({ refusal, text }: Answer): object {
  return refusal === undefined ? { type: 'output_text', text, annotations: [] } : { type: 'refusal', refusal }
}

function chatChunks(asked: Asked, answer: Answer): object[] {
  const { stream_options: options } = asked.request as { stream_options?: { include_usage?: boolean } }
  const chunk = (delta: object, more: object = {}) => ({
    id: 'chatcmpl_fake_1',
    object: 'chat.completion.chunk',
    created: 1_700_000_000,
    model: asked.model,
    service_tier: answer.serviceTier ?? 'default',
    choices: [{ index: 0, delta, finish_reason: null, ...more }],
  })
  const tokens = asked.request.logprobs === true ? (answer.logprobs ?? []) : []
  const usage = openaiUsage(answer, { input: 'prompt_tokens', output: 'completion_tokens' })
  return [
    chunk({ role: 'assistant', content: null }),
    ...piecesOf(answer.thinking ?? '').map((text) => chunk({ [answer.thinkingField ?? 'reasoning_content']: text })),
    ...piecesOf(answer.refusal ?? '').map((refusal) => chunk({ refusal })),
    ...piecesOf(answer.text).map((content, place) =>
      chunk(
        { content },
        place === 0 && tokens.length > 0
          ? { logprobs: { content: tokens.map((logprob) => ({ token: 'x', logprob })), refusal: null } }
          : {},
      ),
    ),
    chunk({}, { finish_reason: answer.stopReason ?? 'stop' }),
    ...(options?.include_usage === true && usage !== null ? [{ ...chunk({}), choices: [], usage }] : []),
  ]
}

/** The whole answer of a request that was not streamed. */
export function wholeOf(asked: Asked, answer: Answer): object {
  if (asked.wire === 'chat') {
    const message = { role: 'assistant', content: answer.text, refusal: answer.refusal ?? null }
    return {
      id: 'chatcmpl_fake_1',
      object: 'chat.completion',
      model: asked.model,
      choices: [{ index: 0, message, finish_reason: answer.stopReason ?? 'stop' }],
      usage: openaiUsage(answer, { input: 'prompt_tokens', output: 'completion_tokens' }),
    }
  }
  const events = asked.wire === 'messages' ? messagesEvents(asked, answer) : responsesEvents(asked, answer)
  if (asked.wire === 'responses') return (events.at(-1) as unknown as { response: object }).response
  const { message } = events[0] as unknown as { message: { usage: object } }
  const usage = { ...message.usage, output_tokens: answer.outputTokens ?? 0 }
  return {
    ...message,
    content: [{ type: 'text', text: answer.text }],
    stop_reason: answer.stopReason ?? 'end_turn',
    usage,
  }
}
