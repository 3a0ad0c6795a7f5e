import { Boxes, ChartScatter, Database, ListChecks, type LucideIcon, Play, UserCheck, Workflow } from 'lucide-react'
import { formatNumberOf } from '../../shared/format'
import { saveNow } from '../designs/autosave'
import { currentDocument, type Page, showPage, useSession } from '../designs/session'
import { useWaitingReviews } from '../reviews/follow-reviews'
import { classes } from '../theme/classes'
import styles from './Rail.module.css'
import { ThemeMenu } from './ThemeMenu'

const places: readonly { page: Page; label: string; Icon: LucideIcon }[] = [
  { page: 'design', label: 'Design', Icon: Workflow },
  { page: 'play', label: 'Play', Icon: Play },
  { page: 'datasets', label: 'Datasets', Icon: Database },
  { page: 'runs', label: 'Runs', Icon: ListChecks },
  { page: 'compare', label: 'Compare', Icon: ChartScatter },
  { page: 'models', label: 'Models', Icon: Boxes },
  { page: 'reviews', label: 'Reviews', Icon: UserCheck },
]

export function Rail() {
  const present = useSession(({ page }) => page)
  return (
    <nav className={styles.rail} aria-label="Pages">
      {places.map(({ page, label, Icon }) => (
        <button
          key={page}
          type="button"
          className={classes(styles.place, page === present && styles.present)}
          aria-current={page === present ? 'page' : undefined}
          onClick={() => {
            void saveNow(currentDocument())
            showPage(page)
          }}
        >
          <Icon size={18} strokeWidth={1.8} />
          <span>{label}</span>
          {page === 'reviews' && <WaitingBadge />}
        </button>
      ))}
      <span className={styles.space} />
      <ThemeMenu />
    </nav>
  )
}

/** How many answers wait for a person; nothing where none does. */
function WaitingBadge() {
  const waiting = useWaitingReviews((state) => state.waiting)
  if (waiting === 0) return null
  return (
    <span className={styles.badge} title={`${formatNumberOf(waiting, 'answer')} to review`}>
      {waiting > 99 ? '99+' : waiting}
      <span className="visually-hidden"> waiting</span>
    </span>
  )
}
