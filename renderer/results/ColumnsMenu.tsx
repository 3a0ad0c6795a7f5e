import { Menu } from '@base-ui/react/menu'
import { Check, Columns3 } from 'lucide-react'
import popupStyles from '../shell/Popup.module.css'
import { choosableColumns, columnOf } from './result-columns'
import { showColumn, useShownColumns } from './result-view'

/** Which columns are shown. */
export function ColumnsMenu() {
  const shown = useShownColumns((state) => state.shown)
  return (
    <Menu.Root>
      <Menu.Trigger className={popupStyles.iconTrigger} aria-label="Columns" title="Columns">
        <Columns3 size={16} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className={popupStyles.positioner}>
          <Menu.Popup className={popupStyles.menu}>
            {choosableColumns.map((column) => (
              <Menu.CheckboxItem
                key={column}
                className={popupStyles.item}
                checked={shown.includes(column)}
                onCheckedChange={(isShown) => showColumn(column, isShown)}
              >
                <span className={popupStyles.mark}>
                  <Menu.CheckboxItemIndicator>
                    <Check size={14} />
                  </Menu.CheckboxItemIndicator>
                </span>
                {columnOf(column).title}
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
