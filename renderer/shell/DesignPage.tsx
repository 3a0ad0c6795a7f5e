import { useQuery } from '@tanstack/react-query'
import type { CSSProperties } from 'react'
import { door } from '../api'
import { Canvas } from '../canvas/Canvas'
import { DesignList } from '../designs/DesignList'
import type { OpenDocument } from '../designs/document'
import { useGraph, useOpenDocument } from '../designs/session'
import { openGallery } from '../gallery/gallery-state'
import { Inspector } from '../inspector/Inspector'
import { BindUnknown } from '../models/BindUnknown'
import { RunStrip } from '../runs/RunStrip'
import { useShownRun } from '../runs/use-shown-run'
import { Button } from './Button'
import styles from './DesignPage.module.css'
import { ListBelow } from './ListBelow'
import { PanelEdge } from './PanelEdge'
import { usePanels } from './panels'

export function DesignPage() {
  const open = useOpenDocument()
  const { list, inspector } = usePanels(({ widths }) => widths)
  const widths = { '--list': `${list}px`, '--inspector': `${inspector}px` } as CSSProperties
  return (
    <div className={styles.page} style={widths}>
      <aside className={styles.list} aria-label="Designs and nodes" inert={list === 0}>
        <DesignList />
        <ListBelow document={open} />
      </aside>
      {open === undefined ? <NothingOpen /> : <OpenDesign key={open.id} document={open} hasInspector={inspector > 0} />}
    </div>
  )
}

function OpenDesign({ document, hasInspector }: { document: OpenDocument; hasInspector: boolean }) {
  const run = useShownRun(document)
  const { name } = useGraph(document)
  return (
    <>
      <main className={styles.middle}>
        <h1 className="visually-hidden">{name}</h1>
        <PanelEdge side="list" />
        <Canvas document={document} traffic={run?.traffic} />
        <BindUnknown document={document} />
        <PanelEdge side="inspector" />
      </main>
      {hasInspector ? <Inspector document={document} /> : <span />}
      <RunStrip document={document} run={run} />
    </>
  )
}

function NothingOpen() {
  const designs = useQuery(door.designs.list.queryOptions())
  return (
    <main className={styles.nothing}>
      {designs.data?.length === 0 && (
        <>
          <p>
            No design yet. Draw one with + at the left, open a file with the folder beside it, or begin with one of the
            gallery.
          </p>
          <Button look="primary" onClick={openGallery}>
            New from the gallery
          </Button>
        </>
      )}
    </main>
  )
}
