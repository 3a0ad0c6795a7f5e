import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { sentence } from '../../shared/format'
import { classes } from '../theme/classes'
import type { LineEdge } from './flow'
import styles from './PortLine.module.css'

const widest = 12

/** An edge: a thin line, and under it a soft stroke as wide as the square root of its share of traffic. */
export const PortLine = memo(function PortLine({ id, data }: EdgeProps<LineEdge>) {
  if (data === undefined) return null
  const { line, hue, share, chip, chipScale, issue, isDead } = data
  const soft = share === null ? 0 : widest * Math.sqrt(share)
  return (
    <g data-hue={hue} data-edge={id}>
      {issue !== undefined && <title>{sentence(`${issue.message}; ${issue.hint}`)}</title>}
      {soft > 0 && <path d={line.path} className={styles.soft} strokeWidth={soft} />}
      <BaseEdge
        path={line.path}
        interactionWidth={18}
        className={classes(
          styles.line,
          share === 0 && styles.unused,
          isDead && styles.dead,
          issue !== undefined && styles.wrong,
        )}
      />
      {chip !== undefined && (
        <EdgeLabelRenderer>
          <span
            className={styles.chip}
            style={{ transform: `translate(-50%, -50%) translate(${chip.x}px, ${chip.y}px) scale(${chipScale})` }}
          >
            {chip.text}
          </span>
        </EdgeLabelRenderer>
      )}
    </g>
  )
})
