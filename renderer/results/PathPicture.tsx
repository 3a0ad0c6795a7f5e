import { useMemo } from 'react'
import { drawScene, edgeKey } from '../../shared/draw/draw-svg'
import { describeScene } from '../../shared/draw/scene'
import type { Graph } from '../../shared/graph/schema'
import type { Step } from '../../shared/report'
import { svgUrl } from '../designs/export-graph'
import { useShownTheme } from '../theme/theme'
import styles from './ProblemPanel.module.css'

/** The graph that the problem went through, with its way lit. */
export function PathPicture({ graph, steps }: { graph: Graph; steps: readonly Step[] }) {
  const theme = useShownTheme()
  const picture = useMemo(() => {
    const left = new Set(steps.map(([node, port]) => `${node}.${port ?? ''}`))
    const lit = {
      nodes: new Set(steps.map(([node]) => node)),
      edges: new Set(graph.edges.filter(({ from }) => left.has(from)).map(edgeKey)),
    }
    return svgUrl(drawScene(describeScene(graph), graph.name, { theme, lit }))
  }, [graph, steps, theme])
  return <img className={styles.picture} src={picture} alt={`The way: ${steps.map(([node]) => node).join(', ')}`} />
}
