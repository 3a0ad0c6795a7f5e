import type { BatchingConnection } from '../../shared/batch'
import type { ModelCapabilities } from '../../shared/connection'
import type { Price, PriceQuote, Usage } from '../../shared/ledger/price'
import type { StopSignal } from '../../shared/nodes/kind'
import { anthropicConnection } from './anthropic'
import { compatibleConnection } from './compatible'
import type { LiveLimits } from './limits'
import { openaiConnection } from './openai'
import type { Resolve } from './transport'

/** What an OpenAI-compatible server is known to be; `other` expects nothing beyond the format. */
export const compatibleServers = ['ollama', 'vllm', 'llama.cpp', 'lm-studio', 'litellm', 'openrouter', 'other'] as const
export type CompatibleServer = (typeof compatibleServers)[number]

export const liveKinds = ['anthropic', 'openai', 'compatible'] as const
export type LiveKind = (typeof liveKinds)[number]

/** What is kept of a connection. No key: that is fetched from its keeper at each call. */
export interface LiveConfig {
  name: string
  kind: LiveKind
  /** Where the API is, with its path (`http://127.0.0.1:11434/v1`); `null`: the provider's own. A `compatible` one must have it. */
  baseUrl: string | null
  /** `openai` only: which of its two APIs; absent: `responses`. */
  api?: 'responses' | 'chat'
  /** `compatible` only; absent: `other`. */
  server?: CompatibleServer
}

/** What a connection needs from whoever makes it. */
export interface LiveDeps {
  /** The key of this connection, asked for at each call and kept nowhere; `null`: none is set. */
  key(): string | null | Promise<string | null>
  quoteOf: (model: string) => PriceQuote | null
  /** What a price list or the user knows of a model; it wins over the rules, and what the provider itself said wins over it. */
  knownOf?: (model: string) => Partial<ModelCapabilities> | undefined
  limits?: Partial<LiveLimits>
  /** Milliseconds since 1970, for `retry-after` dates. */
  now?(): number
  /** In place of the system's look-up of names. What it gives is judged like any address. */
  resolve?: Resolve
  /** A certificate authority's PEM to trust besides the system's. */
  ca?: string
}

/** One model of a provider's own list. What the list does not say is absent. */
export interface ListedModel {
  id: string
  label: string | null
  capabilities: Partial<ModelCapabilities>
  /** Where the list states one (OpenRouter, LiteLLM). */
  price: Price | null
}

export type ModelListing = { ok: true; models: ListedModel[] } | { ok: false; message: string; hint: string }

/** What one small call found out. Each member of `detected` is what this call showed, not what is promised. */
export type ProbeReport =
  | {
      ok: true
      model: string
      servedModel: string | null
      latencyMs: number
      /** Until the first piece of thinking or answer. */
      firstPieceMs: number | null
      /** Dollars; `null`: the price or the usage is unknown. */
      usd: number | null
      usage: Usage
      detected: {
        /** The provider stated what it counted. */
        usage: boolean
        /** The reply came in more than one piece. */
        streaming: boolean
        logprobs: boolean
        /** It thought in a field beside the answer. */
        thinking: boolean
      }
    }
  | { ok: false; message: string; hint: string }

/** A live connection with what the connections page and `switchyard connections` ask of it. None of these throws for what a server does. */
export interface ProviderConnection extends BatchingConnection {
  readonly kind: LiveKind
  /** The provider's own list; what it says of capabilities is remembered for `capabilitiesOf`. */
  listModels(signal?: StopSignal): Promise<ModelListing>
  /** One small call, which is billed. */
  probe(model: string, signal?: StopSignal): Promise<ProbeReport>
}

/** Throws a SwitchyardError where the base URL cannot be one; loads no SDK and sends nothing. */
export function makeLiveConnection(config: LiveConfig, deps: LiveDeps): ProviderConnection {
  switch (config.kind) {
    case 'anthropic':
      return anthropicConnection(config, deps)
    case 'openai':
      return openaiConnection(config, deps)
    case 'compatible':
      return compatibleConnection(config, deps)
  }
}
