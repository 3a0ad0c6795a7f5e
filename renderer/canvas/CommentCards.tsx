import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo } from 'react'
import { Markdown } from '../inspector/Markdown'
import { classes } from '../theme/classes'
import styles from './CommentCards.module.css'
import { useFind } from './find-store'
import type { CardNode } from './flow'

function useIsSought(id: string): boolean {
  return useFind(({ isOpen, found }) => isOpen && found.has(id))
}

/** Words on the canvas, their markdown shown inert. */
export const NoteCard = memo(function NoteCard({ id, data, selected }: NodeProps<CardNode>) {
  const { text } = data.comment ?? {}
  const look = classes(styles.note, selected && styles.selected, useIsSought(id) && styles.sought)
  return (
    <div className={look} data-node={id}>
      <NodeResizer isVisible={selected} minWidth={120} minHeight={60} maxWidth={2000} maxHeight={2000} />
      <div className={styles.words} data-fine>
        {typeof text !== 'string' || text === '' ? (
          <p className={styles.empty}>An empty note; press Enter to write.</p>
        ) : (
          <Markdown text={text} />
        )}
      </div>
    </div>
  )
})

/** A titled region: its title is what it is held by, the rest lets the pointer through. */
export const FrameCard = memo(function FrameCard({ id, data, selected }: NodeProps<CardNode>) {
  const look = classes(styles.frame, selected && styles.selected, useIsSought(id) && styles.sought)
  return (
    <div className={look} data-node={id} data-tint={data.comment?.tint}>
      <NodeResizer isVisible={selected} minWidth={120} minHeight={80} maxWidth={20_000} maxHeight={20_000} />
      <div className={styles.head} data-grip title={data.title}>
        {data.title}
      </div>
    </div>
  )
})
