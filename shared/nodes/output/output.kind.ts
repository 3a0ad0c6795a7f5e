import { z } from 'zod'
import { defineKind, type FieldMeta } from '../kind'

export const output = defineKind({
  id: 'output',
  label: 'Answer',
  about: 'Where answers leave the graph to be graded.',
  icon: 'circle-dot',
  hue: 'end',
  ports: [],
  settings: z.object({
    abstain: z
      .boolean()
      .default(false)
      .meta({
        title: 'Abstain',
        description: 'Leave without an answer: counted apart from wrong answers, and never as right.',
      } satisfies FieldMeta),
  }),
  summary: ({ abstain }) => (abstain ? 'no answer is given' : 'the answer is final'),
})
