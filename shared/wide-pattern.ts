import type { WideModel } from './dataset'

/** Stands for a model's name in the pattern of a column. */
export const MODEL_MARK = '{model}'

type Patterns = Readonly<Partial<Record<Exclude<keyof WideModel, 'name'>, string>>>

/**
 * The models that have columns like these patterns, such as `outputs.{model}.text`, each with those of the columns that are there: all
 * that have an answer and a grade like that, or those that are named. Where these patterns are the bare mark, which any column is
 * like, a model has a column for every pattern. Empty where no column is like them.
 */
export function modelsLike(
  columns: readonly string[],
  patterns: Patterns,
  wanted: readonly string[] | null = null,
): WideModel[] {
  const known = new Set(columns)
  return (wanted ?? namesIn(columns, decisive(patterns))).map((name) => {
    const own = Object.entries(patterns)
      .map(([field, pattern]) => [field, pattern.replace(MODEL_MARK, () => name)] as const)
      .filter(([, column]) => known.has(column))
    return { name, ...(Object.fromEntries(own) as Patterns) }
  })
}

/** A file may know the cost or the tokens of some models only, but what cannot be graded is of no use. */
function decisive(patterns: Patterns): string[] {
  const grading = [patterns.answer, patterns.correct].filter(
    (pattern) => pattern !== undefined && pattern.trim() !== MODEL_MARK,
  )
  return grading.length > 0 ? grading.flatMap((pattern) => pattern ?? []) : Object.values(patterns)
}

/** Whatever stands for the model in every one of the patterns. */
function namesIn(columns: readonly string[], patterns: readonly string[]): string[] {
  const [first = [], ...others] = patterns.map((pattern) => {
    const [before = '', after = ''] = pattern.split(MODEL_MARK)
    return columns
      .filter((column) => column.length > before.length + after.length)
      .filter((column) => column.startsWith(before) && column.endsWith(after))
      .map((column) => column.slice(before.length, column.length - after.length))
  })
  return first.filter((name) => name.trim() !== '' && others.every((names) => names.includes(name)))
}

/** Whether it can be told if the model's answers are right. */
export function isGradable({ correct, answer }: WideModel): boolean {
  return correct !== undefined || answer !== undefined
}
