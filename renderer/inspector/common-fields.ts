import type { GraphNode } from '../../shared/graph/schema'
import type { AnyKind } from '../../shared/nodes/kind'
import { findKind } from '../../shared/nodes/kinds'
import { type FieldSpec, fieldsOf, isShown } from './fields'

/** One field that several nodes have in common. */
export interface CommonField {
  kind: AnyKind
  spec: FieldSpec
  /** What all of them have; undefined where they differ. */
  value: unknown
  isMixed: boolean
}

/** A node's settings with the kind's defaults for those that its file leaves out. */
export function fullSettings(kind: AnyKind, node: GraphNode): Record<string, unknown> {
  return { ...(kind.settings.parse({}) as Record<string, unknown>), ...node.settings }
}

/**
 * The settings that mean the same in all the nodes: of the same name, control and limits, and shown in each of them. A list or
 * a rule set can be edited together only where all have the same one.
 */
export function commonFields(nodes: readonly GraphNode[]): CommonField[] {
  const known = nodes.map((node) => ({ node, kind: findKind(node.kind) }))
  const [first] = known
  if (first?.kind === undefined) return []
  const { kind } = first
  const settings = known.map(({ node, kind: its }) => (its === undefined ? {} : fullSettings(its, node)))
  return fieldsOf(kind).flatMap((spec) => {
    const isCommon = known.every(({ kind: its }, index) => {
      const same = its === undefined ? undefined : fieldsOf(its).find((other) => meansTheSame(other, spec))
      return same !== undefined && isShown(same, settings[index] ?? {})
    })
    if (!isCommon) return []
    const values = settings.map((one) => one[spec.name])
    const isMixed = values.some((value) => JSON.stringify(value) !== JSON.stringify(values[0]))
    if (isMixed && wholeOnly.has(spec.control)) return []
    return [{ kind, spec, value: isMixed ? undefined : values[0], isMixed }]
  })
}

const wholeOnly: ReadonlySet<FieldSpec['control']> = new Set(['list', 'rules', 'learned', 'json', 'lines'])

function meansTheSame(a: FieldSpec, b: FieldSpec): boolean {
  return (
    a.name === b.name &&
    a.control === b.control &&
    a.unit === b.unit &&
    a.minimum === b.minimum &&
    a.maximum === b.maximum &&
    a.isWhole === b.isWhole &&
    a.choices.join() === b.choices.join()
  )
}
