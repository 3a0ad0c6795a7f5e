import type { Scene } from '../../shared/charts/scene'
import { Button } from '../shell/Button'
import { showFailure } from '../shell/notice-store'
import styles from './ChartExports.module.css'
import { savePng, saveSvg } from './save-chart'

/** Two quiet buttons that save a chart. */
export function ChartExports({ name, scene }: { name: string; scene: () => Scene }) {
  return (
    <div className={styles.exports}>
      <Button look="quiet" title="Save as PNG" onClick={() => void savePng(scene(), name).catch(showFailure)}>
        PNG
      </Button>
      <Button look="quiet" title="Save as SVG" onClick={() => saveSvg(scene(), name)}>
        SVG
      </Button>
    </div>
  )
}
