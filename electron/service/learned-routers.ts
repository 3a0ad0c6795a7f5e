import { parseGraph } from '../../shared/graph/load'
import type { Graph } from '../../shared/graph/schema'
import { type LearnedModel, learnedModelSchema } from '../../shared/nodes/classifier/learned/learned-model'
import type { Store } from '../store/store'

/** What the first trained classifier of a graph has learned. */
export function trainedIn({ nodes }: Pick<Graph, 'nodes'>): LearnedModel | undefined {
  for (const { kind, settings } of nodes) {
    const { learned } = settings as { learned?: unknown }
    if (kind !== 'classifier' || learned === undefined || learned === null) continue
    const parsed = learnedModelSchema.safeParse(learned)
    if (parsed.success) return parsed.data
  }
  return undefined
}

/** The designs that have a trained classifier, each with what it was trained on. */
export function learnedRouters({ designs }: Store) {
  const graphOf = (hash: string, name: string) => {
    const text = designs.graphOf(hash)
    // Most have none, and reading a graph takes longer than looking for a word.
    return text.includes('"trainedOn"') ? trainedIn(parseGraph(text, `design “${name}”`)) : undefined
  }
  return {
    list: (): { designId: string; name: string; dataset: string }[] =>
      designs.list().flatMap(({ id, name, hash, archived }) => {
        const learned = archived ? undefined : graphOf(hash, name)
        return learned === undefined ? [] : [{ designId: id, name, dataset: learned.trainedOn.dataset }]
      }),
    of: (designId: string): LearnedModel | undefined => {
      const { hash, name } = designs.get(designId)
      return graphOf(hash, name)
    },
  }
}
