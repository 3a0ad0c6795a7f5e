import type { Hue } from '../../shared/nodes/kind'
import styles from './HueTile.module.css'
import { iconOf } from './icons'

/** The small coloured tile that tells the family of a node; its name stands beside it. */
export function HueTile({ hue, icon }: { hue: Hue; icon: string | undefined }) {
  const Icon = iconOf(icon)
  return (
    <span className={styles.tile} data-hue={hue} aria-hidden>
      <Icon size={13} strokeWidth={2} />
    </span>
  )
}
