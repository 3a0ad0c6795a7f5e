import { createReadStream, existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readRows } from '../../electron/datasets/read-rows'
import type { ValuesRow } from '../../electron/datasets/row'
import type { FileFormat } from '../../shared/dataset'
import type { RoutedProblem } from '../../shared/evidence/router-curve'

const folder = resolve(import.meta.dirname, '../../../shared/data')

/** Recorded outcomes of real models: they stay out of the repository, so not every machine has them. */
export const hasRecordedOutcomes = existsSync(folder)

/** All rows of one of the files, read as an import reads them; a bad row throws. */
async function readAll(path: string, format: FileFormat): Promise<ValuesRow['values'][]> {
  const rows: ValuesRow['values'][] = []
  for await (const row of readRows(createReadStream(join(folder, path)), format)) {
    if ('reason' in row) throw new Error(`${path}, line ${row.line}: ${row.reason}`)
    rows.push(row.values)
  }
  return rows
}

/** RouteLLM's GSM8K verdicts of Mixtral and GPT-4 without the contaminated prompts, scored by the prompt's length in code points. */
export async function readRouted(): Promise<RoutedProblem[]> {
  if (!hasRecordedOutcomes) return []
  const contaminated = await readAll('routellm-gsm8k/contaminated_prompts.jsonl', 'jsonl')
  const dropped = new Set(contaminated.map((row) => row.eval_prompt))
  const rows = await readAll('routellm-gsm8k/gsm8k_responses.csv', 'csv')
  return rows.flatMap((row) => {
    const { prompt } = row
    if (typeof prompt !== 'string' || dropped.has(prompt)) return []
    const weak = row['mistralai/Mixtral-8x7B-Instruct-v0.1'] === 'True'
    const strong = row['gpt-4-1106-preview'] === 'True'
    return [{ score: Array.from(prompt).length, weak, strong }]
  })
}

/** What one model answered to a problem within one budget of tokens. */
export interface Attempt {
  budget: number
  problemId: string
  confidence: number | null
  correct: boolean
}

/** A model's attempts at GSM8K within four budgets, 1 the smallest. */
export async function readAttempts(): Promise<Attempt[]> {
  if (!hasRecordedOutcomes) return []
  const rows = await readAll('anytime-gsm8k/preds_student_full.jsonl', 'jsonl')
  return rows.map((row) => ({
    budget: Number(row.t),
    problemId: String(row.uid),
    confidence: typeof row.conf === 'number' ? row.conf : null,
    correct: row.correct === 1,
  }))
}
