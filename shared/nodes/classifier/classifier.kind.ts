import { z } from 'zod'
import { defineKind, type FieldMeta } from '../kind'
import { defaultRules } from './default-rules'
import { ruleSchema } from './rules'

export const classifier = defineKind({
  id: 'classifier',
  label: 'Classifier',
  about: 'Reads the question and sends it out by a label.',
  icon: 'split',
  hue: 'decision',
  ports: ({ rules, otherwise }): string[] => [...new Set([...rules.map((rule) => rule.label), otherwise])],
  settings: z.object({
    method: z
      .enum(['rules'])
      .default('rules')
      .meta({ title: 'Method', description: 'How the label is found.' } satisfies FieldMeta),
    rules: z
      .array(ruleSchema)
      .max(200)
      .default(defaultRules)
      .meta({
        title: 'Rules',
        description: 'Tried from the top; the first that matches gives the label.',
        widget: 'rules',
      } satisfies FieldMeta),
    otherwise: z
      .string()
      .min(1)
      .max(60)
      .default('easy')
      .meta({ title: 'Otherwise', description: 'The label of a question that no rule matches.' } satisfies FieldMeta),
  }),
  summary: (settings) => {
    const labels = new Set([...settings.rules.map((rule) => rule.label), settings.otherwise]).size
    return `${settings.rules.length} rules · ${labels} ${labels === 1 ? 'label' : 'labels'}`
  },
})
