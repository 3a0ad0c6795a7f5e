import { Handle, type NodeProps, Position, useUpdateNodeInternals } from '@xyflow/react'
import { TriangleAlert } from 'lucide-react'
import { memo, useEffect } from 'react'
import { sentence } from '../../shared/format'
import type { GraphIssue } from '../../shared/graph/validate'
import { classes } from '../theme/classes'
import { HueTile } from '../theme/HueTile'
import type { CardData } from './card-data'
import type { CardNode } from './flow'
import { entryY, portY } from './geometry'
import styles from './NodeCard.module.css'

export const NodeCard = memo(function NodeCard({ id, data, selected }: NodeProps<CardNode>) {
  const refreshHandles = useUpdateNodeInternals()
  const ports = data.ports.join('\n')
  // The canvas library measures handles only when a card's size changes; renamed ports may keep it.
  useEffect(() => {
    if (ports !== '') refreshHandles(id)
  }, [refreshHandles, id, ports])
  return (
    <div className={classes(styles.card, selected && styles.selected)} data-hue={data.hue} data-node={id}>
      {!data.isEntry && (
        <Handle
          id="in"
          type="target"
          position={Position.Left}
          className={classes(styles.handle, styles.entry)}
          style={{ top: entryY }}
        />
      )}
      <div className={styles.title}>
        <HueTile hue={data.hue} icon={data.icon} />
        <span className={styles.name} title={data.title}>
          {data.title}
        </span>
        <IssueMark issues={data.issues} />
      </div>
      <p className={styles.summary} title={data.summary}>
        {data.summary}
      </p>
      <ul>
        {data.ports.map((port, index) => (
          <li key={port} className={styles.port}>
            <span title={port}>{port}</span>
            <Handle
              id={port}
              type="source"
              position={Position.Right}
              className={classes(styles.handle, data.openPorts.includes(port) && styles.open)}
              style={{ top: portY(index) }}
              data-port={port}
            />
          </li>
        ))}
      </ul>
      <Figures data={data} />
    </div>
  )
})

function IssueMark({ issues }: { issues: readonly GraphIssue[] }) {
  if (issues.length === 0) return null
  const words = issues.map(({ message, hint }) => `${sentence(message)}; ${hint}`).join('\n')
  const isError = issues.some(({ severity }) => severity === 'error')
  return (
    <span className={classes(styles.issue, isError && styles.error)} role="img" aria-label={words} title={words}>
      <TriangleAlert size={14} />
    </span>
  )
}

function Figures({ data }: { data: CardData }) {
  if (data.figures.length === 0) return null
  return (
    <div className={styles.figures}>
      {data.figures.map(({ value, label }) => (
        <span key={label} className={styles.figure}>
          <b>{value}</b> {label}
        </span>
      ))}
    </div>
  )
}
