import type { ModelCapabilities } from '../../shared/connection'
import type { Graph } from '../../shared/graph/schema'
import { titleOf } from '../../shared/graph/title'
import { checkGraph } from '../../shared/graph/validate'
import type { AnyKind, PromptValues } from '../../shared/nodes/kind'
import type { AnswersFrom, Estimate } from '../../shared/report'
import type { LiveConnections } from './bindings'

type Setting = Estimate['leftOut'][number]['setting']

interface Asking {
  graph: Graph
  live: LiveConnections
  answersFrom: AnswersFrom
}

/** Only what is asked counts here, not of which problem. */
const noValues: PromptValues = { question: '', answer: null }

/** What the nodes of a graph ask of live models that these are not known to take; connections leave it out of what they send. */
export function leftOutSettings({ graph, live, answersFrom }: Asking): Estimate['leftOut'] {
  if (answersFrom === 'recorded') return []
  const { checked } = checkGraph(graph)
  return graph.nodes.flatMap((node) => {
    const asking = checked.get(node.id)
    const role = asking?.passes === undefined ? asking?.kind.role?.(asking.settings) : undefined
    const { connection, model } = graph.roles[role ?? ''] ?? { connection: '', model: '' }
    const capabilities = live.find(connection)?.connection.capabilitiesOf(model)
    if (asking === undefined || capabilities === undefined) return []
    return missingIn(asking, capabilities).map((setting) => ({ node: titleOf(node), model, setting }))
  })
}

function missingIn(
  { kind, settings }: { kind: AnyKind; settings: unknown },
  { temperature, efforts, logprobs }: ModelCapabilities,
): Setting[] {
  const params = kind.call?.(settings, noValues).params
  const missing: Setting[] = []
  if (params?.temperature != null && !temperature) missing.push('temperature')
  if (params !== undefined && params.effort !== 'default' && !efforts.some((effort) => effort === params.effort))
    missing.push('effort')
  if (kind.wantsLogprobs?.(settings) === true && !logprobs) missing.push('logprobs')
  return missing
}
