import type { ModelInfo } from '../../shared/connections-contract'
import { formatCount } from '../../shared/format'

/** What a model takes, in a few words. */
export function capabilityWords(capabilities: NonNullable<ModelInfo['capabilities']>): string {
  const { temperature, efforts, logprobs, maxOutputTokens } = capabilities
  const words = [
    efforts.length === 0 ? '' : `effort ${efforts[0]}–${efforts.at(-1)}`,
    temperature ? 'temperature' : '',
    logprobs ? 'log-probabilities' : '',
    maxOutputTokens === null ? '' : `${formatCount(maxOutputTokens)} out`,
  ]
  return words.filter((word) => word !== '').join(', ') || '–'
}
