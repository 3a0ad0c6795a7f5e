import { z } from 'zod'
import { promptVariables } from '../fill-prompt'
import { defineKind, type FieldMeta } from '../kind'
import { defaultRules } from './default-rules'
import { learnedModelSchema } from './learned/learned-model'
import { ruleSchema } from './rules'

const llm = { field: 'method', is: 'llm' } as const
const learned = { field: 'method', is: 'learned' } as const
const rules = { field: 'method', is: 'rules' } as const

const defaultPrompt = `How much work is this problem? Answer with one label and nothing else: {{labels}}.

{{question}}`

interface Labelled {
  method: 'rules' | 'llm' | 'learned'
  learned: { labels: readonly { label: string }[] } | null
  rules: readonly { label: string }[]
  otherwise: string
  labels: readonly string[]
}

/** The labels that a classifier may give, each once. */
export function labelsOf(settings: Labelled): string[] {
  if (settings.method === 'llm') return [...new Set(settings.labels)]
  if (settings.method === 'learned') return [...new Set(settings.learned?.labels.map(({ label }) => label))]
  return [...new Set([...settings.rules.map(({ label }) => label), settings.otherwise])]
}

export const classifier = defineKind({
  id: 'classifier',
  label: 'Classifier',
  about: 'Reads the question and sends it out by a label.',
  icon: 'split',
  hue: 'decision',
  ports: (settings): string[] => {
    const labels = labelsOf(settings)
    return settings.method === 'llm' ? [...new Set([...labels, 'unclear'])] : labels
  },
  // No label of a learned classifier stands for not having looked.
  passThrough: ({ method, otherwise }) => (method === 'learned' ? undefined : method === 'llm' ? 'unclear' : otherwise),
  role: ({ method, role }) => (method === 'llm' ? role : undefined),
  settings: z
    .object({
      method: z
        .enum(['rules', 'llm', 'learned'])
        .default('rules')
        .meta({
          title: 'Method',
          description:
            '“rules”: phrases and counts, at no cost. “llm”: a model reads the question, and is in the bill. “learned”: trained on recorded outcomes, at no cost.',
        } satisfies FieldMeta),
      rules: z
        .array(ruleSchema)
        .max(200)
        .default(defaultRules)
        .meta({
          title: 'Rules',
          description: 'Tried from the top; the first that matches gives the label.',
          widget: 'rules',
          when: rules,
        } satisfies FieldMeta),
      otherwise: z
        .string()
        .min(1)
        .max(60)
        .default('easy')
        .meta({
          title: 'Otherwise',
          description: 'The label of a question that no rule matches.',
          when: rules,
        } satisfies FieldMeta),
      role: z
        .string()
        .min(1)
        .default('fast')
        .meta({
          title: 'Model role',
          description: 'Which model reads the question.',
          widget: 'role',
          when: llm,
        } satisfies FieldMeta),
      labels: z
        .array(z.string().min(1).max(60))
        .min(2)
        .max(50)
        .default(['easy', 'medium', 'hard'])
        .meta({
          title: 'Labels',
          description: 'The ports; an answer that names none of them, or several, leaves by “unclear”.',
          when: llm,
        } satisfies FieldMeta),
      system: z
        .string()
        .max(100_000)
        .default('')
        .meta({ title: 'System prompt', widget: 'text', when: llm } satisfies FieldMeta),
      prompt: z
        .string()
        .max(100_000)
        .default(defaultPrompt)
        .meta({
          title: 'Prompt',
          description: '{{question}} is the problem’s question, {{labels}} the labels.',
          widget: 'prompt',
          variables: { ...promptVariables, labels: 'the labels, between commas' },
          when: llm,
        } satisfies FieldMeta),
      learned: learnedModelSchema
        .nullable()
        .default(null)
        .meta({
          title: 'Trained model',
          description:
            'Gives each question the cheapest model that is likely enough to answer it; its labels are the ports.',
          widget: 'learned',
          when: learned,
        } satisfies FieldMeta),
      sure: z
        .number()
        .min(0)
        .max(1)
        .default(0.5)
        .meta({
          title: 'How sure',
          description: 'The chance at which a cheaper label is good enough. Higher sends more to the dearer ones.',
          widget: 'slider',
          when: learned,
        } satisfies FieldMeta),
    })
    .superRefine(({ method, learned }, context) => {
      if (method === 'learned' && learned === null)
        context.addIssue({ code: 'custom', path: ['learned'], message: 'is missing: nothing is trained yet' })
      if (new Set(learned?.labels.map(({ label }) => label)).size < (learned?.labels.length ?? 0))
        context.addIssue({ code: 'custom', path: ['learned'], message: 'has two labels that are the same' })
    }),
  summary: (settings) => {
    const { length } = labelsOf(settings)
    const labels = `${length} ${length === 1 ? 'label' : 'labels'}`
    if (settings.method === 'learned') return `learned · ${labels} · sure ${settings.sure.toFixed(2)}`
    return settings.method === 'llm' ? `${settings.role} · ${labels}` : `${settings.rules.length} rules · ${labels}`
  },
})
