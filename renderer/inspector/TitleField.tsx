import { Input } from '../shell/Inputs'
import styles from './Inspector.module.css'
import { useDraft } from './use-draft'

interface TitleFieldProps {
  label: string
  value: string
  placeholder: string
  /** An empty title is wrong for a graph, but gives a node its kind's name back. */
  required?: boolean
  commit: (value: string) => void
  endGesture: () => void
}

export function TitleField({ label, value, placeholder, required = false, commit, endGesture }: TitleFieldProps) {
  const draft = useDraft({
    name: label,
    value,
    write: String,
    read: (text) =>
      required && text.trim() === '' ? { ok: false, trouble: 'Enter a name' } : { ok: true, value: text },
    commit: (next) => commit(String(next)),
    endGesture,
  })
  return (
    <Input
      className={styles.title}
      aria-label={label}
      aria-invalid={draft.trouble !== null}
      title={draft.trouble ?? undefined}
      placeholder={placeholder}
      maxLength={120}
      value={draft.text}
      onChange={(event) => draft.onText(event.target.value)}
      onBlur={draft.onBlur}
    />
  )
}
