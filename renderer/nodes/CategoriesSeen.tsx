import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { formatCount } from '../../shared/format'
import { setSetting } from '../../shared/graph/edit'
import { escalation } from '../../shared/nodes/escalation/escalation.kind'
import styles from './GateEvidence.module.css'
import type { BesideProps } from './panels'
import { useGateEvidence } from './use-gate-evidence'

const mostShown = 8

/** The categories of the problems that came here and have no threshold of their own yet; a click gives one. */
export function CategoriesSeen({ document, node }: BesideProps) {
  const evidence = useGateEvidence(document, node.id)
  const settings = escalation.settings.safeParse(node.settings).data
  const seen = useMemo(() => countCategories(evidence?.seen ?? []), [evidence])
  if (settings === undefined) return null
  const { byCategory, threshold } = settings
  const free = seen.filter(([category]) => !byCategory.some((own) => own.category === category)).slice(0, mostShown)
  if (free.length === 0) return null
  const add = (category: string) =>
    document.change((graph) => setSetting(graph, node.id, 'byCategory', [...byCategory, { category, threshold }]))
  return (
    <fieldset className={styles.categories}>
      <legend>Categories that came here</legend>
      {free.map(([category, count]) => (
        <button key={category} type="button" className={styles.category} onClick={() => add(category)}>
          <Plus size={11} aria-hidden="true" />
          {category} <span className={styles.share}>{formatCount(count)}</span>
        </button>
      ))}
    </fieldset>
  )
}

/** The most frequent first. */
function countCategories(seen: readonly { category: string | null }[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const { category } of seen) if (category !== null) counts.set(category, (counts.get(category) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}
