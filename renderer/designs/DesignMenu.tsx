import { Menu } from '@base-ui/react/menu'
import { Ellipsis } from 'lucide-react'
import type { DesignSummary } from '../../shared/designs-contract'
import { showFailure } from '../shell/notice-store'
import popupStyles from '../shell/Popup.module.css'
import { words } from '../words'
import styles from './DesignList.module.css'
import {
  archiveDesign,
  duplicateDesign,
  graphOfDesign,
  openDesign,
  removeDesign,
  unarchiveDesign,
} from './design-actions'
import { showDialog } from './dialogs'
import { exportGraph } from './export-graph'
import { currentDocument } from './session'

interface DesignMenuProps {
  design: DesignSummary
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** What can be done with a design of the list; also behind a right click on its row. */
export function DesignMenu({ design, isOpen, onOpenChange }: DesignMenuProps) {
  return (
    <Menu.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Menu.Trigger
        className={styles.more}
        aria-label={words.designs.menuOf(design.name)}
        title={words.designs.menuOf(design.name)}
      >
        <Ellipsis size={15} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="start" className={popupStyles.positioner}>
          <Menu.Popup className={popupStyles.menu}>
            {actionsOf(design).map(({ label, act }) => (
              <Menu.Item key={label} className={styles.action} onClick={() => void act().catch(showFailure)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function actionsOf({ id, archived }: DesignSummary): { label: string; act: () => Promise<void> }[] {
  return [
    {
      label: words.designs.details,
      async act() {
        showDialog({ kind: 'details', id })
      },
    },
    { label: words.designs.duplicate, act: () => duplicateDesign({ id }) },
    {
      label: words.designs.versions,
      async act() {
        await openDesign(id)
        const document = currentDocument()
        if (document !== undefined) showDialog({ kind: 'versions', document })
      },
    },
    { label: words.designs.exportFile, act: async () => exportGraph(await graphOfDesign(id), 'json') },
    archived
      ? { label: words.designs.unarchive, act: () => unarchiveDesign(id) }
      : { label: words.designs.archive, act: () => archiveDesign(id) },
    { label: words.designs.remove, act: () => removeDesign(id) },
  ]
}
