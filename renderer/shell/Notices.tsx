import { X } from 'lucide-react'
import { classes } from '../theme/classes'
import { Button } from './Button'
import styles from './Notices.module.css'
import { dismissNotice, useNotices } from './notice-store'

/** One line for each thing that has to be said; read out as it appears. */
export function Notices() {
  const notices = useNotices((state) => state.notices)
  return (
    <div className={styles.notices} aria-live="polite">
      {notices.map(({ key, tone, text, actions }) => (
        <div key={key} className={classes(styles.notice, styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
          <div className={styles.body}>
            <p title={text}>{text}</p>
            {actions.map(({ label, act }) => (
              <Button key={label} onClick={act}>
                {label}
              </Button>
            ))}
          </div>
          <Button look="quiet" label="Dismiss" onClick={() => dismissNotice(key)}>
            <X size={14} />
          </Button>
        </div>
      ))}
    </div>
  )
}
