import { z } from 'zod'
import type { Price } from '../../shared/ledger/price'
import { plainIssue } from '../../shared/plain-issue'
import { priceFrom, type ReadList } from './price-list'

const rate = z.number().min(0).max(1_000_000)
const rates = z.looseObject({
  input: rate.optional(),
  output: rate.optional(),
  cache_read: rate.optional(),
  cache_write: rate.optional(),
})

const tier = rates.extend({ tier: z.looseObject({ type: z.string(), size: z.number().int().min(1) }) })
const costSchema = rates.extend({
  /** Tokens of thinking, where they are not charged as the answer's. */
  reasoning: rate.optional(),
  tiers: z.array(tier).optional(),
  /** How a tier was written before there were `tiers`. */
  context_over_200k: rates.optional(),
})

/** One model of models.dev, as far as it is read: dollars per million tokens. */
const modelSchema = z.looseObject({
  cost: costSchema.optional(),
  limit: z.looseObject({ context: z.number().min(0).optional(), output: z.number().min(0).optional() }).optional(),
})

const providerSchema = z.looseObject({ models: z.record(z.string(), z.unknown()) })

/** Reads the document of models.dev's api.json: providers, each with its models. */
export function readModelsDev(document: Readonly<Record<string, unknown>>): ReadList {
  const read: ReadList = { entries: [], bad: [] }
  for (const [provider, value] of Object.entries(document)) {
    const models = providerSchema.safeParse(value)
    if (!models.success) {
      read.bad.push({ entry: provider, reason: 'it has no models' })
      continue
    }
    for (const [model, described] of Object.entries(models.data.models)) {
      const parsed = modelSchema.safeParse(described, { error: plainIssue })
      if (!parsed.success) {
        const [first] = parsed.error.issues
        const reason = `${first?.path.join('.') || 'it'} ${first?.message ?? 'is wrong'}`
        read.bad.push({ entry: `${provider}/${model}`, reason })
        continue
      }
      const { cost, limit } = parsed.data
      read.entries.push({
        provider,
        model,
        price: cost === undefined ? null : priceOf(cost),
        // The list writes 0 where it does not know.
        contextTokens: wholeOrNull(limit?.context),
        maxOutputTokens: wholeOrNull(limit?.output),
      })
    }
  }
  return read
}

/** Charges that our price cannot hold make it unknown: another rate for thinking, tiers by anything but the input's length. */
function priceOf(cost: z.infer<typeof costSchema>): Price | null {
  const { reasoning, output, tiers, context_over_200k: long } = cost
  if (reasoning !== undefined && reasoning !== output) return null
  if (tiers?.some(({ tier: { type } }) => type !== 'context') === true) return null
  const old = long === undefined ? [] : [{ above: 200_000, ...statedOf(long) }]
  // Where both are there, they tell of the same tier, and the newer form says it exactly.
  return priceFrom(statedOf(cost), tiers?.map((one) => ({ above: one.tier.size, ...statedOf(one) })) ?? old)
}

function statedOf({ input, output, cache_read, cache_write }: z.infer<typeof rates>) {
  return { input, output, cacheRead: cache_read, cacheWrite: cache_write }
}

function wholeOrNull(tokens: number | undefined): number | null {
  return tokens === undefined || tokens < 1 ? null : Math.floor(tokens)
}
