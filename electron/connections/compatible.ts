import type { LiveCall, ModelCapabilities } from '../../shared/connection'
import { SwitchyardError } from '../../shared/errors'
import { readBaseUrl, withoutSlash } from './base-url'
import { type ChatRequest, readChat } from './chat-wire'
import { exchange } from './exchange'
import { ASK_MS, knownModels } from './known-models'
import type { LiveConfig, LiveDeps, ProviderConnection } from './live-connection'
import { bearer, makeLink, sdkTimeoutMs } from './make-link'
import { messagesOf } from './openai'
import { probeModel } from './probe'
import { type Asking, listServerModels } from './server-listings'
import { mannersOf, type ServerManners } from './servers'

/** A server that speaks OpenAI's Chat Completions: on this machine, in this network, or a gateway. */
export function compatibleConnection(config: LiveConfig, deps: LiveDeps): ProviderConnection {
  const server = config.server ?? 'other'
  const manners = mannersOf(server)
  const { needsKey, extraHeaders } = manners
  const link = makeLink({ ...config, baseUrl: baseUrlOf(config) }, deps, {
    baseUrl: '',
    needsKey,
    secretOf: bearer,
    load: () => import('openai'),
    extraHeaders,
  })
  const models = knownModels<ModelCapabilities>(() => manners.usual, deps.knownOf)
  const listModels = async (asking: Asking) => {
    const listing = await listServerModels(server, link, asking)
    if (listing.ok) for (const { id, capabilities } of listing.models) models.learn(id, capabilities)
    return listing
  }
  const ask = async (call: LiveCall) => {
    // One list tells of all its models, so it is asked for once and not for each; but for a server that describes each for itself.
    const about = server === 'ollama' ? call.model : ''
    if (manners.tells && !call.signal.aborted && !isListed(deps.knownOf?.(call.model))) {
      await models.askOnce(about, () => listModels({ timeoutMs: ASK_MS, about: call.model }))
    }
    return exchange(link, call, (session) =>
      readChat(session, compatibleRequest(call, models.of(call.model), manners), {
        baseUrl: withoutSlash(link.baseUrl),
        timeoutMs: sdkTimeoutMs(link),
        maxTokens: call.maxTokens ?? null,
        thinkTags: manners.thinkTags,
        tiers: false,
      }),
    )
  }
  return {
    name: config.name,
    kind: 'compatible',
    origin: link.baseUrl.origin,
    quoteOf: deps.quoteOf,
    capabilitiesOf: models.of,
    send: async (call) => (await ask(call)).reply,
    listModels: (signal) => listModels({ signal }),
    probe: (model, signal) => probeModel(model, signal, deps, ask),
  }
}

/** Whether an earlier list is kept that tells of the model: such a list states context and efforts. */
function isListed(known: Partial<ModelCapabilities> | undefined): boolean {
  return known?.contextTokens != null && known.efforts !== undefined
}

/** Every one of these servers has its API below `/v1`; a base URL without any path means that one. */
function baseUrlOf({ name, baseUrl }: LiveConfig): string {
  if (baseUrl === null) {
    throw new SwitchyardError('USAGE', `the connection “${name}” has no base URL`, {
      hint: 'give the server’s address, such as http://127.0.0.1:11434/v1',
    })
  }
  const url = readBaseUrl(name, baseUrl)
  return url.pathname === '/' ? `${url.origin}/v1` : baseUrl
}

/** The request for a call: the format's oldest fields, which every server knows, and the server's own. */
export function compatibleRequest(call: LiveCall, model: ModelCapabilities, manners: ServerManners): ChatRequest {
  const most = Math.min(model.maxOutputTokens ?? Number.POSITIVE_INFINITY, roomFor(call, model))
  return {
    model: call.model,
    messages: messagesOf(call),
    stream: true,
    ...manners.fields,
    ...(call.maxTokens === undefined ? {} : { max_tokens: Math.min(call.maxTokens, most) }),
    ...(call.effort !== undefined && model.efforts.includes(call.effort) ? manners.effort(call.effort) : {}),
    ...(call.temperature !== undefined && model.temperature ? { temperature: call.temperature } : {}),
    ...(call.logprobs && model.logprobs ? { logprobs: true } : {}),
  }
}

/** What a context leaves for the answer. Some servers refuse a limit that goes beyond it, so the question is taken for long. */
function roomFor({ system, prompt }: LiveCall, { contextTokens }: ModelCapabilities): number {
  if (contextTokens === null) return Number.POSITIVE_INFINITY
  const asked = Math.ceil((system.length + prompt.length) / 2) + 64
  return Math.max(contextTokens - asked, 256)
}
