import { z } from 'zod'
import { priceSchema } from './ledger/price'

/**
 * What may be known about a correct answer at inference time. A verifier reads these; the answer key it never sees.
 * Unknown members are kept: later verifiers may read them.
 */
export const checksSchema = z.looseObject({
  /** The only answers possible, such as the options of a multiple-choice question. */
  exact: z.array(z.string()).min(1).optional(),
  /** Expressions that a right answer is mathematically equivalent to, in LaTeX or plain text. */
  equivalent: z.array(z.string().min(1)).min(1).optional(),
  /** Code in JavaScript that throws or gives false, or a list of `{call, equals}`; read by the verifier that runs it. */
  tests: z.unknown().optional(),
  numeric: z
    .looseObject({
      value: z.number().optional(),
      min: z.number().optional(),
      max: z.number().optional(),
      integer: z.boolean().optional(),
      /** The answer x must satisfy c0 + c1·x + c2·x² + … = equals. */
      polynomial: z.object({ coefficients: z.array(z.number()).min(1), equals: z.number() }).optional(),
    })
    .optional(),
})
export type Checks = z.infer<typeof checksSchema>

/** One problem as a dataset holds it. `id` is unique within its dataset. */
export interface ProblemRecord {
  id: string
  question: string
  /** `null` where the dataset gives none: then only recorded scores can grade an answer. */
  answerKey: string | null
  category: string | null
  /** The dataset's own word, such as `easy`. Never shown to a node: it would be a leak of the label. */
  difficulty: string | null
  checks: Checks | null
}

/** What a model once answered to a problem. Unknown figures are `null`, never 0. */
export interface OutcomeRecord {
  problemId: string
  model: string
  /** Which of the model's answers to this problem, from 0. */
  sample: number
  answer: string | null
  /** 0 to 1. */
  confidence: number | null
  /** The source's own grade, 0 to 1. */
  score: number | null
  inputTokens: number | null
  outputTokens: number | null
  usd: number | null
  latencyMs: number | null
}

/** A column's name, or a path into a nested value: `meta.answer`, `outputs[0].text`. A column of that very name comes first. */
const column = z.string().min(1)

/** Which column of a file holds what. */
export const problemMappingSchema = z.object({
  question: column,
  id: column.optional(),
  key: column.optional(),
  category: column.optional(),
  difficulty: column.optional(),
  checks: column.optional(),
})
export type ProblemMapping = z.infer<typeof problemMappingSchema>

/** The columns of an outcome, alike in both forms. */
const outcomeColumns = {
  answer: column.optional(),
  confidence: column.optional(),
  correct: column.optional(),
  inputTokens: column.optional(),
  outputTokens: column.optional(),
  /** Input and output together, where a file does not tell them apart. */
  totalTokens: column.optional(),
  usd: column.optional(),
  latencyMs: column.optional(),
  latencySeconds: column.optional(),
}

export function saysUnitOnce(columns: {
  latencyMs?: string | undefined
  latencySeconds?: string | undefined
}): boolean {
  return columns.latencyMs === undefined || columns.latencySeconds === undefined
}
const unitTwice = 'the latency is given in milliseconds and in seconds'

/** Long form: one row for each problem and model. */
export const outcomeMappingSchema = z
  .object({ model: column, sample: column.optional(), ...outcomeColumns })
  .refine(saysUnitOnce, unitTwice)
export type OutcomeMapping = z.infer<typeof outcomeMappingSchema>

/** The columns of one model in the wide form. */
export const wideModelSchema = z
  .object({ name: z.string().min(1).max(300), ...outcomeColumns })
  .refine(saysUnitOnce, unitTwice)
export type WideModel = z.infer<typeof wideModelSchema>

/** Wide form: one row for each problem, in which every model has columns of its own. */
export const wideMappingSchema = z.object({
  models: z.array(wideModelSchema).min(1).max(1000),
  sample: column.optional(),
})
export type WideMapping = z.infer<typeof wideMappingSchema>

export const mappingSchema = z.object({
  problem: problemMappingSchema,
  outcome: z.union([outcomeMappingSchema, wideMappingSchema]).nullable(),
})
export type Mapping = z.infer<typeof mappingSchema>

/** What a model's calls cost where the file does not say: by their tokens, or else the same for each. */
export const modelPriceSchema = z.object({
  model: z.string().min(1),
  price: priceSchema.nullable(),
  usdPerCall: z.number().min(0).nullable(),
})
export type ModelPrice = z.infer<typeof modelPriceSchema>

/** Any of these may be packed by gzip. */
export const fileFormatSchema = z.enum(['jsonl', 'json', 'csv', 'parquet'])
export type FileFormat = z.infer<typeof fileFormatSchema>

/** A row that could not be read, by the 1-based line on which it starts. */
export const badRowSchema = z.object({ line: z.number().int().positive(), reason: z.string() })
export type BadRow = z.infer<typeof badRowSchema>
