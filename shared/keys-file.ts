import { z } from 'zod'

/** Keys by the name of their connection, each with the one origin that it may be sent to. */
export const keysFileSchema = z.record(z.string(), z.object({ origin: z.string(), key: z.string().min(1) }))
export type KeysFile = z.infer<typeof keysFileSchema>
