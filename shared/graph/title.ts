import { findKind } from '../nodes/kinds'
import type { GraphNode } from './schema'

/** What a node is called: by its title, else by its kind, with the number of its id so that two of a kind are told apart. */
export function titleOf({ id, kind, title }: GraphNode): string {
  if (title !== undefined && title !== '') return title
  const label = findKind(kind)?.label ?? kind
  const number = id.startsWith(`${kind}-`) ? id.slice(kind.length + 1) : ''
  return /^\d{1,4}$/.test(number) ? `${label} ${number}` : label
}
