import type { ModelCapabilities } from '../../shared/connection'
import type { LiveDeps } from './live-connection'

/** What is known of each model: rules by name, what a price list or the user states over them, the provider's own word over both. */
export interface KnownModels<M extends ModelCapabilities> {
  of: (model: string) => M
  learn(model: string, told: Partial<M>): void
  /** Asks about a model that nothing was learnt of, once; what cannot be learnt is left to its name. */
  askOnce(model: string, ask: () => Promise<unknown>): Promise<void>
}

/** A call is not held up longer than this by questions about its model. */
export const ASK_MS = 5000

export function knownModels<M extends ModelCapabilities>(
  byName: (model: string) => M,
  knownOf: LiveDeps['knownOf'],
): KnownModels<M> {
  const told = new Map<string, Partial<M>>()
  const asked = new Map<string, Promise<void>>()
  return {
    of: (model) => ({ ...byName(model), ...stated(knownOf?.(model)), ...stated(told.get(model)) }),
    learn: (model, more) => {
      told.set(model, { ...told.get(model), ...more })
    },
    askOnce(model, ask) {
      if (told.has(model)) return Promise.resolve()
      const answer = asked.get(model) ?? ask().then(() => undefined)
      asked.set(model, answer)
      return answer
    },
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
