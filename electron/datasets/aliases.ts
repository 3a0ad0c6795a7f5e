import type { OutcomeMapping, ProblemMapping } from '../../shared/dataset'

export type ProblemField = keyof ProblemMapping
export type OutcomeField = keyof OutcomeMapping
export type MappedField = ProblemField | OutcomeField

/** Names that files use for each field, most telling first; compared in lower case with `_` between words. */
export const problemAliases: Record<ProblemField, readonly string[]> = {
  question: ['question', 'prompt', 'problem', 'input', 'query', 'question_text', 'problem_text', 'instruction'],
  id: ['id', 'uid', 'problem_id', 'question_id', 'qid', 'task_id', 'example_id'],
  key: [
    'answer_key',
    'key',
    'gold',
    'gold_answer',
    'target',
    'expected',
    'expected_answer',
    'ground_truth',
    'reference',
    'reference_answer',
    'solution',
  ],
  category: ['category', 'subject', 'topic', 'type'],
  difficulty: ['difficulty', 'level'],
  checks: ['checks'],
}

export const outcomeAliases: Record<OutcomeField, readonly string[]> = {
  model: ['model', 'model_id', 'model_name'],
  answer: [
    'answer',
    'response',
    'output',
    'prediction',
    'model_answer',
    'predicted_answer',
    'completion',
    'model_response',
  ],
  confidence: ['confidence', 'conf'],
  correct: ['correct', 'is_correct', 'score', 'passed'],
  sample: ['sample', 'k', 'sample_id', 'sample_index'],
  inputTokens: ['input_tokens', 'prompt_tokens', 'tokens_in'],
  outputTokens: ['output_tokens', 'completion_tokens', 'tokens_out'],
  totalTokens: ['total_tokens', 'tokens'],
  usd: ['usd', 'cost', 'cost_usd', 'price_usd', 'total_cost'],
  latencyMs: ['latency_ms', 'duration_ms', 'elapsed_ms'],
  latencySeconds: ['latency_s', 'latency_sec', 'latency_seconds', 'duration_s', 'duration_seconds', 'elapsed_s'],
}

export const problemFields = Object.keys(problemAliases) as ProblemField[]
export const outcomeFields = Object.keys(outcomeAliases) as OutcomeField[]

/** `Cost (USD)`, `costUsd` and `cost-usd` are one name. Letters of every script are: a model may be called by them. */
export function plainName(column: string): string {
  return column
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
}
