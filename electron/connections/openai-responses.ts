import type { Response, ResponseCreateParamsStreaming, ResponseStreamEvent } from 'openai/resources/responses/responses'
import type { ModelCall, ModelCapabilities, ModelFailure } from '../../shared/connection'
import { record } from './api-error'
import type { Session } from './exchange'
import { openaiClient } from './openai-client'
import { openaiEffort, shareOfTier } from './openai-models'
import { addLogprob, cutByLength, nameIn, refusalOf, type Tally, textIn } from './tally'
import { isCounted, openaiUsage } from './usage'

/** The request for a call: only what the model takes is in it. Nothing is stored at the provider. */
export function responsesRequest(call: ModelCall, model: ModelCapabilities): ResponseCreateParamsStreaming {
  const most = model.maxOutputTokens ?? Number.POSITIVE_INFINITY
  return {
    model: call.model,
    input: call.prompt,
    stream: true,
    store: false,
    service_tier: 'default',
    stream_options: { include_obfuscation: false },
    ...(call.system === '' ? {} : { instructions: call.system }),
    // The API takes no limit below 16.
    ...(call.maxTokens === undefined ? {} : { max_output_tokens: Math.max(16, Math.min(call.maxTokens, most)) }),
    ...(call.effort !== undefined && model.efforts.includes(call.effort)
      ? { reasoning: { effort: openaiEffort(call.effort, call.model) } }
      : {}),
    ...(call.temperature !== undefined && model.temperature ? { temperature: call.temperature } : {}),
    ...(call.logprobs && model.logprobs ? { include: ['message.output_text.logprobs'] } : {}),
  }
}

/** Sends the request and reads its stream into the tally. */
export async function readResponses(
  session: Session,
  request: ResponseCreateParamsStreaming,
  at: { baseUrl: string; timeoutMs: number },
): Promise<void> {
  const client = await openaiClient(session, at)
  const stream = await client.responses.create(request, { signal: session.signal })
  for await (const event of stream) {
    take(session, event, request.max_output_tokens ?? null)
    // A server that leaves the connection open is not waited for.
    if (session.tally.end !== null) return
  }
}

function take({ tally, emit }: Session, event: ResponseStreamEvent, limit: number | null): void {
  const { type } = event
  if (type === 'response.created' || type === 'response.in_progress') {
    tally.started = true
    learn(tally, event.response)
  } else if (type === 'response.output_text.delta') {
    emit({ kind: 'answer', text: textIn(event.delta) })
    for (const { logprob } of event.logprobs ?? []) addLogprob(tally, logprob)
  } else if (type === 'response.refusal.delta') {
    tally.refusal += textIn(event.delta)
  } else if (type === 'response.reasoning_text.delta' || type === 'response.reasoning_summary_text.delta') {
    emit({ kind: 'thinking', text: textIn(event.delta) })
  } else if (type === 'response.completed' || type === 'response.incomplete' || type === 'response.failed') {
    learn(tally, event.response)
    tally.end = endOf(tally, event.response, limit)
  }
}

/** Reads a response that was not streamed. */
export function takeResponse(tally: Tally, response: unknown): void {
  const whole = record(response) as unknown as Response | undefined
  learn(tally, whole)
  tally.end = endOf(tally, whole, null)
}

function learn(tally: Tally, response: Response | undefined): void {
  if (response === undefined) return
  tally.model = nameIn(response.model) ?? tally.model
  tally.requestId = nameIn(response.id) ?? tally.requestId
  if (response.usage != null) tally.usage = openaiUsage(response.usage)
  if (response.status !== 'in_progress' && response.status !== 'queued') {
    tally.billedShare = shareOfTier(response.service_tier)
  }
}

/** Any other state than these three is no end. */
function endOf(tally: Tally, response: Response | undefined, limit: number | null): 'answered' | ModelFailure | null {
  if (response?.status === 'completed') {
    complete(tally, response)
    return tally.refusal !== '' && tally.text === '' ? refusalOf(tally.refusal) : 'answered'
  }
  if (response?.status === 'incomplete') {
    const reason = nameIn(response.incomplete_details?.reason)
    if (reason === 'max_output_tokens') return cutByLength(tally, limit)
    if (reason === 'content_filter') return refusalOf('the provider’s filter stopped the answer')
    return { reason: 'provider', message: `the answer was left incomplete (${reason ?? 'no reason given'})` }
  }
  return response?.status === 'failed' ? failureOf(tally, response.error) : null
}

function failureOf({ usage }: Tally, error: Response['error']): ModelFailure {
  // Without usage it is open whether it is billed: then the end is not a proper one.
  if (usage === null || !isCounted(usage)) throw Object.assign(new Error('failed'), { error })
  const message = nameIn(error?.message) ?? 'no reason given'
  if (/policy|invalid_prompt/.test(nameIn(error?.code) ?? '')) return refusalOf(message)
  return { reason: 'provider', message: `the provider gave up: ${message}` }
}

/** The finished response holds the whole answer, which is what counts. */
function complete(tally: Tally, response: Response): void {
  const parts = (response.output ?? []).flatMap((item) => (item.type === 'message' ? item.content : []))
  const text = parts.map((part) => (part.type === 'output_text' ? textIn(part.text) : '')).join('')
  if (text !== '') tally.text = text
  for (const part of parts) {
    if (part.type === 'refusal' && tally.refusal === '') tally.refusal = textIn(part.refusal)
    if (part.type === 'output_text' && tally.logprobCount === 0) {
      for (const one of part.logprobs ?? []) addLogprob(tally, record(one)?.logprob)
    }
  }
}
