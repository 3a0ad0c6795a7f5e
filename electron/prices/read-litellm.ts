import { z } from 'zod'
import { plainIssue } from '../../shared/plain-issue'
import { type ListEntry, perMillion, priceFrom, type ReadList, type StatedRates } from './price-list'

/** Numbers are sometimes written as text, and a rate that is not known as null. */
const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d+(\.\d+)?(e[+-]?\d+)?$/i)
    .transform(Number),
])
const rate = number.pipe(z.number().min(0).max(1000)).nullish()
const tokens = number.pipe(z.number().int().min(0)).nullish()

const rateMembers = {
  input_cost_per_token: rate,
  output_cost_per_token: rate,
  cache_read_input_token_cost: rate,
  cache_creation_input_token_cost: rate,
}

/** One model of LiteLLM's list, as far as it is read: dollars per token, and per token above some input lengths. */
const entrySchema = z.looseObject({
  litellm_provider: z.string().min(1),
  ...rateMembers,
  output_cost_per_reasoning_token: rate,
  input_cost_per_request: rate,
  tiered_pricing: z.array(z.looseObject({ range: z.tuple([number, number.nullable()]), ...rateMembers })).nullish(),
  max_input_tokens: tokens,
  max_output_tokens: tokens,
})
type Entry = z.infer<typeof entrySchema>
type Rates = z.infer<z.ZodObject<typeof rateMembers>>

/** Modes that are not a conversation, such as `embedding` or `image_generation`, are left out. */
const conversations: ReadonlySet<string> = new Set(['chat', 'completion', 'responses'])

/** Reads the document of model_prices_and_context_window.json; what is not a model of conversation is left out. */
export function readLiteLlm(document: Readonly<Record<string, unknown>>): ReadList {
  const read: ReadList = { entries: [], bad: [] }
  for (const [name, value] of Object.entries(document)) {
    // The first entry explains the members.
    if (name === 'sample_spec' || !isConversation(value)) continue
    const parsed = entrySchema.safeParse(value, { error: plainIssue })
    if (!parsed.success) {
      const [first] = parsed.error.issues
      read.bad.push({ entry: name, reason: `${first?.path.join('.') || 'it'} ${first?.message ?? 'is wrong'}` })
    } else {
      read.entries.push(toEntry(name, parsed.data))
    }
  }
  return read
}

function isConversation(value: unknown): boolean {
  const mode = typeof value === 'object' && value !== null && 'mode' in value ? value.mode : undefined
  return typeof mode !== 'string' || conversations.has(mode)
}

function toEntry(name: string, entry: Entry): ListEntry {
  const { litellm_provider: provider } = entry
  return {
    provider,
    // Providers that share names write theirs before it: `openrouter/…`, `groq/…`.
    model: name.startsWith(`${provider}/`) ? name.slice(provider.length + 1) : name,
    price: priceOf(entry),
    contextTokens: entry.max_input_tokens ?? null,
    maxOutputTokens: entry.max_output_tokens ?? null,
  }
}

/** Charges that our price cannot hold make it unknown: a fee for each request, another rate for thinking. */
function priceOf(entry: Entry) {
  const { output_cost_per_token: output, output_cost_per_reasoning_token: thinking } = entry
  if ((entry.input_cost_per_request ?? 0) > 0) return null
  if (thinking != null && thinking !== output) return null
  const ranges = (entry.tiered_pricing ?? []).map((tier) => ({ above: Number(tier.range[0]), ...statedOf(tier) }))
  const first = ranges.find(({ above }) => above === 0)
  const base = { ...statedOf(entry), ...known(first) }
  return priceFrom(base, [...tiersOf(entry), ...ranges.filter(({ above }) => above >= 1)])
}

function statedOf(rates: Rates): StatedRates {
  return {
    input: perMillion(rates.input_cost_per_token ?? undefined),
    output: perMillion(rates.output_cost_per_token ?? undefined),
    cacheRead: perMillion(rates.cache_read_input_token_cost ?? undefined),
    cacheWrite: perMillion(rates.cache_creation_input_token_cost ?? undefined),
  }
}

function known(stated: (StatedRates & { above: number }) | undefined): Partial<StatedRates> {
  if (stated === undefined) return {}
  const { above: _, ...rates } = stated
  return Object.fromEntries(Object.entries(rates).filter(([, value]) => value !== undefined))
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
    if (name === undefined || !stated.success || stated.data == null) continue
    const above = Number(thousands) * 1000
    if (above < 1) continue
    const tier = tiers.get(above) ?? { above, input: undefined, output: undefined }
    tier[name] = perMillion(stated.data)
    tiers.set(above, tier)
  }
  return [...tiers.values()]
}
