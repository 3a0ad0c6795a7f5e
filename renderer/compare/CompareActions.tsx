import { Menu } from '@base-ui/react/menu'
import { Popover } from '@base-ui/react/popover'
import { ChevronDown, Download, Repeat } from 'lucide-react'
import { useId, useState } from 'react'
import { ReplayAllDialog } from '../runs/ReplayAllDialog'
import { Button } from '../shell/Button'
import buttonStyles from '../shell/Button.module.css'
import { Select } from '../shell/Inputs'
import popupStyles from '../shell/Popup.module.css'
import { classes } from '../theme/classes'
import styles from './ComparePage.module.css'
import { exportsOf } from './exports'
import { RunPicker } from './RunPicker'
import { useCompareSelection } from './selection'
import type { ShownComparison } from './use-comparison'

const trigger = classes(buttonStyles.button, buttonStyles.plain)

export function CompareActions({ shown }: { shown: ShownComparison }) {
  const { rows, finished, runIds } = shown
  const id = useId()
  const [isAsking, setAsking] = useState(false)
  return (
    <div className={styles.actions}>
      {rows.length > 1 && (
        <div className={styles.baseline}>
          <label htmlFor={id}>Baseline</label>
          <Select
            id={id}
            value={rows.find(({ isBaseline }) => isBaseline)?.id ?? ''}
            options={rows.map(({ id, label }) => ({ value: id, label }))}
            onChoose={(baselineId) => useCompareSelection.setState({ baselineId })}
          />
        </div>
      )}
      {finished.length > 0 && (
        <Popover.Root>
          <Popover.Trigger className={trigger}>
            Runs: {runIds.length} of {finished.length} <ChevronDown size={14} />
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Positioner sideOffset={6} align="end" className={popupStyles.positioner}>
              <Popover.Popup className={popupStyles.popover} aria-label="Runs to compare">
                <RunPicker runs={finished} chosen={runIds} />
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      )}
      {rows.length > 0 && (
        <Menu.Root>
          <Menu.Trigger className={trigger}>
            <Download size={14} /> Export <ChevronDown size={14} />
          </Menu.Trigger>
          <Menu.Portal>
            <Menu.Positioner sideOffset={6} align="end" className={popupStyles.positioner}>
              <Menu.Popup className={popupStyles.menu}>
                {exportsOf(shown).map(({ title, save }) => (
                  <Menu.Item key={title} className={classes(popupStyles.item, styles.menuItem)} onClick={save}>
                    {title}
                  </Menu.Item>
                ))}
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
      )}
      <Button look="primary" onClick={() => setAsking(true)}>
        <Repeat size={14} /> Replay all designs
      </Button>
      <ReplayAllDialog isOpen={isAsking} onClose={() => setAsking(false)} />
    </div>
  )
}
