import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useDeferredValue, useEffect } from 'react'
import styles from './App.module.css'
import { door } from './api'
import { DatabaseDialog } from './database/DatabaseDialog'
import { lookForDatabases, useDatabase } from './database/database-state'
import { followDatabaseMenu } from './database/open-database'
import { DatasetsPage } from './datasets/DatasetsPage'
import { saveNow } from './designs/autosave'
import './designs/conflict'
import { DesignDialogs } from './designs/DesignDialogs'
import { openFirstDesign } from './designs/design-actions'
import { followOtherWindows } from './designs/follow-others'
import { currentDocument, useSession } from './designs/session'
import { followDoor } from './follow-door'
import { useGallery } from './gallery/gallery-state'
import { ModelsPage } from './models/ModelsPage'
import { PlayPage } from './play/PlayPage'
import { followReviews } from './reviews/follow-reviews'
import { ReviewsPage } from './reviews/ReviewsPage'
import { RunsPage } from './runs/RunsPage'
import { DesignPage } from './shell/DesignPage'
import { DropHint } from './shell/DropHint'
import { Notices } from './shell/Notices'
import { showFailure } from './shell/notice-store'
import { Picker } from './shell/Picker'
import { Rail } from './shell/Rail'
import { TopBar } from './shell/TopBar'
import { useDroppedFiles } from './shell/use-dropped-files'
import { useShortcuts } from './shell/use-shortcuts'
import { useTitle } from './shell/use-title'

// The charts are a third of the program and wait until they are looked at.
const ComparePage = lazy(async () => ({ default: (await import('./compare/ComparePage')).ComparePage }))

const GalleryDialog = lazy(async () => ({ default: (await import('./gallery/GalleryDialog')).GalleryDialog }))

/** The frame of the window: bar above, rail at the left, one page, and what has to be said. */
export function App() {
  // Drawn in slices: a page at once would hold up the window for longer than a frame or three.
  const page = useDeferredValue(useSession((session) => session.page))
  useEffect(followDoor, [])
  useEffect(followReviews, [])
  useEffect(lookForDatabases, [])
  useEffect(followDatabaseMenu, [])
  useFirstDesign()
  useShortcuts()
  useDroppedFiles()
  useEffect(saveWhenLeft, [])
  useEffect(followOtherWindows, [])
  useTitle()
  return (
    <div className={styles.app}>
      <TopBar />
      <Rail />
      <div className={styles.page}>
        {page === 'design' && <DesignPage />}
        {page === 'datasets' && <DatasetsPage />}
        {page === 'reviews' && <ReviewsPage />}
        {page === 'play' && <PlayPage />}
        {page === 'models' && <ModelsPage />}
        {page === 'runs' && <RunsPage />}
        {page === 'compare' && (
          <Suspense>
            <ComparePage />
          </Suspense>
        )}
      </div>
      <Picker />
      <DesignDialogs />
      <DatabaseDialog />
      <DropHint />
      <Gallery />
      <Notices />
    </div>
  )
}

function Gallery() {
  const isOpen = useGallery((gallery) => gallery.isOpen)
  return (
    isOpen && (
      <Suspense>
        <GalleryDialog />
      </Suspense>
    )
  )
}

/** What was typed last is saved when the window loses the focus or is closed. Returns how to stop. */
function saveWhenLeft(): () => void {
  const save = () => void saveNow(currentDocument())
  window.addEventListener('blur', save)
  window.addEventListener('pagehide', save)
  return () => {
    window.removeEventListener('blur', save)
    window.removeEventListener('pagehide', save)
  }
}

/** Something is open whenever there is something to open. */
function useFirstDesign(): void {
  const designs = useQuery(door.designs.list.queryOptions())
  const openId = useSession((session) => session.openId)
  const isKnown = useDatabase(({ file }) => file !== null)
  useEffect(() => {
    if (!isKnown || openId !== null) return
    openFirstDesign((designs.data ?? []).filter(({ archived }) => !archived).map(({ id }) => id)).catch(showFailure)
  }, [designs.data, openId, isKnown])
}
