import { useQuery } from '@tanstack/react-query'
import { door } from '../api'
import { Canvas } from '../canvas/Canvas'
import { Palette } from '../canvas/Palette'
import { DesignList } from '../designs/DesignList'
import type { OpenDocument } from '../designs/document'
import { useOpenDocument } from '../designs/session'
import { Inspector } from '../inspector/Inspector'
import { RunStrip } from '../runs/RunStrip'
import { useShownRun } from '../runs/use-shown-run'
import styles from './DesignPage.module.css'

export function DesignPage() {
  const open = useOpenDocument()
  return (
    <div className={styles.page}>
      <aside className={styles.list} aria-label="Designs and nodes">
        <DesignList />
        <Palette disabled={open === undefined} />
      </aside>
      {open === undefined ? <NothingOpen /> : <OpenDesign key={open.id} document={open} />}
    </div>
  )
}

function OpenDesign({ document }: { document: OpenDocument }) {
  const run = useShownRun(document)
  return (
    <>
      <Canvas document={document} traffic={run?.progress?.traffic} />
      <Inspector document={document} />
      <RunStrip document={document} run={run} />
    </>
  )
}

function NothingOpen() {
  const designs = useQuery(door.designs.list.queryOptions())
  return (
    <div className={styles.nothing}>
      {designs.data?.length === 0 && (
        <p>
          No design yet. Choose <b>New</b> at the left to draw one, or <b>Open a file</b> to take one in.
        </p>
      )}
    </div>
  )
}
