import { z } from 'zod'
import { connectionNameSchema, connectionSettingsSchema } from './connection-settings'
import { base } from './contract-base'
import { priceSchema } from './ledger/price'
import { efforts } from './nodes/kind'

/** Whether a connection has a key. The key itself crosses the door in one direction only. */
export const keyStateSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('set'),
    /** Null of a short key, of which nothing is shown. */
    lastFour: z.string().nullable(),
    /** `the keychain`, `this session`, or what it was read from. */
    from: z.string(),
  }),
  z.object({ state: z.literal('none'), note: z.string() }),
])
export type KeyState = z.infer<typeof keyStateSchema>

export const connectionInfoSchema = connectionSettingsSchema.extend({
  /** Scheme, host and port: what its key is bound to. */
  origin: z.string(),
  key: keyStateSchema,
  /** What can be thought about before anything is sent, such as a key that would travel unencrypted. */
  warning: z.string().nullable(),
  /** How many models the provider listed when it was last asked. */
  models: z.number().int(),
  createdAt: z.number(),
})
export type ConnectionInfo = z.infer<typeof connectionInfoSchema>

/** What a small call found out, or why there was none, as one line either way. */
export const connectionTestSchema = z.object({
  ok: z.boolean(),
  line: z.string(),
  model: z.string().nullable(),
  latencyMs: z.number().nullable(),
  usd: z.number().nullable(),
  /** Such as `streams` and `states its usage`. */
  detected: z.array(z.string()),
})
export type ConnectionTest = z.infer<typeof connectionTestSchema>

const quoteSchema = z.object({ price: priceSchema, source: z.string(), version: z.string() })
const day = z.iso.date()

export const capabilitiesSchema = z.object({
  temperature: z.boolean(),
  efforts: z.array(z.enum(efforts)),
  logprobs: z.boolean(),
  maxOutputTokens: z.number().nullable(),
  contextTokens: z.number().nullable(),
})

/** What outcomes for one dataset say of a model; unknown figures are null. */
export const modelEvidenceSchema = z.object({
  dataset: z.string(),
  outcomes: z.number().int(),
  graded: z.number().int(),
  correct: z.number().int(),
  accuracy: z.number().nullable(),
  accuracyInterval: z.tuple([z.number(), z.number()]).nullable(),
  usdPerCorrect: z.number().nullable(),
  p95Ms: z.number().nullable(),
})
export type ModelEvidence = z.infer<typeof modelEvidenceSchema>

export const modelInfoSchema = z.object({
  connection: z.string(),
  model: z.string(),
  label: z.string().nullable(),
  /** Null: what it costs is unknown. */
  quote: quoteSchema.nullable(),
  own: z.array(z.object({ validFrom: day, price: priceSchema })),
  /** Null where nothing is known, as of recorded outcomes. */
  capabilities: capabilitiesSchema.nullable(),
  evidence: z.array(modelEvidenceSchema),
})
export type ModelInfo = z.infer<typeof modelInfoSchema>

export const priceListReportSchema = z.object({
  list: z.string(),
  version: z.string(),
  models: z.number().int(),
  priced: z.number().int(),
  badEntries: z.number().int(),
  /** The first hundred of them. */
  bad: z.array(z.object({ entry: z.string(), reason: z.string() })),
})
export type PriceListReport = z.infer<typeof priceListReportSchema>

export const priceListsSchema = z.array(
  z.object({ list: z.string(), version: z.string(), models: z.number().int().nullable() }),
)

const named = z.object({ name: connectionNameSchema })
const model = z.string().min(1).max(300)

export const connectionsContract = {
  list: base.output(
    z.object({
      connections: z.array(connectionInfoSchema),
      /** What becomes of a key that is given now. */
      keeping: z.enum(['lasting', 'session']),
    }),
  ),
  add: base.input(connectionSettingsSchema).output(connectionInfoSchema),
  /** Another origin drops the key: it is asked for anew. */
  edit: base.input(connectionSettingsSchema).output(connectionInfoSchema),
  remove: base.input(named).output(z.object({ removed: z.boolean() })),
  setKey: base.input(named.extend({ key: z.string().max(4000) })).output(connectionInfoSchema),
  dropKey: base.input(named).output(connectionInfoSchema),
  /** One small call, which is billed. */
  test: base.input(named.extend({ model: model.nullable() })).output(connectionTestSchema),
  /** Asks the provider what it offers; how many models it is. */
  listModels: base.input(named).output(z.object({ models: z.number().int() })),
}

export const modelsContract = {
  list: base.output(z.array(modelInfoSchema)),
  setPrice: base
    .input(z.object({ connection: connectionNameSchema, model, validFrom: day, price: priceSchema }))
    .output(z.object({ saved: z.boolean() })),
  dropPrice: base
    .input(z.object({ connection: connectionNameSchema, model, validFrom: day }))
    .output(z.object({ removed: z.boolean() })),
  priceLists: base.output(priceListsSchema),
  importPrices: base.input(z.object({ file: z.file() })).output(priceListReportSchema),
}
