import { z } from 'zod'

/** The wire formats that are spoken. */
export const connectionKinds = ['anthropic', 'openai-responses', 'openai-chat', 'compatible'] as const
export const connectionKindSchema = z.enum(connectionKinds)
export type ConnectionKind = z.infer<typeof connectionKindSchema>

/** What an OpenAI-compatible server is known to be; `other` expects nothing beyond the format. */
export const compatibleServers = ['ollama', 'vllm', 'llama.cpp', 'lm-studio', 'litellm', 'openrouter', 'other'] as const
export const compatibleServerSchema = z.enum(compatibleServers)
export type CompatibleServer = z.infer<typeof compatibleServerSchema>

export const kindNames: Readonly<Record<ConnectionKind, string>> = {
  anthropic: 'Anthropic Messages',
  'openai-responses': 'OpenAI Responses',
  'openai-chat': 'OpenAI Chat Completions',
  compatible: 'OpenAI-compatible server',
}

/** Where the provider's own models are; a key of the provider may be taken from its own variable for this origin alone. */
export const ownAddress: Readonly<Partial<Record<ConnectionKind, string>>> = {
  anthropic: 'https://api.anthropic.com',
  'openai-responses': 'https://api.openai.com/v1',
  'openai-chat': 'https://api.openai.com/v1',
}

/** What a graph's role may name. Also the middle of the environment variable that holds its key, so no two names share one. */
export const connectionNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, 'begins with a small letter, then small letters, digits or - (64 at most)')

/** What the provider is not to be asked for more of; null: no limit of ours. */
export const connectionLimitsSchema = z.object({
  concurrency: z.number().int().min(1).max(1000).nullable(),
  requestsPerMinute: z.number().int().min(1).max(1_000_000).nullable(),
  tokensPerMinute: z.number().int().min(1).max(1_000_000_000).nullable(),
})
export type ConnectionLimits = z.infer<typeof connectionLimitsSchema>

/** How to reach a provider, as a person sets it. Its key is not among it and is kept elsewhere. */
export const connectionSettingsSchema = z.object({
  name: connectionNameSchema,
  kind: connectionKindSchema,
  /** Null where the kind is not `compatible`. */
  server: compatibleServerSchema.nullable(),
  baseUrl: z.string().min(1).max(2000),
  notes: z.string().max(2000),
  limits: connectionLimitsSchema,
})
export type ConnectionSettings = z.infer<typeof connectionSettingsSchema>

/** Keys by the name of their connection, each with the one origin that it may be sent to. */
export const keysFileSchema = z.record(z.string(), z.object({ origin: z.string(), key: z.string().min(1) }))
export type KeysFile = z.infer<typeof keysFileSchema>

export const noLimits: ConnectionLimits = { concurrency: null, requestsPerMinute: null, tokensPerMinute: null }

export interface Preset {
  /** A good name for the connection. */
  name: string
  label: string
  kind: ConnectionKind
  server: CompatibleServer | null
  baseUrl: string
  /** A server on this machine that usually asks for none. */
  needsKey: boolean
}

export const presets: readonly Preset[] = [
  preset('anthropic', 'Anthropic', 'anthropic', null, 'https://api.anthropic.com', true),
  preset('openai', 'OpenAI', 'openai-responses', null, 'https://api.openai.com/v1', true),
  preset('openai-chat', 'OpenAI, Chat Completions', 'openai-chat', null, 'https://api.openai.com/v1', true),
  preset('openrouter', 'OpenRouter', 'compatible', 'openrouter', 'https://openrouter.ai/api/v1', true),
  preset('ollama', 'Ollama', 'compatible', 'ollama', 'http://127.0.0.1:11434/v1', false),
  preset('vllm', 'vLLM', 'compatible', 'vllm', 'http://127.0.0.1:8000/v1', false),
  preset('llama-cpp', 'llama.cpp', 'compatible', 'llama.cpp', 'http://127.0.0.1:8080/v1', false),
  preset('lm-studio', 'LM Studio', 'compatible', 'lm-studio', 'http://127.0.0.1:1234/v1', false),
  preset('litellm', 'LiteLLM', 'compatible', 'litellm', 'http://127.0.0.1:4000/v1', true),
]

function preset(
  name: string,
  label: string,
  kind: ConnectionKind,
  server: CompatibleServer | null,
  baseUrl: string,
  needsKey: boolean,
): Preset {
  return { name, label, kind, server, baseUrl, needsKey }
}
