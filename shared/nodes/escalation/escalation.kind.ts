import { z } from 'zod'
import { type Doubt, defineKind, type FieldMeta } from '../kind'

function idleWithout(limit: string, field: string, isIdle: boolean): Doubt[] {
  const says = `does nothing, as the graph has no limit “${limit}”`
  return isIdle ? [{ field, says, hint: 'set the limit, or take the setting back to 0' }] : []
}

export const escalation = defineKind({
  id: 'escalation',
  label: 'Escalation',
  about: 'Accepts an answer that is sure enough and sends the rest on.',
  icon: 'git-branch',
  hue: 'decision',
  ports: ['accept', 'escalate'],
  escalates: 'escalate',
  passThrough: () => 'accept',
  doubts: ({ acceptWhenLessThanMs, acceptWhenLessThanUsd }, limits) => [
    ...idleWithout('latencyMs', 'acceptWhenLessThanMs', acceptWhenLessThanMs > 0 && limits.latencyMs === undefined),
    ...idleWithout('usd', 'acceptWhenLessThanUsd', acceptWhenLessThanUsd > 0 && limits.usd === undefined),
  ],
  settings: z.object({
    threshold: z
      .number()
      .min(0)
      .max(1)
      .default(0.75)
      .meta({
        title: 'Confidence needed',
        description: 'An answer at or above this confidence is accepted.',
        widget: 'slider',
      } satisfies FieldMeta),
    byCategory: z
      .array(
        z.object({
          category: z
            .string()
            .min(1)
            .max(200)
            .meta({ title: 'Category' } satisfies FieldMeta),
          threshold: z
            .number()
            .min(0)
            .max(1)
            .meta({ title: 'Confidence needed' } satisfies FieldMeta),
        }),
      )
      .max(200)
      .refine((rows) => new Set(rows.map(({ category }) => category)).size === rows.length, 'names a category twice')
      .default([])
      .meta({
        title: 'By category',
        description: 'Another threshold for the problems of a category.',
      } satisfies FieldMeta),
    missingConfidence: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .meta({
        title: 'Missing confidence counts as',
        description: 'Used where the model stated no confidence.',
        widget: 'slider',
      } satisfies FieldMeta),
    acceptWhenLessThanMs: z
      .number()
      .min(0)
      .max(86_400_000)
      .default(0)
      .meta({
        title: 'Accept when less time is left than',
        examples: [2000],
        description: "Counted against the graph's latency budget; 0 never accepts for want of time.",
        unit: 'ms',
      } satisfies FieldMeta),
    acceptWhenLessThanUsd: z
      .number()
      .min(0)
      .max(1_000_000)
      .default(0)
      .meta({
        title: 'Accept when less money is left than',
        examples: [0.02],
        description: "Counted against the graph's money budget; 0 never accepts for want of money.",
        unit: '$',
      } satisfies FieldMeta),
  }),
  summary: ({ threshold, byCategory }) =>
    `confidence ≥ ${threshold.toFixed(2)}${byCategory.length > 0 ? ` · ${byCategory.length} by category` : ''}`,
})
