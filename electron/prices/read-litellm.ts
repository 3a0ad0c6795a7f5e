import { z } from 'zod'
import { type ListEntry, perMillion, priceFrom, type ReadList, type StatedRates } from './price-list'

const rate = z.number().min(0).max(1000)
const tokens = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.number().int().min(0))

/** One model of LiteLLM's list, as far as it is read: dollars per token, and per token above some input lengths. */
const entrySchema = z.looseObject({
  litellm_provider: z.string().min(1),
  mode: z.string().optional(),
  input_cost_per_token: rate.optional(),
  output_cost_per_token: rate.optional(),
  cache_read_input_token_cost: rate.optional(),
  cache_creation_input_token_cost: rate.optional(),
  max_input_tokens: tokens.optional(),
  max_output_tokens: tokens.optional(),
})
type Entry = z.infer<typeof entrySchema>

/** Modes that are not a conversation, such as `embedding` or `image_generation`. */
const conversations: ReadonlySet<string | undefined> = new Set([undefined, 'chat', 'completion', 'responses'])

/** Reads the document of model_prices_and_context_window.json; what is not a model of conversation is left out. */
export function readLiteLlm(document: Readonly<Record<string, unknown>>): ReadList {
  const read: ReadList = { entries: [], bad: [] }
  for (const [name, value] of Object.entries(document)) {
    // The first entry explains the members.
    if (name === 'sample_spec') continue
    const parsed = entrySchema.safeParse(value)
    if (!parsed.success) {
      const [first] = parsed.error.issues
      read.bad.push({ entry: name, reason: `${first?.path.join('.') || 'it'}: ${first?.message ?? 'is wrong'}` })
    } else if (conversations.has(parsed.data.mode)) {
      read.entries.push(toEntry(name, parsed.data))
    }
  }
  return read
}

function toEntry(name: string, entry: Entry): ListEntry {
  const { litellm_provider: provider } = entry
  const base: StatedRates = {
    input: perMillion(entry.input_cost_per_token),
    output: perMillion(entry.output_cost_per_token),
    cacheRead: perMillion(entry.cache_read_input_token_cost),
    cacheWrite: perMillion(entry.cache_creation_input_token_cost),
  }
  return {
    provider,
    // Providers that share names write theirs before it: `openrouter/…`, `groq/…`.
    model: name.startsWith(`${provider}/`) ? name.slice(provider.length + 1) : name,
    price: priceFrom(base, tiersOf(entry)),
    contextTokens: entry.max_input_tokens ?? null,
    maxOutputTokens: entry.max_output_tokens ?? null,
  }
}

const tierNames = {
  input_cost_per_token: 'input',
  output_cost_per_token: 'output',
  cache_read_input_token_cost: 'cacheRead',
  cache_creation_input_token_cost: 'cacheWrite',
} as const

/** Members such as `input_cost_per_token_above_200k_tokens`. */
function tiersOf(entry: Entry): (StatedRates & { above: number })[] {
  const tiers = new Map<number, StatedRates & { above: number }>()
  for (const [member, value] of Object.entries(entry)) {
    const [, stem, thousands] = /^(\w+?)_above_(\d{1,6})k_tokens$/.exec(member) ?? []
    const name = stem === undefined ? undefined : tierNames[stem as keyof typeof tierNames]
    const stated = rate.safeParse(value)
    if (name === undefined || !stated.success) continue
    const above = Number(thousands) * 1000
    if (above < 1) continue
    const tier = tiers.get(above) ?? { above, input: undefined, output: undefined }
    tier[name] = perMillion(stated.data)
    tiers.set(above, tier)
  }
  return [...tiers.values()]
}
