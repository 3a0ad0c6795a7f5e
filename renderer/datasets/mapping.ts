import type { Mapping, OutcomeMapping, ProblemMapping, WideModel } from '../../shared/dataset'

/** What one row of the file is. */
export type RowForm = 'problem' | 'long' | 'wide'

/** The models with columns of their own, those that are not wanted, and the dollars typed for a call of each. */
export interface WideDraft {
  models: readonly WideModel[]
  left: ReadonlySet<string>
  prices: Readonly<Record<string, string>>
}

export interface MappingDraft {
  problem: Partial<Record<keyof ProblemMapping, string>>
  outcome: Partial<Record<keyof OutcomeMapping, string>>
  /** `null` where no model seems to have columns of its own. */
  wide: WideDraft | null
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

/** The mapping as the engine wants it, or the title of the first column that is still missing. */
export function completeMapping({ problem, outcome, wide, form }: MappingDraft): Mapping | { missing: string } {
  const { question, ...restOfProblem } = chosen(problem)
  if (question === undefined) return { missing: 'Question' }
  const mapped = { question, ...restOfProblem }
  if (form === 'problem') return { problem: mapped, outcome: null }
  if (form === 'wide') {
    const models = wide?.models.filter((one) => !wide.left.has(one.name)) ?? []
    return models.length === 0 ? { missing: 'Model' } : { problem: mapped, outcome: { models } }
  }
  const { model, ...restOfOutcome } = chosen(outcome)
  return model === undefined ? { missing: 'Model' } : { problem: mapped, outcome: { model, ...restOfOutcome } }
}

function chosen<Name extends string>(columns: Partial<Record<Name, string>>): Partial<Record<Name, string>> {
  const entries = Object.entries(columns).filter(([, column]) => column !== undefined && column !== '')
  return Object.fromEntries(entries) as Partial<Record<Name, string>>
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
