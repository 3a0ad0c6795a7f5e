import { z } from 'zod'

/** The version of the document that this program writes. */
export const GRAPH_FORMAT = 'switchyard/graph'
export const GRAPH_VERSION = 1

const nodeId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, 'is not an id: a small letter, then small letters, digits or -')
  .meta({ title: 'Id', description: 'Unique in the graph; small letters, digits and -' })

const roleName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, 'is not a role name: a small letter, then small letters, digits or -')

/** A model role: which model of which connection answers for it. Graphs name connections, never URLs or keys. */
export const roleSchema = z.looseObject({
  connection: z.string().min(1).max(200),
  model: z.string().min(1).max(200),
})
export type RoleBinding = z.infer<typeof roleSchema>

export const nodeSchema = z.looseObject({
  id: nodeId,
  kind: z.string().min(1).max(64),
  title: z.string().max(120).optional(),
  at: z.tuple([z.number(), z.number()]),
  off: z
    .boolean()
    .optional()
    .meta({ title: 'Switched off', description: 'The node is kept, and passes problems on without doing anything' }),
  settings: z.record(z.string(), z.unknown()),
})
export type GraphNode = z.infer<typeof nodeSchema>

export const edgeSchema = z.looseObject({
  from: z.string().regex(/^[^.]+\..+$/, 'is not "node.port"'),
  to: z.string().min(1),
})
export type GraphEdge = z.infer<typeof edgeSchema>

export const limitsSchema = z.looseObject({
  latencyMs: z
    .number()
    .positive()
    .optional()
    .meta({ title: 'Latency budget', description: 'How long one problem may take, in milliseconds' }),
  usd: z
    .number()
    .positive()
    .optional()
    .meta({ title: 'Money budget', description: 'What one problem may cost, in dollars' }),
})

/** What is larger is no design that a person could read, and more than a window can draw while they wait. */
export const MOST_NODES = 2000
const MOST_EDGES = 8000

/** The document a user draws. Loose objects: what a newer minor version adds survives a round trip. */
export const graphSchema = z.looseObject({
  format: z.literal(GRAPH_FORMAT),
  version: z.literal(GRAPH_VERSION),
  name: z.string().min(1).max(120),
  description: z.string().max(4000).default(''),
  limits: limitsSchema.default({}),
  roles: z.record(roleName, roleSchema).default({}),
  nodes: z.array(nodeSchema).max(MOST_NODES, `are more than the ${MOST_NODES} that a graph can have`),
  edges: z.array(edgeSchema).max(MOST_EDGES, `are more than the ${MOST_EDGES} that a graph can have`),
})
export type Graph = z.infer<typeof graphSchema>

/** Splits `gate.escalate` into node and port; a port may itself contain dots. */
export function splitFrom(from: string): { node: string; port: string } {
  const dot = from.indexOf('.')
  return { node: from.slice(0, dot), port: from.slice(dot + 1) }
}
