import type { ModelCapabilities } from '../../shared/connection'
import type { LiveDeps } from './live-connection'

/** What is known of each model: rules by name, what a price list or the user states over them, the provider's own word over both. */
export interface KnownModels<M extends ModelCapabilities> {
  of(model: string): M
  learn(model: string, told: Partial<M>): void
}

export function knownModels<M extends ModelCapabilities>(
  byName: (model: string) => M,
  knownOf: LiveDeps['knownOf'],
): KnownModels<M> {
  const told = new Map<string, Partial<M>>()
  return {
    of: (model) => ({ ...byName(model), ...stated(knownOf?.(model)), ...stated(told.get(model)) }),
    learn: (model, more) => void told.set(model, { ...told.get(model), ...more }),
  }
}

/** The members that say something: an unknown size does not overrule a known one. */
function stated<T extends object>(some: T | undefined): Partial<T> {
  if (some === undefined) return {}
  return Object.fromEntries(
    Object.entries(some).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<T>
}

/** The part of a model's description that every provider has. */
export function capabilitiesIn(model: ModelCapabilities): ModelCapabilities {
  const { temperature, efforts, logprobs, maxOutputTokens, contextTokens } = model
  return { temperature, efforts, logprobs, maxOutputTokens, contextTokens }
}
