import { z } from 'zod'
import { defineKind } from '../kind'

export const input = defineKind({
  id: 'input',
  label: 'Problems',
  about: 'Where every problem enters the graph.',
  icon: 'arrow-right',
  hue: 'end',
  ports: ['problem'],
  entry: true,
  settings: z.object({}),
  summary: () => 'every problem of the dataset',
})
