/** The wire formats that are spoken. */
export const connectionKinds = ['anthropic', 'openai-responses', 'openai-chat', 'compatible'] as const
export type ConnectionKind = (typeof connectionKinds)[number]

/** What an OpenAI-compatible server is known to be; `other` expects nothing beyond the format. */
export const compatibleServers = ['ollama', 'vllm', 'llama.cpp', 'lm-studio', 'litellm', 'openrouter', 'other'] as const
export type CompatibleServer = (typeof compatibleServers)[number]

export const kindNames: Readonly<Record<ConnectionKind, string>> = {
  anthropic: 'Anthropic Messages',
  'openai-responses': 'OpenAI Responses',
  'openai-chat': 'OpenAI Chat Completions',
  compatible: 'OpenAI-compatible server',
}

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
  preset('server', 'Another server', 'compatible', 'other', 'http://127.0.0.1:8000/v1', false),
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
