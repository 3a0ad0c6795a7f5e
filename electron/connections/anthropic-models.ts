import type { ModelCapabilities } from '../../shared/connection'
import { type Effort, efforts } from '../../shared/nodes/kind'
import { record } from './api-error'

/** What an Anthropic model takes, beyond what every provider's models are described by. */
export interface AnthropicModel extends ModelCapabilities {
  /** Thinks as much as it sees fit, guided by the effort. */
  adaptive: boolean
  /** Thinks with a budget of tokens. */
  budgeted: boolean
  /** Takes `output_config.effort`, and which. */
  levels: readonly Effort[]
}

/** The number of a model's generation, such as 4.6; `null` for names that are not of the known families. */
function generationOf(model: string): { family: string; generation: number } | null {
  const name = model.toLowerCase().replace(/^.*\//, '')
  const late = /^claude-(opus|sonnet|haiku|fable|mythos)-(\d{1,2})(?:[-.](\d{1,2}))?(?!\d)/.exec(name)
  if (late !== null)
    return { family: late[1] ?? '', generation: Number(`${late[2]}.${Math.min(9, Number(late[3] ?? 0))}`) }
  const early = /^claude-(\d)(?:[-.](\d))?(?:-(opus|sonnet|haiku))?/.exec(name)
  return early === null ? null : { family: early[3] ?? '', generation: Number(`${early[1]}.${early[2] ?? 0}`) }
}

const levelsOf = (family: string, generation: number): Effort[] => {
  if (generation >= 4.6) return ['low', 'medium', 'high', 'max']
  return family === 'opus' && generation >= 4.5 ? ['low', 'medium', 'high'] : []
}

/** What is known of a model by its name; of a name that says nothing, that it takes nothing special. */
export function anthropicByName(model: string): AnthropicModel {
  const known = generationOf(model)
  if (known === null) return plainModel
  const { family, generation } = known
  const levels = levelsOf(family, generation)
  const adaptive = generation >= 4.6
  const budgeted = !adaptive && generation >= 3.7
  return {
    // Newer models answer 400 to any sampling setting.
    temperature: generation < 4.7 && family !== 'fable' && family !== 'mythos',
    efforts: effortsOf({ levels, thinks: adaptive || budgeted, mayNotThink: generation < 5 || family === 'haiku' }),
    logprobs: false,
    maxOutputTokens: outputOf(family, generation),
    contextTokens: 200_000,
    adaptive,
    budgeted,
    levels,
  }
}

const plainModel: AnthropicModel = {
  temperature: false,
  efforts: [],
  logprobs: false,
  maxOutputTokens: null,
  contextTokens: null,
  adaptive: false,
  budgeted: false,
  levels: [],
}

function outputOf(family: string, generation: number): number {
  if (generation < 3.5) return 4096
  if (generation < 3.7) return 8192
  return family === 'opus' && generation < 4.5 ? 32_000 : 64_000
}

function effortsOf({
  levels,
  thinks,
  mayNotThink,
}: {
  levels: readonly Effort[]
  thinks: boolean
  mayNotThink: boolean
}) {
  if (levels.length > 0) return mayNotThink ? (['none', ...levels] as const) : levels
  // Without levels of its own, an effort stands for a budget of thinking.
  return thinks ? efforts : []
}

/** What the provider's own description of a model says, over what its name says. */
export function anthropicByInfo(info: unknown): AnthropicModel | null {
  const fields = record(info)
  if (typeof fields?.id !== 'string') return null
  const named = anthropicByName(fields.id)
  const sizes = {
    maxOutputTokens: positive(fields.max_tokens) ?? named.maxOutputTokens,
    contextTokens: positive(fields.max_input_tokens) ?? named.contextTokens,
  }
  const capabilities = record(fields.capabilities)
  if (capabilities === undefined) return { ...named, ...sizes }
  const effort = record(capabilities.effort)
  const types = record(record(capabilities.thinking)?.types)
  const thinks = supports(capabilities.thinking)
  const levels = supports(effort) ? efforts.filter((level) => level !== 'none' && supports(effort?.[level])) : []
  const adaptive = thinks && supports(types?.adaptive)
  const budgeted = thinks && supports(types?.enabled)
  const mayNotThink = thinks && supports(types?.disabled)
  return {
    ...named,
    ...sizes,
    adaptive,
    budgeted,
    levels,
    efforts: effortsOf({ levels, thinks: adaptive || budgeted, mayNotThink }),
  }
}

function supports(capability: unknown): boolean {
  return record(capability)?.supported === true
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null
}
