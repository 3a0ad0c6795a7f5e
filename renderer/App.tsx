import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import styles from './App.module.css'
import { door } from './api'
import { ComparePage } from './compare/ComparePage'
import { DatasetsPage } from './datasets/DatasetsPage'
import { firstDesign, openDesign } from './designs/design-actions'
import { useSession } from './designs/session'
import { followDoor } from './follow-door'
import { DesignPage } from './shell/DesignPage'
import { Notices } from './shell/Notices'
import { showFailure } from './shell/notice-store'
import { Rail } from './shell/Rail'
import { TopBar } from './shell/TopBar'
import { useShortcuts } from './shell/use-shortcuts'

/** The frame of the window: bar above, rail at the left, one page, and what has to be said. */
export function App() {
  const page = useSession((session) => session.page)
  useEffect(followDoor, [])
  useFirstDesign()
  useShortcuts()
  return (
    <div className={styles.app}>
      <TopBar />
      <Rail />
      <div className={styles.page}>
        {page === 'design' && <DesignPage />}
        {page === 'datasets' && <DatasetsPage />}
        {page === 'compare' && <ComparePage />}
      </div>
      <Notices />
    </div>
  )
}

/** Something is open whenever there is something to open. */
function useFirstDesign(): void {
  const designs = useQuery(door.designs.list.queryOptions())
  const openId = useSession((session) => session.openId)
  useEffect(() => {
    const first = firstDesign((designs.data ?? []).map(({ id }) => id))
    if (openId === null && first !== undefined) openDesign(first).catch(showFailure)
  }, [designs.data, openId])
}
