import { Menu } from '@base-ui/react/menu'
import { type CommandId, commandWords, shownKey } from '../../shared/commands'
import { canRun, runCommand } from '../shell/commands'
import popup from '../shell/Popup.module.css'
import { platform } from '../shell/platform'
import styles from './ContextMenu.module.css'
import { closeContextMenu, useContextMenu } from './context-menu'

/** The commands for what lies under the pointer, with their keys. */
export function ContextMenu() {
  const menu = useContextMenu((state) => state.menu)
  const { x, y } = menu ?? { x: 0, y: 0 }
  const anchor = { getBoundingClientRect: () => DOMRect.fromRect({ x, y, width: 0, height: 0 }) }
  return (
    <Menu.Root open={menu !== null} onOpenChange={(open) => !open && closeContextMenu()}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} side="bottom" align="start" className={popup.positioner}>
          <Menu.Popup className={popup.menu} aria-label={menu?.label}>
            {menu?.ids.map((id, index) =>
              id === null ? (
                <Menu.Separator key={`line ${menu.ids[index - 1] ?? ''}`} className={styles.line} />
              ) : (
                <CommandItem key={id} id={id} />
              ),
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function CommandItem({ id }: { id: CommandId }) {
  const keys = shownKey(id, platform)
  return (
    <Menu.Item
      className={styles.item}
      disabled={!canRun(id)}
      // Once the focus is back on the canvas, which a command may move on.
      onClick={() => setTimeout(() => runCommand(id), 30)}
    >
      {commandWords[id].title}
      {keys !== undefined && <kbd>{keys}</kbd>}
    </Menu.Item>
  )
}
