import { commandIds, commandWords, shownKey } from '../../shared/commands'
import { titleOf } from '../../shared/graph/title'
import { findKind } from '../../shared/nodes/kinds'
import { canvas } from '../canvas/control'
import { currentDocument } from '../designs/session'
import { canRun, runCommand } from './commands'
import { openPicker, type PickItem } from './picker-store'
import { platform } from './platform'

/** Everything that can be done here and now, and every node to go to. */
export function openCommandPalette(): void {
  const ready = commandIds.filter((id) => id !== 'command-palette' && canRun(id))
  openPicker({
    title: 'Command palette',
    placeholder: 'Search commands and nodes',
    empty: 'No command and no node is called that.',
    items: [...ready.map(commandItem), ...nodeItems()],
  })
}

function commandItem(id: (typeof commandIds)[number]): PickItem {
  const { title, group } = commandWords[id]
  const pick = () => runCommand(id)
  return { id, label: title, about: group, words: `${group} ${id}`, keys: shownKey(id, platform), pick }
}

function nodeItems(): PickItem[] {
  const document = currentDocument()
  if (document === undefined) return []
  return document.store.getState().graph.nodes.map((node) => {
    const { icon, hue, label } = findKind(node.kind) ?? {}
    return {
      id: `node ${node.id}`,
      label: titleOf(node),
      about: `Go to · ${node.id}`,
      words: `go to node ${node.id} ${label ?? node.kind}`,
      icon,
      hue,
      pick: () => canvas()?.show(node.id),
    }
  })
}
