import { z } from 'zod'
import { formatDuration, formatShare, formatUsd } from '../../format'
import { defineKind, type FieldMeta } from '../kind'

export const review = defineKind({
  id: 'review',
  label: 'Review',
  about: 'A person approves the answer or corrects it.',
  icon: 'user-check',
  hue: 'human',
  ports: ['approved', 'corrected'],
  passThrough: () => 'approved',
  reviewer: ({ instructions, usd, errorRate, delayS }) => ({ instructions, usd, errorRate, delayMs: delayS * 1000 }),
  settings: z.object({
    instructions: z
      .string()
      .max(20_000)
      .default('Approve the answer if it is right. Correct it otherwise.')
      .meta({
        title: 'Instructions',
        description: 'What the person is asked to look at; shown beside the answer.',
        widget: 'text',
      } satisfies FieldMeta),
    usd: z
      .number()
      .min(0)
      .max(100_000)
      .default(0.5)
      .meta({
        title: 'Price of a review',
        description: 'Counted in the bill of the problem.',
        unit: '$',
      } satisfies FieldMeta),
    errorRate: z
      .number()
      .min(0)
      .max(1)
      .default(0.05)
      .meta({
        title: 'Simulated error rate',
        description:
          'In replays the person is simulated: how often a wrong answer is approved, or a right one made wrong.',
        widget: 'slider',
      } satisfies FieldMeta),
    delayS: z
      .number()
      .min(0)
      .max(31_536_000)
      .default(120)
      .meta({
        title: 'Simulated delay',
        description: 'What a review takes in replays. In live runs it is measured.',
        unit: 's',
      } satisfies FieldMeta),
  }),
  summary: ({ usd, errorRate, delayS }) =>
    `${formatUsd(usd)} · simulated: ${formatShare(errorRate, 0)} wrong, ${formatDuration(delayS * 1000)}`,
})
