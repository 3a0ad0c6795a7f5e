import { z } from 'zod'
import { kinds } from '../nodes/kinds'
import { graphSchema, MOST_NODES, nodeSchema } from './schema'

type JsonObject = Record<string, unknown>

/** The JSON Schema (2020-12) of a graph file: each kind's settings included, defaulted members optional. */
export function graphJsonSchema(): JsonObject {
  const graph = z.toJSONSchema(graphSchema, { io: 'input' }) as JsonObject & { properties: JsonObject }
  const node = z.toJSONSchema(nodeSchema, { io: 'input' }) as JsonObject & { properties: JsonObject }
  const { $schema: _, ...members } = node
  const byKind = Object.values(kinds).map(({ id, about, settings }) => ({
    ...members,
    title: id,
    description: about,
    properties: { ...node.properties, kind: { const: id }, settings: settingsSchema(settings) },
  }))
  return {
    ...graph,
    title: 'Switchyard graph',
    properties: { ...graph.properties, nodes: { type: 'array', maxItems: MOST_NODES, items: { oneOf: byKind } } },
  }
}

function settingsSchema(settings: z.ZodObject): JsonObject {
  const { $schema: _, ...schema } = z.toJSONSchema(settings, { io: 'input' }) as JsonObject
  return schema
}
