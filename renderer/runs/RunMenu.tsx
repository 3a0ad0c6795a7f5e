import { Menu } from '@base-ui/react/menu'
import { Ellipsis } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { exportables, exportFormats } from '../../shared/export-format'
import { formatNumberOf } from '../../shared/format'
import type { RunInfo } from '../../shared/runs-contract'
import { useCompareSelection } from '../compare/selection'
import { openDesign } from '../designs/design-actions'
import { showPage } from '../designs/session'
import { showFailure } from '../shell/notice-store'
import popupStyles from '../shell/Popup.module.css'
import { DeleteRunDialog } from './DeleteRunDialog'
import { openInside } from './open-run'
import { RunDetailsDialog } from './RunDetailsDialog'
import styles from './RunMenu.module.css'
import { exportRun, rerun } from './run-actions'

interface RunMenuProps {
  run: RunInfo
  /** The results that are chosen, by place in the run. */
  selected?: ReadonlySet<number>
  onDone?: () => void
}

const formatNames = { csv: 'CSV', jsonl: 'JSONL', json: 'JSON', parquet: 'Parquet' }

/** What can be done with a run. */
export function RunMenu({ run, selected = new Set(), onDone }: RunMenuProps) {
  const [dialog, setDialog] = useState<'details' | 'delete' | null>(null)
  const { designId } = run
  const again = (which: Parameters<typeof rerun>[1]) =>
    rerun(run.id, which)
      .then(() => onDone?.())
      .catch(showFailure)
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className={popupStyles.iconTrigger} aria-label={`Actions for ${run.name}`} title="Actions">
          <Ellipsis size={16} />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner sideOffset={4} align="end" className={popupStyles.positioner}>
            <Menu.Popup className={popupStyles.menu}>
              <Item onClick={() => setDialog('details')}>Name, tags and notes…</Item>
              {designId !== null && (
                <Item
                  onClick={() => {
                    showPage('design')
                    openDesign(designId).catch(showFailure)
                  }}
                >
                  Open the design
                </Item>
              )}
              <Item
                onClick={() => {
                  useCompareSelection.setState({ runIds: [run.id] })
                  showPage('compare')
                }}
              >
                Compare
              </Item>
              {run.status !== 'running' && (
                <>
                  <Item onClick={() => openInside(run.id)}>Look inside its router</Item>
                  <Item onClick={() => void again({ filter: { verdicts: ['failed'] } })}>Run the failed again</Item>
                  {selected.size > 0 && (
                    <Item onClick={() => void again({ ordinals: [...selected] })}>
                      Run {formatNumberOf(selected.size, run.repeats === 1 ? 'chosen problem' : 'chosen walk')} again
                    </Item>
                  )}
                </>
              )}
              {exportables.map((what) => (
                <Menu.Group key={what}>
                  <Menu.GroupLabel className={styles.label}>
                    {what === 'results' ? 'Export results' : 'Export calls'}
                  </Menu.GroupLabel>
                  {exportFormats.map((format) => (
                    <Item
                      key={format}
                      onClick={() => void exportRun(run, what, format).catch(showFailure)}
                      label={`${what} as ${formatNames[format]}`}
                    >
                      {formatNames[format]}
                    </Item>
                  ))}
                </Menu.Group>
              ))}
              <Menu.Separator className={styles.separator} />
              <Item onClick={() => setDialog('delete')}>Delete…</Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {dialog === 'details' && <RunDetailsDialog run={run} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && <DeleteRunDialog run={run} onClose={() => setDialog(null)} />}
    </>
  )
}

function Item({ onClick, label, children }: { onClick: () => void; label?: string; children: ReactNode }) {
  return (
    <Menu.Item className={styles.item} aria-label={label} onClick={onClick}>
      {children}
    </Menu.Item>
  )
}
