import type { ModelCapabilities } from '../../shared/connection'
import type { Effort } from '../../shared/nodes/kind'
import type { CompatibleServer } from './live-connection'

/** What a server of the format does in its own way. */
export interface ServerManners {
  label: string
  /** What its models take where nothing is known of them. */
  usual: ModelCapabilities
  /** What it wants beside the format's own fields in each request. */
  fields: Readonly<Record<string, unknown>>
  /** How it is told how hard to think. */
  effort(effort: Effort): Readonly<Record<string, unknown>>
  /** It leaves a model's thinking in the answer unless it was told the model's template. */
  thinkTags: boolean
  /** Its list tells more than names. */
  tells: boolean
  /** A call without a key is turned away. */
  needsKey: boolean
  extraHeaders: Readonly<Record<string, string>>
}

const cautious: ModelCapabilities = {
  temperature: true,
  efforts: [],
  logprobs: false,
  maxOutputTokens: null,
  contextTokens: null,
}

const plain: ServerManners = {
  label: 'OpenAI-compatible server',
  usual: cautious,
  fields: { stream_options: { include_usage: true } },
  effort: (effort) => ({ reasoning_effort: effort === 'max' ? 'high' : effort }),
  thinkTags: true,
  tells: true,
  needsKey: false,
  extraHeaders: {},
}

const manners: Readonly<Record<CompatibleServer, ServerManners>> = {
  // Answers with an empty prompt cut to its context window rather than refuse; models are loaded on the first call.
  ollama: { ...plain, label: 'Ollama', usual: { ...cautious, logprobs: true } },
  vllm: { ...plain, label: 'vLLM', usual: { ...cautious, logprobs: true } },
  // Takes any model's name, and answers 503 while the one that it has is loading.
  'llama.cpp': { ...plain, label: 'llama.cpp', usual: { ...cautious, logprobs: true } },
  'lm-studio': { ...plain, label: 'LM Studio' },
  // Passes a request on to a provider that may refuse what it does not know; this makes it leave that out.
  litellm: { ...plain, label: 'LiteLLM', fields: { ...plain.fields, drop_params: true }, thinkTags: false },
  openrouter: {
    ...plain,
    label: 'OpenRouter',
    // Its own way to have usage with the cost stated, and to be sent only to a provider that takes every setting.
    fields: { usage: { include: true }, provider: { require_parameters: true } },
    effort: (effort) => ({
      reasoning: effort === 'none' ? { enabled: false } : { effort: effort === 'max' ? 'high' : effort },
    }),
    thinkTags: false,
    needsKey: true,
    extraHeaders: { 'x-title': 'Switchyard' },
  },
  other: { ...plain, tells: false },
}

export function mannersOf(server: CompatibleServer): ServerManners {
  return manners[server]
}
