import { useEffect, useState } from 'react'
import { words } from '../words'
import styles from './DropHint.module.css'

/** While a file is held over the window: that it can be let go, and what becomes of it. */
export function DropHint() {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent) => setOver(event.dataTransfer?.types.includes('Files') === true)
    // Leaving one element for another is no leaving of the window.
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const end = () => setOver(false)
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', end, { capture: true })
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', end, { capture: true })
    }
  }, [])
  if (!isOver) return null
  return (
    <div className={styles.hint}>
      <p>{words.files.drop}</p>
    </div>
  )
}
