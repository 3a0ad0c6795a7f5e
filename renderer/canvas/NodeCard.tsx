import { Handle, type NodeProps, Position } from '@xyflow/react'
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  CircleX,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react'
import { memo } from 'react'
import { sentence } from '../../shared/format'
import type { GraphIssue } from '../../shared/graph/validate'
import { classes } from '../theme/classes'
import { HueTile } from '../theme/HueTile'
import type { CardData } from './card-data'
import { useConnecting } from './connecting'
import { useFind } from './find-store'
import type { CardNode } from './flow'
import { entryY, portY } from './geometry'
import styles from './NodeCard.module.css'
import type { NodeState, NodeStateName } from './node-state'

export const NodeCard = memo(function NodeCard({ id, data, selected }: NodeProps<CardNode>) {
  const fit = useConnecting(({ targets }) => (targets === null ? undefined : targets.has(id)))
  const isSource = useConnecting(({ from }) => from?.startsWith(`${id}.`) === true)
  const isSought = useFind(({ isOpen, found }) => isOpen && found.has(id))
  const look = classes(
    styles.card,
    selected && styles.selected,
    data.isOff && styles.off,
    fit === true && styles.fits,
    fit === false && !isSource && styles.refuses,
    isSought && styles.sought,
  )
  return (
    <div className={look} data-hue={data.hue} data-node={id} data-off={data.isOff} data-fit={fit}>
      {!data.isEntry && (
        <Handle
          id="in"
          type="target"
          position={Position.Left}
          className={classes(styles.handle, styles.entry)}
          style={{ top: entryY }}
          // An edge that ends here is dragged off by its end; only a free entry begins a new one.
          isConnectableStart={!data.isEntered}
        />
      )}
      <div className={styles.title} data-head>
        <HueTile hue={data.hue} icon={data.icon} />
        <span className={styles.name} title={data.title} data-title>
          {data.title}
        </span>
        {data.isOff && (
          <span className={styles.state} title="Switched off">
            <Ban size={14} />
          </span>
        )}
        <StateMark state={data.state} />
        <IssueMark issues={data.issues} />
      </div>
      <p className={styles.summary} title={data.summary} data-fine>
        {data.summary}
      </p>
      <ul>
        {data.ports.map((port, index) => (
          <li key={port} className={styles.port}>
            <span title={port} data-fine>
              {port.length > longestPort ? `${port.slice(0, longestPort - 1)}…` : port}
            </span>
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

/** A longer name is cut: clipping each of them costs more than all the rest of a card. */
const longestPort = 26

const stateIcons: Record<NodeStateName, LucideIcon> = {
  waiting: CircleDashed,
  running: LoaderCircle,
  done: CircleCheck,
  failed: CircleX,
  skipped: CircleSlash,
}

function StateMark({ state }: { state: NodeState | null }) {
  if (state === null) return null
  const Icon = stateIcons[state.name]
  const words = `${sentence(state.name)}: ${state.why}`
  return (
    <span className={styles.state} data-state={state.name} role="img" aria-label={words} title={words}>
      <Icon size={14} />
    </span>
  )
}

function IssueMark({ issues }: { issues: readonly GraphIssue[] }) {
  if (issues.length === 0) return null
  const words = issues.map(({ message, hint }) => `${sentence(message)}; ${hint}`).join('\n')
  const isError = issues.some(({ severity }) => severity === 'error')
  return (
    <span
      className={classes(styles.issue, isError && styles.error)}
      role="img"
      aria-label={words}
      title={words}
      data-issue
    >
      <TriangleAlert size={14} />
    </span>
  )
}

function Figures({ data }: { data: CardData }) {
  if (data.figures.length === 0) return null
  return (
    <div className={styles.figures} data-fine>
      {data.figures.map(({ value, label, about }) => (
        <span key={label} className={styles.figure} title={about}>
          <b>{value}</b> {label}
        </span>
      ))}
    </div>
  )
}
