import type { Mapping, OutcomeMapping, ProblemMapping, WideModel } from '../../shared/dataset'
import { isGradable, MODEL_MARK, modelsLike } from '../../shared/wide-pattern'

/** What one row of the file is; `single`: all rows are of one model, which no column names. */
export type RowForm = 'problem' | 'long' | 'single' | 'wide'

export type PatternField = Exclude<keyof WideModel, 'name'>

/** The models with columns of their own, those that are not wanted, and the dollars typed for a call of each. */
export interface WideDraft {
  models: readonly WideModel[]
  /** The models that the columns' names tell. */
  guessed: readonly WideModel[]
  /** As they were typed, whole or not. */
  patterns: Readonly<Partial<Record<PatternField, string>>>
  left: ReadonlySet<string>
  prices: Readonly<Record<string, string>>
}

export interface MappingDraft {
  problem: Partial<Record<keyof ProblemMapping, string>>
  outcome: Partial<Record<keyof OutcomeMapping, string>>
  wide: WideDraft
  /** The name that was typed for the one model of all rows. */
  model: string
  form: RowForm
}

export interface MappingField<Name extends string> {
  name: Name
  title: string
  required?: true
}

export const problemFields: readonly MappingField<keyof ProblemMapping>[] = [
  { name: 'question', title: 'Question', required: true },
  { name: 'key', title: 'Answer key' },
  { name: 'id', title: 'Id' },
  { name: 'category', title: 'Category' },
  { name: 'difficulty', title: 'Difficulty' },
  { name: 'checks', title: 'Checks' },
]

export const outcomeFields: readonly MappingField<keyof OutcomeMapping>[] = [
  { name: 'model', title: 'Model', required: true },
  { name: 'answer', title: 'Answer' },
  { name: 'correct', title: 'Correct or score' },
  { name: 'confidence', title: 'Confidence' },
  { name: 'sample', title: 'Sample number' },
  { name: 'inputTokens', title: 'Input tokens' },
  { name: 'outputTokens', title: 'Output tokens' },
  { name: 'usd', title: 'Dollars' },
  { name: 'latencyMs', title: 'Latency in ms' },
  { name: 'latencySeconds', title: 'Latency in s' },
  { name: 'totalTokens', title: 'All tokens' },
]

/** Of the one model of all rows: no column names it. */
export const singleFields = outcomeFields.filter(({ name }) => name !== 'model')

/** The mapping as the engine wants it, or the title of the first column that is still missing. */
export function completeMapping({
  problem,
  outcome,
  wide,
  model: typed,
  form,
}: MappingDraft): Mapping | { missing: string } {
  const { question, ...restOfProblem } = chosen(problem)
  if (question === undefined) return { missing: 'Question' }
  const mapped = { question, ...restOfProblem }
  if (form === 'problem') return { problem: mapped, outcome: null }
  if (form === 'wide') {
    const models = wide.models.filter((one) => !wide.left.has(one.name))
    return models.length === 0 ? { missing: 'Model' } : { problem: mapped, outcome: { models } }
  }
  const { model, ...restOfOutcome } = chosen(outcome)
  if (form === 'single') {
    const { sample, ...columns } = restOfOutcome
    const name = typed.trim()
    if (name === '') return { missing: 'Model' }
    const models = [{ name, ...columns }]
    return { problem: mapped, outcome: { models, ...(sample === undefined ? {} : { sample }) } }
  }
  return model === undefined ? { missing: 'Model' } : { problem: mapped, outcome: { model, ...restOfOutcome } }
}

function chosen<Name extends string>(columns: Partial<Record<Name, string>>): Partial<Record<Name, string>> {
  const entries = Object.entries(columns).filter(([, column]) => column !== undefined && column !== '')
  return Object.fromEntries(entries) as Partial<Record<Name, string>>
}

export function wideDraft(guessed: readonly WideModel[]): WideDraft {
  return { models: guessed, guessed, patterns: {}, left: new Set(), prices: {} }
}

/** The models that the columns' names tell, until a pattern says which they are. */
export function withPattern(
  wide: WideDraft,
  columns: readonly string[],
  field: PatternField,
  pattern: string,
): WideDraft {
  const patterns = { ...wide.patterns, [field]: pattern }
  const whole = Object.entries(patterns)
    .map(([name, text]) => [name, text.trim()] as const)
    .filter(([, text]) => text.split(MODEL_MARK).length === 2)
  const models = whole.length === 0 ? wide.guessed : modelsLike(columns, Object.fromEntries(whole)).filter(isGradable)
  return { ...wide, patterns, models }
}

/** A dataset's name from its file's: `math-ladder.jsonl` is `math-ladder`. */
export function nameFromFile(file: string): string {
  return (
    file
      .replace(/\.gz$/i, '')
      .replace(/\.(jsonl|ndjson|json|csv|tsv|txt|parquet)$/i, '')
      .slice(0, 120) || 'dataset'
  )
}

/** Whether a problem comes more than once among the first rows: then they are probably what several models answered. */
export function repeatsProblems(rows: readonly Record<string, string>[], { problem }: MappingDraft): boolean {
  const column = problem.id ?? problem.question
  if (column === undefined) return false
  const known = rows.flatMap((row) => (row[column] === undefined ? [] : [row[column]]))
  return new Set(known).size < known.length
}
