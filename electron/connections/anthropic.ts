import type { LiveCall } from '../../shared/connection'
import type { StopSignal } from '../../shared/nodes/kind'
import { anthropicBatches } from './anthropic-batches'
import { type AnthropicModel, anthropicByInfo, anthropicByName } from './anthropic-models'
import { anthropicRequest, readAnthropic } from './anthropic-wire'
import { record } from './api-error'
import { withoutSlash } from './base-url'
import { exchange, type Link } from './exchange'
import { fetchJson } from './fetch-json'
import { ASK_MS, capabilitiesIn, type KnownModels, knownModels } from './known-models'
import type { ListedModel, LiveConfig, LiveDeps, ModelListing, ProviderConnection } from './live-connection'
import { below, makeLink, sdkTimeoutMs } from './make-link'
import { probeModel } from './probe'

/** Anthropic's Messages. */
export function anthropicConnection(config: LiveConfig, deps: LiveDeps): ProviderConnection {
  // The SDK adds the version itself; a base URL is often pasted with it.
  const baseUrl = config.baseUrl?.replace(/\/v1\/?$/, '') ?? null
  const link = makeLink({ ...config, baseUrl }, deps, {
    baseUrl: 'https://api.anthropic.com',
    needsKey: true,
    secretOf: (key) => ({ 'x-api-key': key }),
    load: () => import('@anthropic-ai/sdk'),
  })
  const models = knownModels(anthropicByName, deps.knownOf)
  const at = { baseUrl: withoutSlash(link.baseUrl), timeoutMs: sdkTimeoutMs(link) }
  const ask = async (call: LiveCall) => {
    if (!call.signal.aborted) await models.askOnce(call.model, () => askAbout(link, models, call.model))
    return exchange(link, call, (session) => readAnthropic(session, anthropicRequest(call, models.of(call.model)), at))
  }
  return {
    name: config.name,
    kind: 'anthropic',
    origin: link.baseUrl.origin,
    quoteOf: deps.quoteOf,
    capabilitiesOf: (model) => capabilitiesIn(models.of(model)),
    send: async (call) => (await ask(call)).reply,
    listModels: (signal) => listModels(link, models, signal),
    probe: (model, signal) => probeModel(model, signal, deps, ask),
    batches: anthropicBatches(link, models),
  }
}

async function listModels(
  link: Link,
  models: KnownModels<AnthropicModel>,
  signal: StopSignal | undefined,
): Promise<ModelListing> {
  const listed: ListedModel[] = []
  let after: string | null = null
  for (let page = 0; page < 20; page += 1) {
    const url = below(link.baseUrl, 'v1/models')
    url.searchParams.set('limit', '1000')
    if (after !== null) url.searchParams.set('after_id', after)
    const fetched = await fetchJson(link, url, { signal })
    if (!fetched.ok) return fetched
    const reply = record(fetched.json)
    for (const one of Array.isArray(reply?.data) ? reply.data : []) {
      const model = learnFrom(one, models)
      if (model !== null) listed.push(model)
    }
    after = reply?.has_more === true && typeof reply.last_id === 'string' ? reply.last_id : null
    if (after === null) break
  }
  return { ok: true, models: listed }
}

/** Asks the provider what this model takes. A provider that does not say leaves it to the name. */
async function askAbout(link: Link, models: KnownModels<AnthropicModel>, model: string): Promise<void> {
  const url = below(link.baseUrl, `v1/models/${encodeURIComponent(model)}`)
  const fetched = await fetchJson(link, url, { timeoutMs: ASK_MS })
  const described = fetched.ok ? anthropicByInfo(fetched.json) : null
  if (described !== null) models.learn(model, described)
}

function learnFrom(info: unknown, models: KnownModels<AnthropicModel>): ListedModel | null {
  const fields = record(info)
  const described = anthropicByInfo(info)
  if (described === null || typeof fields?.id !== 'string') return null
  models.learn(fields.id, described)
  const label = typeof fields.display_name === 'string' ? fields.display_name : null
  return { id: fields.id, label, capabilities: capabilitiesIn(described), price: null }
}
