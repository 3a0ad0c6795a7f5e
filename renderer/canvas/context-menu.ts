import { create } from 'zustand'
import type { CommandId } from '../../shared/commands'
import type { OpenDocument } from '../designs/document'

interface ShownMenu {
  x: number
  y: number
  label: string
  /** `null` is a line between groups. */
  ids: readonly (CommandId | null)[]
}

export const useContextMenu = create<{ menu: ShownMenu | null }>(() => ({ menu: null }))

export function closeContextMenu(): void {
  useContextMenu.setState({ menu: null })
}

const nodeMenu: readonly (CommandId | null)[] = [
  'connect-to',
  'rename',
  'switch-off',
  null,
  'cut',
  'copy',
  'duplicate',
  'frame-selection',
  null,
  'delete',
  'delete-heal',
]

const selectionMenu: readonly (CommandId | null)[] = [
  'cut',
  'copy',
  'duplicate',
  'switch-off',
  'frame-selection',
  null,
  'tidy',
  'align-left',
  'align-top',
  'align-middles',
  'distribute-across',
  'distribute-down',
  null,
  'delete',
  'delete-heal',
]

const edgeMenu: readonly (CommandId | null)[] = ['insert-on-edge', null, 'delete']

const canvasMenu: readonly (CommandId | null)[] = [
  'add-node',
  'add-note',
  'paste',
  null,
  'select-all',
  'find',
  'tidy',
  null,
  'zoom-to-fit',
  'minimap',
  'command-palette',
]

/** Opens the menu for what lies under the pointer, or has the focus; it is selected first, if it is not part of a selection. */
export function openContextMenu(document: OpenDocument, target: Element, at: { x: number; y: number }): void {
  const nodeId = target.closest<HTMLElement>('.react-flow__node')?.dataset.id
  const edgeFrom = target.closest('.react-flow__edge')?.getAttribute('data-id') ?? undefined
  const { selection } = document.store.getState()
  if (nodeId !== undefined && !selection.nodeIds.includes(nodeId)) document.select({ nodeIds: [nodeId] })
  if (edgeFrom !== undefined) document.select({ edgeFroms: [edgeFrom] })
  const many = document.store.getState().selection.nodeIds.length > 1
  const isOnMarked = nodeId !== undefined || target.closest('.react-flow__nodesselection') !== null
  const [label, ids] =
    edgeFrom !== undefined
      ? (['Edge', edgeMenu] as const)
      : isOnMarked
        ? many
          ? (['Selected nodes', selectionMenu] as const)
          : (['Node', nodeMenu] as const)
        : (['Canvas', canvasMenu] as const)
  useContextMenu.setState({ menu: { ...at, label, ids } })
}
