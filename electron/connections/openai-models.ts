import type { ModelCapabilities } from '../../shared/connection'
import type { Effort } from '../../shared/nodes/kind'

const plain: ModelCapabilities = {
  temperature: false,
  efforts: [],
  logprobs: false,
  maxOutputTokens: null,
  contextTokens: null,
}
const chatModel: ModelCapabilities = { ...plain, temperature: true, logprobs: true }

/**
 * What one of OpenAI's own models takes, told by its name: the provider's list does not say. Reasoning models refuse a
 * temperature and give no log-probabilities; of a name of no known family nothing special is expected.
 */
export function openaiByName(model: string): ModelCapabilities {
  const name = model.toLowerCase().replace(/^ft:/, '').replace(/^.*\//, '')
  if (/^(gpt-3\.5|gpt-4|chatgpt-4o)/.test(name)) return { ...chatModel, ...sizesOf(name) }
  if (/^o\d/.test(name))
    return { ...plain, efforts: oSeriesEfforts(name), maxOutputTokens: 100_000, contextTokens: 200_000 }
  const generation = /^gpt-(\d+)(?:\.(\d+))?/.exec(name)
  if (generation === null || Number(generation[1]) < 5) return plain
  if (name.includes('-chat')) return { ...plain, maxOutputTokens: 16_384, contextTokens: 128_000 }
  const minor = Number(generation[1]) > 5 ? Number.POSITIVE_INFINITY : Number(generation[2] ?? 0)
  return { ...plain, efforts: gptEfforts(name, minor), maxOutputTokens: 128_000, contextTokens: 400_000 }
}

function oSeriesEfforts(name: string): Effort[] {
  return /^o1-(mini|preview)/.test(name) ? [] : ['low', 'medium', 'high']
}

function gptEfforts(name: string, minor: number): Effort[] {
  if (name.includes('-pro')) return minor >= 2 ? ['medium', 'high', 'max'] : ['high']
  const most: Effort[] = minor >= 2 || name.includes('codex-max') ? ['max'] : []
  const least: Effort[] = minor >= 1 && !name.includes('codex') ? ['none'] : []
  return [...least, 'low', 'medium', 'high', ...most]
}

function sizesOf(name: string): Partial<ModelCapabilities> {
  if (name.startsWith('gpt-4.1')) return { maxOutputTokens: 32_768, contextTokens: 1_047_576 }
  if (name.startsWith('gpt-4o') || name.startsWith('chatgpt-4o'))
    return { maxOutputTokens: 16_384, contextTokens: 128_000 }
  if (name.startsWith('gpt-4-turbo')) return { maxOutputTokens: 4096, contextTokens: 128_000 }
  return {}
}

/** The provider's word for an effort; its highest has had another name until the models that know `max`. */
export function openaiEffort(effort: Effort, model: string): 'none' | 'low' | 'medium' | 'high' | 'xhigh' | 'max' {
  if (effort !== 'max') return effort
  const name = model.toLowerCase().replace(/^ft:/, '').replace(/^.*\//, '')
  const [, major = 0, minor = 0] = /^gpt-(\d+)(?:\.(\d+))?/.exec(name) ?? []
  const late = Number(major) > 5 || (Number(major) === 5 && Number(minor) >= 6)
  return late ? 'max' : 'xhigh'
}

/** What a tier costs against the list price. The cheaper and the dearer one are asked for by nobody here, but may be what is billed. */
export function shareOfTier(tier: unknown): number {
  switch (tier) {
    case 'flex':
    case 'batch':
      return 0.5
    // Between 1.7 and 2.5 times the price, by model: an estimate from above.
    case 'priority':
    case 'fast':
      return 2.5
    default:
      return 1
  }
}
