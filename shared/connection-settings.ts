import { z } from 'zod'
import { compatibleServers, connectionKinds } from './connection-presets'

/** What a graph's role may name. Also the middle of the environment variable that holds its key, so no two names share one. */
export const connectionNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, 'begins with a small letter, then small letters, digits or - (64 at most)')

/** What the provider is not to be asked for more of; null: no limit of ours. */
export const connectionLimitsSchema = z.object({
  concurrency: z.number().int().min(1).max(1000).nullable(),
  requestsPerMinute: z.number().int().min(1).max(1_000_000).nullable(),
  tokensPerMinute: z.number().int().min(1).max(1_000_000_000).nullable(),
})
export type ConnectionLimits = z.infer<typeof connectionLimitsSchema>

/** How to reach a provider, as a person sets it. Its key is not among it and is kept elsewhere. */
export const connectionSettingsSchema = z.object({
  name: connectionNameSchema,
  kind: z.enum(connectionKinds),
  /** Null where the kind is not `compatible`. */
  server: z.enum(compatibleServers).nullable(),
  baseUrl: z.string().min(1).max(2000),
  notes: z.string().max(2000),
  limits: connectionLimitsSchema,
})
export type ConnectionSettings = z.infer<typeof connectionSettingsSchema>

export const noLimits: ConnectionLimits = { concurrency: null, requestsPerMinute: null, tokensPerMinute: null }
