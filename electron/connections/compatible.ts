import type { LiveCall, ModelCapabilities } from '../../shared/connection'
import { SwitchyardError } from '../../shared/errors'
import { readBaseUrl, withoutSlash } from './base-url'
import { type ChatRequest, readChat } from './chat-wire'
import { exchangeWithTally } from './exchange'
import { knownModels } from './known-models'
import type { LiveConfig, LiveDeps, ProviderConnection } from './live-connection'
import { bearer, makeLink, sdkTimeoutMs } from './make-link'
import { messagesOf } from './openai'
import { probeModel } from './probe'
import { listServerModels } from './server-listings'
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
    extraHeaders,
  })
  const models = knownModels<ModelCapabilities>(() => manners.usual, deps.knownOf)
  const ask = (call: LiveCall) =>
    exchangeWithTally(link, call, (session) =>
      readChat(session, compatibleRequest(call, models.of(call.model), manners), {
        baseUrl: withoutSlash(link.baseUrl),
        timeoutMs: sdkTimeoutMs(link),
        maxTokens: call.maxTokens ?? null,
        thinkTags: manners.thinkTags,
        tiers: false,
      }),
    )
  return {
    name: config.name,
    kind: 'compatible',
    origin: link.baseUrl.origin,
    quoteOf: deps.quoteOf,
    capabilitiesOf: models.of,
    send: async (call) => (await ask(call)).reply,
    async listModels(signal) {
      const listing = await listServerModels(server, link, signal)
      if (listing.ok) for (const { id, capabilities } of listing.models) models.learn(id, capabilities)
      return listing
    },
    probe: (model, signal) => probeModel(model, signal, deps, ask),
  }
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
  const most = model.maxOutputTokens ?? Number.POSITIVE_INFINITY
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
