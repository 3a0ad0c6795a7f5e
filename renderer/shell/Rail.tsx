import { Boxes, ChartScatter, Database, type LucideIcon, Play, Workflow } from 'lucide-react'
import { saveNow } from '../designs/autosave'
import { currentDocument, type Page, showPage, useSession } from '../designs/session'
import { classes } from '../theme/classes'
import styles from './Rail.module.css'
import { ThemeMenu } from './ThemeMenu'

const places: readonly { page: Page; label: string; Icon: LucideIcon }[] = [
  { page: 'design', label: 'Design', Icon: Workflow },
  { page: 'play', label: 'Play', Icon: Play },
  { page: 'datasets', label: 'Datasets', Icon: Database },
  { page: 'compare', label: 'Compare', Icon: ChartScatter },
  { page: 'models', label: 'Models', Icon: Boxes },
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
        </button>
      ))}
      <span className={styles.space} />
      <ThemeMenu />
    </nav>
  )
}
