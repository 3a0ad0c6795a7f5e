import { z } from 'zod'
import { defineKind, type FieldMeta } from '../kind'

const armSchema = z.object({
  label: z
    .string()
    .min(1)
    .max(60)
    .meta({ title: 'Label', description: 'The port by which the arm leaves.' } satisfies FieldMeta),
  weight: z
    .number()
    .min(0)
    .max(1_000_000)
    .meta({ title: 'Weight', description: 'Its share is this over the sum of all weights.' } satisfies FieldMeta),
})

export const split = defineKind({
  id: 'split',
  label: 'Split',
  about: 'Sends each problem down one of several arms, by weight.',
  icon: 'shuffle',
  hue: 'decision',
  ports: ({ arms }): string[] => [...new Set(arms.map(({ label }) => label))],
  settings: z.object({
    arms: z
      .array(armSchema)
      .min(1)
      .max(20)
      .refine((arms) => arms.some(({ weight }) => weight > 0), 'need an arm with a weight above 0')
      .default([
        { label: 'a', weight: 1 },
        { label: 'b', weight: 1 },
      ])
      .meta({ title: 'Arms', description: 'Where the problems go, and in what proportion.' } satisfies FieldMeta),
    salt: z
      .string()
      .max(100)
      .default('')
      .meta({
        title: 'Salt',
        examples: ['spring'],
        description: 'Another word sends problems another way; splits with the same word agree.',
      } satisfies FieldMeta),
  }),
  summary: ({ arms }) => arms.map(({ label, weight }) => `${label} ${weight}`).join(' · '),
})
