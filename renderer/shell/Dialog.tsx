import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from '../theme/classes'
import { Button } from './Button'
import styles from './Popup.module.css'

interface DialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  footer?: ReactNode
  /** Most of the window, for what is looked at. */
  isWide?: boolean
}

export function Dialog({ title, isOpen, onClose, children, footer, isWide = false }: DialogProps) {
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.backdrop} />
        <BaseDialog.Popup className={classes(styles.dialog, isWide && styles.wide)}>
          <div className={styles.dialogHead}>
            <BaseDialog.Title>{title}</BaseDialog.Title>
            <Button look="quiet" label="Close" onClick={onClose}>
              <X size={16} />
            </Button>
          </div>
          <div className={styles.dialogBody}>{children}</div>
          {footer !== undefined && <div className={styles.dialogFoot}>{footer}</div>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
