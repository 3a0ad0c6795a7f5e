import { z } from 'zod'
import { defineKind, type FieldMeta } from '../kind'
import { planCall } from './prompt'

export const model = defineKind({
  id: 'model',
  label: 'Model',
  about: 'Asks a model for an answer.',
  icon: 'box',
  hue: 'model',
  ports: ['answer', 'failed'],
  optional: () => ['failed'],
  call: planCall,
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
        widget: 'text',
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
        description: 'A slower answer leaves by “failed”; 0 waits for ever.',
        unit: 'ms',
      } satisfies FieldMeta),
  }),
  summary: ({ role, timeoutMs }) => (timeoutMs > 0 ? `${role} · ${timeoutMs / 1000} s at most` : `${role} · one pass`),
})
