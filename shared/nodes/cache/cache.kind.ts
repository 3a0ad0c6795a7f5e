import { z } from 'zod'
import { defineKind, type FieldMeta } from '../kind'

export const cache = defineKind({
  id: 'cache',
  label: 'Cache',
  about: 'Answers a question that was answered before.',
  icon: 'database',
  hue: 'memory',
  ports: ['hit', 'miss'],
  passThrough: () => 'miss',
  needsModelBehind: ({ keyBy }) => (keyBy === 'call' ? 'miss' : undefined),
  settings: z.object({
    keyBy: z
      .enum(['question', 'call'])
      .default('question')
      .meta({
        title: 'The same when',
        description:
          '“question”: the wording agrees but for case and spaces. “call”: model, prompt and parameters agree.',
      } satisfies FieldMeta),
    storage: z
      .enum(['memory', 'sqlite'])
      .default('memory')
      .meta({
        title: 'Kept in',
        description: '“memory” starts empty with each run, and each repeat of it; “sqlite” stays between runs.',
      } satisfies FieldMeta),
    namespace: z
      .string()
      .min(1)
      .max(100)
      .default('default')
      .meta({
        title: 'Namespace',
        examples: ['homework'],
        description: 'Caches with the same namespace share their answers.',
      } satisfies FieldMeta),
    ttlHours: z
      .number()
      .min(0)
      .max(1_000_000)
      .default(24)
      .meta({ title: 'Kept for', description: '0 keeps an answer for ever.', unit: 'hours' } satisfies FieldMeta),
  }),
  summary: ({ keyBy, ttlHours, storage }) =>
    `by ${keyBy} · ${ttlHours === 0 ? 'for ever' : `${ttlHours} h`} · ${storage}`,
})
