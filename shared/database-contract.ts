import { z } from 'zod'
import { base } from './contract-base'

/** The database's file; sizes are in bytes. */
export const databaseInfoSchema = z.object({
  file: z.string(),
  bytes: z.number(),
  /** What deleted rows have left and compacting gives back. */
  free: z.number(),
})
export type DatabaseInfo = z.infer<typeof databaseInfoSchema>

export const databaseContract = {
  info: base.output(databaseInfoSchema),
  /** Copies it beside itself, under the present time. */
  backup: base.output(z.object({ file: z.string() })),
  compact: base.output(databaseInfoSchema),
}
