import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { graphJsonSchema } from '../../shared/graph/json-schema'

const resources = resolve(import.meta.dirname, '../../resources')

it('the JSON Schema in resources is what the zod schemas say (npm run schema writes it anew)', async () => {
  const text = `${JSON.stringify(graphJsonSchema(), null, 2)}\n`
  await expect(text).toMatchFileSnapshot(join(resources, 'graph.schema.json'))
})
