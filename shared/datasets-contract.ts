import { z } from 'zod'
import { base, id } from './contract-base'
import {
  badRowSchema,
  fileFormatSchema,
  mappingSchema,
  modelPriceSchema,
  outcomeMappingSchema,
  wideMappingSchema,
} from './dataset'
import { routableInputSchema, routableModelSchema, routingCurveInputSchema, routingCurveSchema } from './routing-curve'

export const datasetSummarySchema = z.object({
  id,
  name: z.string(),
  problems: z.number().int(),
  withKey: z.number().int(),
  /** The models with recorded outcomes and how many problems each covers. */
  models: z.array(z.object({ model: z.string(), problems: z.number().int(), outcomes: z.number().int() })),
  createdAt: z.number(),
})
export type DatasetSummary = z.infer<typeof datasetSummarySchema>

const group = z.object({ name: z.string().nullable(), problems: z.number().int() })

/** What the problems of a dataset can be told apart by. */
export const datasetGroupsSchema = z.object({ categories: z.array(group), difficulties: z.array(group) })
export type DatasetGroups = z.infer<typeof datasetGroupsSchema>

/** What goes with a dataset when it is deleted. */
export const datasetNeedsSchema = z.object({
  runs: z.number().int(),
  results: z.number().int(),
  problems: z.number().int(),
  outcomes: z.number().int(),
})
export type DatasetNeeds = z.infer<typeof datasetNeedsSchema>

/** One problem as the window shows it. */
export const problemRowSchema = z.object({
  /** Its place in the dataset, from 0. */
  ordinal: z.number().int(),
  id: z.string(),
  question: z.string(),
  category: z.string().nullable(),
})
export type ProblemRow = z.infer<typeof problemRowSchema>

/** Imported outcomes of a model without a cost, and how many of these have the tokens by which they could be priced. */
export const unpricedModelSchema = z.object({
  model: z.string(),
  outcomes: z.number().int(),
  withTokens: z.number().int(),
})
export type UnpricedModel = z.infer<typeof unpricedModelSchema>

/** Of a JSON document: which of its lists holds the rows, by the names that lead to it; found unless given. */
const rowsInSchema = z.string().max(1000).optional()

const rowsPlace = {
  /** Null where the file is no JSON document, or is the list itself. */
  rowsIn: z.string().nullable(),
  /** Every list that could hold the rows. */
  lists: z.array(z.string()),
}

export const importReportSchema = z.object({
  dataset: datasetSummarySchema,
  /** Rows read, bad ones included. */
  ...rowsPlace,
  rows: z.number().int(),
  problems: z.object({ added: z.number().int(), same: z.number().int() }),
  outcomes: z.object({ added: z.number().int(), same: z.number().int() }),
  /** Rows left out whole. */
  badRows: z.number().int(),
  /** Answers of single models that were left out of rows that were kept. */
  badAnswers: z.number().int(),
  /** Single figures, such as a cost, that are unknown as nobody could read them; their answers were kept. */
  badFigures: z.number().int(),
  /** The first hundred of all three. */
  bad: z.array(badRowSchema),
  /** Models whose price was given, but of which the dataset has no outcome. */
  unusedPrices: z.array(z.string()),
  /** Of the whole dataset. */
  unpriced: z.array(unpricedModelSchema),
  /** Which column was taken for what. */
  mapping: mappingSchema,
  /** How many questions the dataset's problems ask, where these are so few that its ids must be those of rows; absent: they are not. */
  questionsOfRows: z.number().int().optional(),
  /** Models that seem to have columns of their own, of a file that was read as problems alone. */
  unreadModels: z.array(z.string()),
})
export type ImportReport = z.infer<typeof importReportSchema>

export const datasetsContract = {
  list: base.output(z.array(datasetSummarySchema)),
  /** Problems in the order of the dataset. */
  problems: base
    .input(
      z.object({
        id,
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(1000).default(200),
      }),
    )
    .output(z.array(problemRowSchema)),
  groups: base.input(z.object({ id })).output(datasetGroupsSchema),
  needs: base.input(z.object({ id })).output(datasetNeedsSchema),
  /** Between which models a router of it may choose, the least accurate first, and the designs with a trained classifier. */
  routable: base.input(routableInputSchema).output(
    z.object({
      models: z.array(routableModelSchema),
      classifiers: z.array(z.object({ designId: id, name: z.string(), dataset: z.string() })),
    }),
  ),
  /** What routing between two models with imported outcomes could buy. */
  routingCurve: base.input(routingCurveInputSchema).output(routingCurveSchema),
  /** With its problems, its outcomes and every run over it. */
  remove: base.input(z.object({ id })).output(z.object({ removed: z.boolean() })),
  /** Reads the beginning of a file: its columns, some rows and what they seem to mean. */
  preview: base.input(z.object({ file: z.file(), rowsIn: rowsInSchema })).output(
    z.object({
      format: fileFormatSchema,
      ...rowsPlace,
      columns: z.array(z.string()),
      rows: z.array(z.record(z.string(), z.string())),
      guess: z.object({
        problem: mappingSchema.shape.problem.partial(),
        outcome: outcomeMappingSchema.nullable(),
        /** The models that seem to have columns of their own; a mapping may take it for its `outcome`. */
        wide: wideMappingSchema.nullable(),
      }),
    }),
  ),
  import: base
    .input(
      z.object({
        file: z.file(),
        name: z.string().min(1).max(120),
        mapping: mappingSchema,
        rowsIn: rowsInSchema,
        /** What calls cost where the file does not say. */
        prices: z.array(modelPriceSchema).max(1000).default([]),
      }),
    )
    .output(importReportSchema),
}
