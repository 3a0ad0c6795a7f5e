import type { LiveCall, ModelCall, ModelCapabilities } from '../../shared/connection'
import { record } from './api-error'
import { withoutSlash } from './base-url'
import { type ChatRequest, readChat, takeCompletion } from './chat-wire'
import { exchange, type Link, type Session } from './exchange'
import { fetchJson } from './fetch-json'
import { type KnownModels, knownModels } from './known-models'
import type { LiveConfig, LiveDeps, ModelListing, ProviderConnection } from './live-connection'
import { bearer, below, makeLink, sdkTimeoutMs } from './make-link'
import { type BatchWire, openaiBatches } from './openai-batches'
import { openaiByName, openaiEffort } from './openai-models'
import { readResponses, responsesRequest, takeResponse } from './openai-responses'
import { probeModel } from './probe'
import type { Emit } from './tally'

/** OpenAI itself, by its Responses or its Chat Completions. */
export function openaiConnection(config: LiveConfig, deps: LiveDeps): ProviderConnection {
  const link = makeLink(config, deps, {
    baseUrl: 'https://api.openai.com/v1',
    needsKey: true,
    secretOf: bearer,
    load: () => import('openai'),
  })
  const models = knownModels(openaiByName, deps.knownOf)
  const read = config.api === 'chat' ? readAsChat : readAsResponses
  const ask = (call: LiveCall) => exchange(link, call, (session) => read(session, link, call, models.of(call.model)))
  return {
    name: config.name,
    kind: 'openai',
    origin: link.baseUrl.origin,
    quoteOf: deps.quoteOf,
    capabilitiesOf: models.of,
    send: async (call) => (await ask(call)).reply,
    listModels: (signal) => listModels(link, openaiByName, signal),
    probe: (model, signal) => probeModel(model, signal, deps, ask),
    batches: openaiBatches(link, config.api === 'chat' ? chatBatches(models) : responsesBatches(models)),
  }
}

type Models = KnownModels<ModelCapabilities>

function responsesBatches(models: Models): BatchWire {
  return {
    endpoint: '/v1/responses',
    requestOf: (call) => alone(responsesRequest(call, models.of(call.model))),
    take: takeResponse,
  }
}

function chatBatches(models: Models): BatchWire {
  return {
    endpoint: '/v1/chat/completions',
    requestOf: (call) => alone(chatRequest(call, models.of(call.model))),
    take: (tally, body) => {
      const emit: Emit = ({ kind, text }) => {
        if (kind === 'answer') tally.text += text
      }
      takeCompletion(tally, body, emit, { tiers: false, maxTokens: null })
    },
  }
}

/** A request without what only a streamed call of its own has. */
function alone(request: object): object {
  const left = ['stream', 'stream_options', 'service_tier']
  return Object.fromEntries(Object.entries(request).filter(([name]) => !left.includes(name)))
}

function readAsResponses(session: Session, link: Link, call: LiveCall, model: ModelCapabilities): Promise<void> {
  return readResponses(session, responsesRequest(call, model), {
    baseUrl: withoutSlash(link.baseUrl),
    timeoutMs: sdkTimeoutMs(link),
  })
}

function readAsChat(session: Session, link: Link, call: LiveCall, model: ModelCapabilities): Promise<void> {
  return readChat(session, chatRequest(call, model), {
    baseUrl: withoutSlash(link.baseUrl),
    timeoutMs: sdkTimeoutMs(link),
    maxTokens: call.maxTokens ?? null,
    thinkTags: false,
    tiers: true,
  })
}

/** The request for a call: only what the model takes is in it. Nothing is stored at the provider. */
export function chatRequest(call: ModelCall, model: ModelCapabilities): ChatRequest {
  const most = model.maxOutputTokens ?? Number.POSITIVE_INFINITY
  return {
    model: call.model,
    messages: messagesOf(call),
    stream: true,
    stream_options: { include_usage: true },
    store: false,
    service_tier: 'default',
    ...(call.maxTokens === undefined ? {} : { max_completion_tokens: Math.min(call.maxTokens, most) }),
    ...(call.effort !== undefined && model.efforts.includes(call.effort)
      ? { reasoning_effort: openaiEffort(call.effort, call.model) }
      : {}),
    ...(call.temperature !== undefined && model.temperature ? { temperature: call.temperature } : {}),
    ...(call.logprobs && model.logprobs ? { logprobs: true } : {}),
  }
}

export function messagesOf({ system, prompt }: ModelCall): ChatRequest['messages'] {
  const user = { role: 'user', content: prompt } as const
  return system === '' ? [user] : [{ role: 'system', content: system }, user]
}

/** The provider's list has only names; what each takes is told by the name, and so is whether it answers questions at all. */
async function listModels(
  link: Link,
  byName: (model: string) => Partial<ModelCapabilities>,
  signal: Parameters<ProviderConnection['listModels']>[0],
): Promise<ModelListing> {
  const fetched = await fetchJson(link, below(link.baseUrl, 'models'), { signal })
  if (!fetched.ok) return fetched
  const reply = record(fetched.json)
  const rows = Array.isArray(fetched.json) ? fetched.json : Array.isArray(reply?.data) ? reply.data : []
  const ids = rows.flatMap((one) => {
    const id = record(one)?.id
    return typeof id === 'string' && answersQuestions(id) ? [id] : []
  })
  return { ok: true, models: ids.map((id) => ({ id, label: null, capabilities: byName(id), price: null })) }
}

/** What is listed beside the models that answer: a server of another's in the provider's place may have any names. */
function answersQuestions(id: string): boolean {
  return !/embedding|whisper|^tts|dall-e|moderation|^babbage|^davinci|^sora|image|audio|realtime|transcribe|-tts|-search|-live|-instruct/.test(
    id,
  )
}
