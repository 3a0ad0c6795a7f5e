import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import type { OpenDocument } from '../designs/document'
import { useGraph } from '../designs/session'
import { Button } from '../shell/Button'
import { Input } from '../shell/Inputs'
import { canvas } from './control'
import styles from './FindBar.module.css'
import { closeFind, searchGraph, useFind } from './find-store'

/** Finds words in the graph; Enter goes to the next node that holds them, Shift+Enter to the one before. */
export function FindBar({ document }: { document: OpenDocument }) {
  const isOpen = useFind((state) => state.isOpen)
  return isOpen ? <Bar document={document} /> : null
}

function Bar({ document }: { document: OpenDocument }) {
  const graph = useGraph(document)
  const query = useFind((state) => state.query)
  const found = [...useFind((state) => state.found)]
  const [at, setAt] = useState(-1)
  useEffect(() => {
    searchGraph(graph, query)
  }, [graph, query])
  useEffect(() => closeFind, [])
  const go = (by: number) => {
    if (found.length === 0) return
    const next = at < 0 && by < 0 ? found.length - 1 : (at + by + found.length) % found.length
    setAt(next)
    canvas()?.show(found[next] ?? '')
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') leave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const leave = () => {
    closeFind()
    canvas()?.focus()
  }
  return (
    <search className={styles.bar}>
      <Input
        id="find-in-graph"
        type="search"
        aria-label="Find in the graph"
        placeholder="Find in the graph"
        autoFocus
        value={query}
        onChange={({ target }) => {
          setAt(-1)
          searchGraph(graph, target.value)
        }}
        onKeyDown={press}
      />
      <span className={styles.count} role="status">
        {query.trim() === '' ? '' : `${at < 0 ? '' : `${at + 1} of `}${found.length}`}
      </span>
      <Button look="quiet" label="Previous (Shift+Enter)" disabled={found.length === 0} onClick={() => go(-1)}>
        <ChevronUp size={15} />
      </Button>
      <Button look="quiet" label="Next (Enter)" disabled={found.length === 0} onClick={() => go(1)}>
        <ChevronDown size={15} />
      </Button>
      <Button look="quiet" label="Close (Esc)" onClick={leave}>
        <X size={15} />
      </Button>
    </search>
  )
}
