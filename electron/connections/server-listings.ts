import type { ModelCapabilities } from '../../shared/connection'
import type { Price } from '../../shared/ledger/price'
import { type Effort, efforts, type StopSignal } from '../../shared/nodes/kind'
import { record } from './api-error'
import type { Link } from './exchange'
import { fetchJson } from './fetch-json'
import type { CompatibleServer, ListedModel, ModelListing } from './live-connection'
import { below } from './make-link'

export interface Asking {
  signal?: StopSignal | undefined
  timeoutMs?: number | undefined
  /** Only this model matters. */
  about?: string
}

type Fields = Readonly<Record<string, unknown>>

/** Reads one row of a server's own list; `null`: no model that answers questions. */
type ReadRow = (row: Fields) => ListedModel | null

/** How many models are asked about one by one, where a server tells no other way. */
const ASKED_SINGLY = 40

/** A server's list with whatever its own way of listing tells beyond the names. */
export async function listServerModels(server: CompatibleServer, link: Link, asking: Asking): Promise<ModelListing> {
  const own = await ownListing(server, link, asking)
  if (own !== null) return own
  const fetched = await fetchJson(link, below(link.baseUrl, 'models'), asking)
  if (!fetched.ok) return fetched
  const models = rowsOf(fetched.json).flatMap(
    (row) => (server === 'openrouter' ? openrouterRow(row) : plainRow(row)) ?? [],
  )
  if (server === 'ollama') await describeOllama(models, link, asking)
  return { ok: true, models }
}

/** The list at a server's own address, or null where it has none or does not answer there. */
async function ownListing(server: CompatibleServer, link: Link, asking: Asking): Promise<ModelListing | null> {
  const own: Partial<Record<CompatibleServer, { path: string; read: ReadRow }>> = {
    'lm-studio': { path: '/api/v0/models', read: lmStudioRow },
    litellm: { path: '/model/info', read: litellmRow },
  }
  const way = own[server]
  if (way === undefined) return null
  const fetched = await fetchJson(link, new URL(way.path, link.baseUrl.origin), asking)
  if (!fetched.ok) return null
  const models = rowsOf(fetched.json).flatMap((row) => way.read(row) ?? [])
  return models.length === 0 ? null : { ok: true, models: [...new Map(models.map((one) => [one.id, one])).values()] }
}

function rowsOf(json: unknown): Fields[] {
  const rows = Array.isArray(json) ? json : (record(json)?.data ?? record(json)?.models)
  return Array.isArray(rows) ? rows.map(record).filter((row) => row !== undefined) : []
}

function listed(id: unknown, more: Partial<ListedModel> = {}): ListedModel | null {
  return typeof id === 'string' && id !== '' ? { id, label: null, capabilities: {}, price: null, ...more } : null
}

/** vLLM states its longest context, llama.cpp what the model was trained for. */
function plainRow(row: Fields): ListedModel | null {
  const context = size(row.max_model_len) ?? size(record(row.meta)?.n_ctx) ?? size(record(row.meta)?.n_ctx_train)
  return listed(row.id, { capabilities: context === null ? {} : { contextTokens: context, efforts: [] } })
}

function lmStudioRow(row: Fields): ListedModel | null {
  if (row.type === 'embeddings') return null
  const context = size(row.loaded_context_length) ?? size(row.max_context_length)
  return listed(row.id, { capabilities: context === null ? {} : { contextTokens: context, efforts: [] } })
}

function litellmRow(row: Fields): ListedModel | null {
  const info = record(row.model_info) ?? {}
  if (typeof info.mode === 'string' && info.mode !== 'chat' && info.mode !== 'completion' && info.mode !== 'responses')
    return null
  const takes = Array.isArray(info.supported_openai_params) ? info.supported_openai_params : null
  const capabilities = sizes({ context: info.max_input_tokens, output: info.max_output_tokens })
  if (takes !== null) Object.assign(capabilities, settings(takes, 'reasoning_effort'))
  return listed(row.model_name, {
    capabilities,
    price: priceOf({
      input: info.input_cost_per_token,
      output: info.output_cost_per_token,
      read: info.cache_read_input_token_cost,
      write: info.cache_creation_input_token_cost,
    }),
  })
}

function openrouterRow(row: Fields): ListedModel | null {
  const pricing = record(row.pricing) ?? {}
  const capabilities = sizes({ context: row.context_length, output: record(row.top_provider)?.max_completion_tokens })
  if (Array.isArray(row.supported_parameters))
    Object.assign(capabilities, settings(row.supported_parameters, 'reasoning'))
  return listed(row.id, {
    label: typeof row.name === 'string' ? row.name : null,
    capabilities,
    price: priceOf({
      input: pricing.prompt,
      output: pricing.completion,
      read: pricing.input_cache_read,
      write: pricing.input_cache_write,
    }),
  })
}

function settings(takes: readonly unknown[], effort: string): Partial<ModelCapabilities> {
  const known: readonly Effort[] =
    effort === 'reasoning' ? ['none', 'low', 'medium', 'high'] : ['low', 'medium', 'high']
  return {
    temperature: takes.includes('temperature'),
    logprobs: takes.includes('logprobs'),
    efforts: takes.includes(effort) ? efforts.filter((one) => known.includes(one)) : [],
  }
}

function sizes({ context, output }: { context: unknown; output: unknown }): Partial<ModelCapabilities> {
  const found: Partial<ModelCapabilities> = {}
  const contextTokens = size(context)
  const maxOutputTokens = size(output)
  if (contextTokens !== null) found.contextTokens = contextTokens
  if (maxOutputTokens !== null) found.maxOutputTokens = maxOutputTokens
  return found
}

/** Ollama describes each model for itself: whether it answers, whether it thinks, how much it can hold. */
async function describeOllama(models: ListedModel[], link: Link, asking: Asking): Promise<void> {
  const { about } = asking
  const wanted = about === undefined ? models.slice(0, ASKED_SINGLY) : models.filter(({ id }) => id === about)
  for (const model of wanted) {
    const fetched = await fetchJson(link, new URL('/api/show', link.baseUrl.origin), {
      ...asking,
      post: { model: model.id },
    })
    if (!fetched.ok) return
    const shown = record(fetched.json)
    const can = Array.isArray(shown?.capabilities) ? shown.capabilities : []
    if (can.includes('thinking'))
      model.capabilities = { ...model.capabilities, efforts: ['none', 'low', 'medium', 'high'] }
    for (const [name, value] of Object.entries(record(shown?.model_info) ?? {})) {
      const context = name.endsWith('.context_length') ? size(value) : null
      if (context !== null) model.capabilities = { ...model.capabilities, contextTokens: context }
    }
  }
}

interface PerToken {
  input: unknown
  output: unknown
  read: unknown
  write: unknown
}

/** Dollars per token, as numbers or text, to dollars per million. A negative price is one that varies. */
function priceOf(perToken: PerToken): Price | null {
  const input = perMillion(perToken.input)
  const output = perMillion(perToken.output)
  if (input === null || output === null) return null
  const price: Price = { inputPerMillion: input, outputPerMillion: output }
  const read = perMillion(perToken.read)
  const write = perMillion(perToken.write)
  if (read !== null) price.cacheReadPerMillion = read
  if (write !== null) price.cacheWritePerMillion = write
  return price
}

function perMillion(value: unknown): number | null {
  if ((typeof value !== 'number' && typeof value !== 'string') || value === '') return null
  const number = Number(value)
  // Twelve digits are more than any price has; they take off what the multiplication adds.
  return Number.isFinite(number) && number >= 0 ? Number((number * 1_000_000).toPrecision(12)) : null
}

function size(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null
}
