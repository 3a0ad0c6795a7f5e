import { z } from 'zod'
import { promptVariables } from '../fill-prompt'
import { type Doubt, defineKind, efforts, type FieldMeta } from '../kind'
import { planCall } from './plan-call'

const sureOfItself: Doubt = {
  field: 'confidence',
  says: 'is always 100 %, as one sample agrees with itself',
  hint: 'take more samples, or another confidence',
}
const asksAllTheSame: Doubt = {
  field: 'prompt',
  says: 'has neither {{question}} nor {{answer}}, so every problem is asked the same',
  hint: 'write {{question}} where the question belongs',
}

export const model = defineKind({
  id: 'model',
  label: 'Model',
  about: 'Asks a model for an answer.',
  icon: 'box',
  hue: 'model',
  ports: ['answer', 'failed'],
  optional: () => ['failed'],
  passThrough: () => 'answer',
  role: ({ role }) => role,
  times: ({ samples }) => samples,
  mostTokens: ({ maxTokens }) => maxTokens,
  call: planCall,
  wantsLogprobs: ({ confidence }) => confidence === 'logprobs',
  doubts: ({ confidence, samples, prompt }) => [
    ...(confidence === 'votes' && samples === 1 ? [sureOfItself] : []),
    ...(/\{\{(?:question|answer)\}\}/.test(prompt) ? [] : [asksAllTheSame]),
  ],
  settings: z.object({
    role: z
      .string()
      .min(1)
      .default('fast')
      .meta({
        title: 'Model role',
        description: 'Which of the graph’s model roles answers.',
        widget: 'role',
      } satisfies FieldMeta),
    system: z
      .string()
      .max(100_000)
      .default('')
      .meta({ title: 'System prompt', description: 'Sent before the question.', widget: 'text' } satisfies FieldMeta),
    prompt: z
      .string()
      .max(100_000)
      .default('{{question}}')
      .meta({
        title: 'Prompt',
        description: '{{question}} is the problem’s question, {{answer}} the answer so far.',
        widget: 'prompt',
        variables: promptVariables,
      } satisfies FieldMeta),
    samples: z
      .int()
      .min(1)
      .max(64)
      .default(1)
      .meta({
        title: 'Samples',
        description: 'Asked at once; the answer that most of them give is taken, the first one on a tie.',
      } satisfies FieldMeta),
    confidence: z
      .enum(['stated', 'votes', 'logprobs'])
      .default('stated')
      .meta({
        title: 'Confidence from',
        description:
          '“stated”: what the model says, such as in a line CONFIDENCE: 80. “votes”: the share of samples that agree. “logprobs”: the mean log-probability of its tokens.',
      } satisfies FieldMeta),
    temperature: z
      .number()
      .min(0)
      .max(2)
      .optional()
      .meta({
        title: 'Temperature',
        examples: [0.7],
        description: 'Empty leaves it to the provider. Imported and simulated answers do not change with it.',
      } satisfies FieldMeta),
    effort: z
      .enum(['default', ...efforts])
      .default('default')
      .meta({
        title: 'Reasoning effort',
        description: 'For live models that can think. Imported and simulated answers do not change with it.',
      } satisfies FieldMeta),
    maxTokens: z
      .int()
      .min(1)
      .max(1_000_000)
      .default(32_000)
      .meta({
        title: 'Output tokens at most',
        description: 'An answer cut off here leaves by “failed”.',
        unit: 'tokens',
      } satisfies FieldMeta),
    timeoutMs: z
      .number()
      .min(0)
      .max(86_400_000)
      .default(0)
      .meta({
        title: 'Timeout',
        examples: [30_000],
        description: 'A slower answer leaves by “failed”; 0 waits for ever.',
        unit: 'ms',
      } satisfies FieldMeta),
  }),
  summary: ({ role, samples, timeoutMs }) => {
    const how = samples === 1 ? 'one pass' : `${samples} samples · vote`
    return timeoutMs > 0 ? `${role} · ${how} · ${timeoutMs / 1000} s at most` : `${role} · ${how}`
  },
})
