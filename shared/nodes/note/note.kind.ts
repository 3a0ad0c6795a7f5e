import { z } from 'zod'
import { defineKind, type FieldMeta } from '../kind'

export const note = defineKind({
  id: 'note',
  label: 'Note',
  about: 'Words on the canvas for whoever reads the design.',
  icon: 'sticky-note',
  hue: 'end',
  ports: [],
  comment: true,
  settings: z.object({
    text: z
      .string()
      .max(20_000)
      .default('')
      .meta({
        title: 'Text',
        description: 'Headings, lists, **bold**, *italic* and `code` are shown as such; nothing in it is run.',
        widget: 'text',
      } satisfies FieldMeta),
    width: z
      .int()
      .min(120)
      .max(2000)
      .default(240)
      .meta({ title: 'Width', unit: 'px' } satisfies FieldMeta),
    height: z
      .int()
      .min(60)
      .max(2000)
      .default(120)
      .meta({ title: 'Height', unit: 'px' } satisfies FieldMeta),
  }),
  summary: ({ text }) => text.split('\n').find((line) => line.trim() !== '') ?? 'an empty note',
})
