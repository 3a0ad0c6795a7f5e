import { Menu } from '@base-ui/react/menu'
import { Database } from 'lucide-react'
import { showFailure } from '../shell/notice-store'
import popupStyles from '../shell/Popup.module.css'
import { words } from '../words'
import styles from './DatabaseChip.module.css'
import { fileName, useDatabase } from './database-state'
import { canChooseDatabase, chooseDatabase, openDatabase } from './open-database'

/** Says which database is open, where it is not the usual one, and leads back. */
export function DatabaseChip() {
  const { file, isUsual } = useDatabase()
  if (file === null || isUsual) return null
  const name = fileName(file)
  if (!canChooseDatabase())
    return (
      <span className={styles.chip} title={file}>
        <Database size={13} /> <span>{name}</span>
      </span>
    )
  return (
    <Menu.Root>
      <Menu.Trigger className={styles.chip} title={file} aria-label={words.database.chip(name)}>
        <Database size={13} /> <span>{name}</span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="start" className={popupStyles.positioner}>
          <Menu.Popup className={popupStyles.menu}>
            <Menu.Item className={popupStyles.item} onClick={() => void openDatabase('usual').catch(showFailure)}>
              {words.database.back}
            </Menu.Item>
            <Menu.Item className={popupStyles.item} onClick={() => void chooseDatabase('present').catch(showFailure)}>
              {words.database.open}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
