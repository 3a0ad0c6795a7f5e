import { z } from 'zod'
import { base, graphText, id } from './contract-base'
import { runSummarySchema } from './report'

const versionId = z.object({ id, number: z.number().int().positive() })

const lastRunSchema = runSummarySchema.pick({
  id: true,
  dataset: true,
  accuracy: true,
  usdPerCorrect: true,
  oracle: true,
  latencyMs: true,
  latencyBudgetMs: true,
})

/** One state of a design that is kept. Edits that follow each other quickly are one version. */
export const versionSchema = z.object({
  /** From 1. */
  number: z.number().int(),
  hash: z.string(),
  origin: z.enum(['created', 'edited', 'restored']),
  label: z.string().nullable(),
  savedAt: z.number(),
  /** How many runs of the design are of exactly this state. */
  runs: z.number().int(),
  /** The newest of them that is finished. */
  lastRun: lastRunSchema.nullable(),
})
export type Version = z.infer<typeof versionSchema>

export const designSummarySchema = z.object({
  id,
  name: z.string(),
  hash: z.string(),
  /** How many versions its history has. */
  versions: z.number().int(),
  savedAt: z.number(),
  /** Put away: kept with everything, but not in the list. */
  archived: z.boolean(),
  tags: z.array(z.string()),
  /** The newest finished run of this design, of any version. */
  lastRun: lastRunSchema
    .extend({
      /** False where it was a run of an earlier version. */
      isCurrent: z.boolean(),
    })
    .nullable(),
})
export type DesignSummary = z.infer<typeof designSummarySchema>

/** A design that a new one may start from. */
export const galleryEntrySchema = z.object({ id, graph: graphText })
export type GalleryEntry = z.infer<typeof galleryEntrySchema>

export const designsContract = {
  list: base.output(z.array(designSummarySchema)),
  gallery: base.output(z.array(galleryEntrySchema)),
  get: base.input(z.object({ id })).output(z.object({ summary: designSummarySchema, graph: graphText })),
  /** `baseHash` is the version that was edited; a design that changed meanwhile is not overwritten. */
  save: base.input(z.object({ id, graph: graphText, baseHash: z.string() })).output(designSummarySchema),
  /** A name that another design has gets a number. */
  create: base.input(z.object({ graph: graphText })).output(designSummarySchema),
  archive: base.input(z.object({ id, archived: z.boolean() })).output(designSummarySchema),
  setTags: base.input(z.object({ id, tags: z.array(z.string().max(200)).max(100) })).output(designSummarySchema),
  /** The history, newest first. */
  versions: base.input(z.object({ id })).output(z.array(versionSchema)),
  version: base.input(versionId).output(z.object({ graph: graphText })),
  /** `null` takes the label away. */
  labelVersion: base.input(versionId.extend({ label: z.string().max(120).nullable() })).output(z.array(versionSchema)),
  /** Makes an older version the present one, as a new version. */
  restoreVersion: base.input(versionId).output(z.object({ summary: designSummarySchema, graph: graphText })),
  remove: base.input(z.object({ id })).output(z.object({ removed: z.boolean() })),
  /** Brings back what was removed, with its versions and runs. */
  restore: base.input(z.object({ id })).output(designSummarySchema),
}
