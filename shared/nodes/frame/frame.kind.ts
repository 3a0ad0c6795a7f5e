import { z } from 'zod'
import { defineKind, type FieldMeta } from '../kind'

export const frame = defineKind({
  id: 'frame',
  label: 'Frame',
  about: 'A titled region; what lies inside it moves with it.',
  icon: 'frame',
  hue: 'end',
  ports: [],
  comment: true,
  settings: z.object({
    tint: z
      .enum(['grey', 'indigo', 'amber', 'green', 'cyan', 'rose'])
      .default('grey')
      .meta({ title: 'Tint' } satisfies FieldMeta),
    width: z
      .int()
      .min(120)
      .max(20_000)
      .default(520)
      .meta({ title: 'Width', unit: 'px' } satisfies FieldMeta),
    height: z
      .int()
      .min(80)
      .max(20_000)
      .default(320)
      .meta({ title: 'Height', unit: 'px' } satisfies FieldMeta),
  }),
  summary: ({ width, height }) => `${width} × ${height}`,
})
