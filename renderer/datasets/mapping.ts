import type { Mapping, OutcomeMapping, ProblemMapping } from '../../shared/dataset'

export interface MappingDraft {
  problem: Partial<Record<keyof ProblemMapping, string>>
  outcome: Partial<Record<keyof OutcomeMapping, string>>
  isOutcomes: boolean
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
]

/** The mapping as the engine wants it, or the title of the first column that is still missing. */
export function completeMapping({ problem, outcome, isOutcomes }: MappingDraft): Mapping | { missing: string } {
  const { question, ...restOfProblem } = chosen(problem)
  if (question === undefined) return { missing: 'Question' }
  const mapped = { question, ...restOfProblem }
  if (!isOutcomes) return { problem: mapped, outcome: null }
  const { model, ...restOfOutcome } = chosen(outcome)
  return model === undefined ? { missing: 'Model' } : { problem: mapped, outcome: { model, ...restOfOutcome } }
}

function chosen<Name extends string>(columns: Partial<Record<Name, string>>): Partial<Record<Name, string>> {
  const entries = Object.entries(columns).filter(([, column]) => column !== undefined && column !== '')
  return Object.fromEntries(entries) as Partial<Record<Name, string>>
}

/** A dataset's name from its file's: `math-ladder.jsonl` is `math-ladder`. */
export function nameFromFile(file: string): string {
  return file.replace(/\.(jsonl|ndjson|json|csv|tsv|txt)$/i, '').slice(0, 120) || 'dataset'
}

/** Whether a problem comes more than once among the first rows: then they are probably what several models answered. */
export function repeatsProblems(rows: readonly Record<string, string>[], { problem }: MappingDraft): boolean {
  const column = problem.id ?? problem.question
  if (column === undefined) return false
  const known = rows.flatMap((row) => (row[column] === undefined ? [] : [row[column]]))
  return new Set(known).size < known.length
}
