import { Popover } from '@base-ui/react/popover'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useOpenDocument } from '../designs/session'
import { Button } from '../shell/Button'
import buttonStyles from '../shell/Button.module.css'
import { showFailure } from '../shell/notice-store'
import popupStyles from '../shell/Popup.module.css'
import { classes } from '../theme/classes'
import { CoverageGaps } from './CoverageGaps'
import { EstimateLine } from './EstimateLine'
import styles from './RunButton.module.css'
import { RunOptionsForm } from './RunOptionsForm'
import { runOpenDesign } from './run-actions'
import { useOptionsTrouble, useRunDataset } from './run-options'

/** Runs at a press as the last run was set; the arrow opens what can be set. */
export function RunButton() {
  const dataset = useRunDataset()
  const trouble = useOptionsTrouble()
  const designId = useOpenDocument()?.id
  const [isOpen, setOpen] = useState(false)
  const [isStarting, setStarting] = useState(false)
  const run = async () => {
    setStarting(true)
    setOpen(false)
    try {
      await runOpenDesign()
    } catch (error) {
      showFailure(error, 'run')
    } finally {
      setStarting(false)
    }
  }
  return (
    <div className={styles.run}>
      <Button look="primary" className={styles.main} disabled={isStarting} onClick={() => void run()}>
        <span className={styles.words}>{dataset === undefined ? 'Run' : `Run on ${dataset.name}`}</span>
        <kbd className={styles.key}>{window.desktop?.platform === 'darwin' ? '⌘ ↵' : 'Ctrl ↵'}</kbd>
      </Button>
      <Popover.Root open={isOpen} onOpenChange={(open) => setOpen(open)}>
        <Popover.Trigger
          className={classes(buttonStyles.button, buttonStyles.primary, styles.more)}
          aria-label="Run options"
          title="Run options"
        >
          <ChevronDown size={15} />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner sideOffset={6} align="end" className={popupStyles.positioner}>
            <Popover.Popup className={popupStyles.popover}>
              <Popover.Title className={popupStyles.title}>Run</Popover.Title>
              <RunOptionsForm />
              <CoverageGaps />
              <div className={styles.before}>
                <EstimateLine designId={designId} />
                <div className={styles.foot}>
                  <Button
                    look="primary"
                    disabled={isStarting || dataset === undefined || trouble !== undefined}
                    onClick={() => void run()}
                  >
                    Run this design
                  </Button>
                </div>
              </div>
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </div>
  )
}
