import { type KindId, kinds } from '../../shared/nodes/kinds'
import { HueTile } from '../theme/HueTile'
import { canvas } from './control'
import styles from './Palette.module.css'
import { kindDragType } from './palette-drag'

const kindIds = Object.keys(kinds) as KindId[]

/** Every kind: drag one onto the canvas, or press it to put one in the middle. */
export function Palette({ disabled }: { disabled: boolean }) {
  return (
    <section aria-label="Nodes">
      <div className={styles.kinds}>
        {kindIds.map((id) => {
          const { label, about, hue, icon } = kinds[id]
          return (
            <button
              key={id}
              type="button"
              className={styles.kind}
              disabled={disabled}
              draggable={!disabled}
              data-kind={id}
              title={about}
              onClick={() => canvas()?.insert(id)}
              onDragStart={({ dataTransfer }) => {
                dataTransfer.setData(kindDragType, id)
                dataTransfer.effectAllowed = 'copy'
              }}
            >
              <HueTile hue={hue} icon={icon} />
              {label}
            </button>
          )
        })}
      </div>
      <p className={styles.about}>Drag one onto the canvas, or press it.</p>
    </section>
  )
}
