import { useId, useState } from 'react'
import { Input } from '../shell/Inputs'

interface LabelInputProps {
  id?: string
  name?: string
  value: string
  /** Offered while typing: a label that is used twice is one port. */
  labels: readonly string[]
  onCommit: (label: string) => void
}

/** A label is a port: it is taken over when it is complete, so that no edge is lost to a half-typed name. */
export function LabelInput({ id, name, value, labels, onCommit }: LabelInputProps) {
  const listId = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const commit = () => {
    const label = draft?.trim() ?? ''
    setDraft(null)
    if (label !== '' && label !== value) onCommit(label)
  }
  return (
    <>
      <Input
        id={id}
        aria-label={name}
        list={listId}
        maxLength={60}
        value={draft ?? value}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={commit}
        onKeyDown={({ key }) => {
          if (key === 'Enter') commit()
          if (key === 'Escape') setDraft(null)
        }}
      />
      <datalist id={listId}>
        {labels.map((label) => (
          <option key={label} value={label} />
        ))}
      </datalist>
    </>
  )
}
