import { FileText } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { Button } from '../shell/Button'
import { chooseFile } from '../shell/choose-file'
import { classes } from '../theme/classes'
import styles from './ImportDialog.module.css'

interface DropFileProps {
  file: File | null
  isReading: boolean
  onFile: (file: File) => void
}

const accepted = '.jsonl,.ndjson,.json,.csv,.tsv,.txt,.gz,.parquet'

export function DropFile({ file, isReading, onFile }: DropFileProps) {
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [dropped] = event.dataTransfer.files
    if (dropped !== undefined) onFile(dropped)
  }
  const choose = () => chooseFile(accepted, onFile)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target; its button does the same without a mouse
    <div
      className={classes(styles.drop, isOver && styles.over, file !== null && styles.small)}
      onDrop={drop}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
    >
      <FileText size={18} strokeWidth={1.6} aria-hidden />
      {file === null ? (
        <p>Drop a JSONL, JSON, CSV or Parquet file here, one problem in each row</p>
      ) : (
        <p>
          <b>{file.name}</b> <span>{isReading ? 'reading…' : formatSize(file.size)}</span>
        </p>
      )}
      <Button onClick={choose}>{file === null ? 'Choose a file' : 'Choose another'}</Button>
    </div>
  )
}

function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
