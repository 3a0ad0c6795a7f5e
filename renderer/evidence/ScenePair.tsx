import type { Scene } from '../../shared/charts/scene'
import { ChartExports } from '../charts/ChartExports'
import { ChartView } from '../charts/ChartView'
import { useSize } from '../charts/use-size'
import styles from './Router.module.css'

export interface NamedScene {
  title: string
  about: string
  /** A file's name. */
  name: string
  scene: (width: number) => Scene
}

/** Pictures beside each other, each with a title and a way to save it. */
export function ScenePair({ scenes }: { scenes: readonly NamedScene[] }) {
  return (
    <div className={styles.pair}>
      {scenes.map((one) => (
        <OneScene key={one.name} {...one} />
      ))}
    </div>
  )
}

function OneScene({ title, about, name, scene }: NamedScene) {
  const [ref, size] = useSize<HTMLDivElement>()
  return (
    <div ref={ref} className={styles.scene}>
      <div className={styles.sceneHead}>
        <div>
          <h3>{title}</h3>
          <p className={styles.small}>{about}</p>
        </div>
        <ChartExports name={name} scene={() => scene(640)} />
      </div>
      {size !== undefined && <ChartView scene={scene(size.width)} />}
    </div>
  )
}
