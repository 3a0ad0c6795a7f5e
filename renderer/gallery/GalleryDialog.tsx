import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { formatBudget, formatNumberOf } from '../../shared/format'
import { parseGraph } from '../../shared/graph/load'
import type { Graph } from '../../shared/graph/schema'
import { door } from '../api'
import { createDesign } from '../designs/design-actions'
import { showPage } from '../designs/session'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { showFailure } from '../shell/notice-store'
import styles from './Gallery.module.css'
import { closeGallery } from './gallery-state'
import { Preview } from './Preview'

interface Shown {
  id: string
  graph: Graph
}

/** The gallery's designs, each of which becomes a design of one's own by a click. */
export function GalleryDialog() {
  const gallery = useQuery({ ...door.designs.gallery.queryOptions(), staleTime: Number.POSITIVE_INFINITY })
  const designs = useQuery(door.designs.list.queryOptions())
  const [isBusy, setBusy] = useState(false)
  const shown = useMemo(
    () => (gallery.data ?? []).map(({ id, graph }): Shown => ({ id, graph: parseGraph(graph, id) })),
    [gallery.data],
  )
  const take = async (graph: Graph) => {
    setBusy(true)
    try {
      const taken = (designs.data ?? []).map(({ name }) => name)
      await createDesign({ ...graph, name: freeName(graph.name, taken) })
      showPage('design')
      closeGallery()
    } catch (error) {
      showFailure(error)
      setBusy(false)
    }
  }
  return (
    <Dialog title="New from the gallery" isOpen onClose={closeGallery}>
      <p className={styles.lead}>
        Each runs at once on the sample problems, with simulated models: bind its roles to models of your own when you
        have seen what it does. A run that takes longer than the design’s latency budget is flagged.
      </p>
      {gallery.error !== null && (
        <Button onClick={() => void gallery.refetch()}>The gallery could not be read. Try again</Button>
      )}
      <ul className={styles.list}>
        {shown.map(({ id, graph }) => (
          <li key={id}>
            <button type="button" className={styles.design} disabled={isBusy} onClick={() => void take(graph)}>
              <Preview graph={graph} />
              <span className={styles.text}>
                <span className={styles.head}>
                  <b>{graph.name}</b>
                  <span className={styles.budget}>{budgetWords(graph)}</span>
                </span>
                <span className={styles.about}>{graph.description}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function budgetWords({ limits, nodes }: Graph): string {
  const size = formatNumberOf(nodes.length, 'node')
  return limits.latencyMs === undefined ? size : `${size} · within ${formatBudget(limits.latencyMs)}`
}

function freeName(name: string, taken: readonly string[]): string {
  let free = name
  for (let count = 2; taken.includes(free); count += 1) free = `${name} ${count}`
  return free
}
