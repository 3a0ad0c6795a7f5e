import type { OpenDocument } from '../designs/document'
import { useGraph } from '../designs/session'
import { type Option, Select } from '../shell/Inputs'

interface RoleSelectProps {
  id: string
  document: OpenDocument
  /** null where several nodes differ. */
  value: string | null
  onChoose: (role: string) => void
}

/** The graph's model roles, each with the model that answers for it now. */
export function RoleSelect({ id, document, value, onChoose }: RoleSelectProps) {
  const { roles } = useGraph(document)
  const options: Option[] = Object.entries(roles).map(([name, { model }]) => ({
    value: name,
    label: `${name} · ${model}`,
  }))
  if (value === null) options.unshift({ value: '', label: 'several values', disabled: true })
  else if (!Object.hasOwn(roles, value)) options.unshift({ value, label: `${value} · not bound` })
  return <Select id={id} value={value ?? ''} options={options} aria-describedby={`${id}-about`} onChoose={onChoose} />
}
