import type { OpenDocument } from '../designs/document'
import { useGraph } from '../designs/session'
import { Select } from '../shell/Inputs'

interface RoleSelectProps {
  id: string
  document: OpenDocument
  value: string
  onChoose: (role: string) => void
}

/** The graph's model roles, each with the model that answers for it now. */
export function RoleSelect({ id, document, value, onChoose }: RoleSelectProps) {
  const { roles } = useGraph(document)
  const options = Object.entries(roles).map(([name, { model }]) => ({ value: name, label: `${name} · ${model}` }))
  const all = Object.hasOwn(roles, value) ? options : [{ value, label: `${value} · not bound` }, ...options]
  return <Select id={id} value={value} options={all} onChoose={onChoose} />
}
