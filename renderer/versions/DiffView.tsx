import { useMemo, useRef, useState } from 'react'
import { pictureOfDiff } from '../../shared/draw/diff-picture'
import { drawScene, type Mark, pictureBox, signs } from '../../shared/draw/draw-svg'
import { describeScene } from '../../shared/draw/scene'
import { diffGraphs, isSame } from '../../shared/graph/diff'
import type { Graph } from '../../shared/graph/schema'
import { hashGraph } from '../../shared/graph/write'
import { fileStem, svgUrl } from '../designs/export-graph'
import { saveFile } from '../save-file'
import { Button } from '../shell/Button'
import { classes } from '../theme/classes'
import { useShownTheme } from '../theme/theme'
import { words } from '../words'
import { ChangeList } from './ChangeList'
import { listChanges } from './change-lines'
import styles from './DiffView.module.css'

interface DiffViewProps {
  before: Graph
  after: Graph
  /** What is said where nothing differs; that the two are the same, unless given. */
  same?: string
}

/** What one version has that the other has not: drawn, and as a list. */
export function DiffView({ before, after, same }: DiffViewProps) {
  const diff = useMemo(() => diffGraphs(before, after), [before, after])
  const changes = useMemo(() => listChanges(diff, before, after), [diff, before, after])
  const [isActual, setActual] = useState(false)
  const frame = useRef<HTMLElement>(null)
  const { scene, marks } = useMemo(() => {
    const picture = pictureOfDiff(before, after, diff)
    return { scene: describeScene(picture.graph), marks: picture.marks }
  }, [before, after, diff])
  const theme = useShownTheme()
  const svg = useMemo(() => drawScene(scene, after.name, { theme, marks }), [scene, after.name, theme, marks])
  const show = (nodeId: string) => {
    setActual(true)
    const card = scene.cards.find(({ node }) => node.id === nodeId)
    const whole = pictureBox(scene)
    requestAnimationFrame(() => {
      if (card === undefined || frame.current === null) return
      frame.current.scrollTo({
        left: card.box.x - whole.x + card.box.width / 2 - frame.current.clientWidth / 2,
        top: card.box.y - whole.y + card.box.height / 2 - frame.current.clientHeight / 2,
      })
    })
  }
  return (
    <div className={styles.view}>
      <div className={styles.tools}>
        <Legend />
        <Button onClick={() => setActual(!isActual)}>{isActual ? words.versions.fit : words.versions.actual}</Button>
        <Button onClick={() => saveFile(`${fileStem(after.name)}-changes.svg`, 'image/svg+xml', svg)}>
          {words.versions.saveSvg}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section ref={frame} className={styles.frame} tabIndex={0} aria-label={words.versions.picture(after.name)}>
        <img
          className={classes(styles.picture, !isActual && styles.fitted)}
          src={svgUrl(svg)}
          alt={words.versions.picture(after.name)}
        />
      </section>
      {isSame(diff) ? (
        <p className={styles.same}>
          {same ?? (hashGraph(before) === hashGraph(after) ? words.versions.same : words.versions.onlyOrder)}
        </p>
      ) : (
        <ChangeList changes={changes} show={show} />
      )}
    </div>
  )
}

const marks: readonly Mark[] = ['added', 'removed', 'changed', 'moved']

function Legend() {
  return (
    <ul className={styles.legend}>
      {marks.map((mark) => (
        <li key={mark} data-mark={mark}>
          <b aria-hidden>{signs[mark]}</b> {words.versions[mark]}
        </li>
      ))}
    </ul>
  )
}
