import { Menu } from '@base-ui/react/menu'
import { Download } from 'lucide-react'
import buttonStyles from '../shell/Button.module.css'
import { showFailure } from '../shell/notice-store'
import popupStyles from '../shell/Popup.module.css'
import { words } from '../words'
import type { OpenDocument } from './document'
import styles from './ExportMenu.module.css'
import { type ExportFormat, exportGraph } from './export-graph'

const formats: readonly { format: ExportFormat; label: string; about: string }[] = [
  { format: 'json', label: words.exporting.json, about: words.exporting.jsonAbout },
  { format: 'svg', label: words.exporting.svg, about: words.exporting.pictureAbout },
  { format: 'png', label: words.exporting.png, about: words.exporting.pictureAbout },
  { format: 'mermaid', label: words.exporting.mermaid, about: words.exporting.mermaidAbout },
]

export function ExportMenu({ document }: { document: OpenDocument }) {
  return (
    <Menu.Root>
      <Menu.Trigger className={buttonStyles.button}>
        <Download size={14} /> {words.exporting.button}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className={popupStyles.positioner}>
          <Menu.Popup className={popupStyles.menu}>
            {formats.map(({ format, label, about }) => (
              <Menu.Item
                key={format}
                className={popupStyles.item}
                onClick={() => void exportGraph(document.store.getState().graph, format).catch(showFailure)}
              >
                <span className={styles.words}>
                  {label}
                  <small>{about}</small>
                </span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
