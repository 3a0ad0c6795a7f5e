import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '../shell/Button'
import { Input, Select } from '../shell/Inputs'
import { Switch } from '../shell/Switch'
import { checkField, type FieldSpec, newItem } from './fields'
import styles from './ListField.module.css'
import { Row } from './Row'
import { readNumber } from './read-number'
import type { SettingFieldProps } from './SettingField'
import { writeValue } from './use-draft'

type Item = Readonly<Record<string, unknown>>

/** A list of small records, one in each row, such as the arms of a split. */
export function ListField({ kind, spec, value, issue, change }: SettingFieldProps) {
  const id = useId()
  const [refusal, setRefusal] = useState<string | null>(null)
  const items = Array.isArray(value) ? (value as Item[]) : []
  const put = (next: readonly Item[]) => {
    const reading = checkField(kind, spec, next)
    setRefusal(reading.ok ? null : reading.trouble)
    if (reading.ok) change(next)
  }
  const setMember = (index: number, name: string, member: unknown) =>
    put(items.map((item, at) => (at === index ? { ...item, [name]: member } : item)))
  return (
    <Row id={id} title={spec.title} description={spec.description} trouble={refusal ?? issue?.message}>
      <ol className={styles.items} id={id}>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items have no name of their own; their place is what they are known by
          <li key={index} className={styles.item}>
            {spec.members.map((member) => (
              <Cell
                key={member.name}
                spec={member}
                name={`${member.title} of ${index + 1}`}
                value={item[member.name]}
                onCommit={(next) => setMember(index, member.name, next)}
              />
            ))}
            <Button
              look="quiet"
              label={`Remove ${index + 1}`}
              disabled={items.length <= spec.fewest}
              onClick={() => put(items.filter((_, at) => at !== index))}
            >
              <X size={14} />
            </Button>
          </li>
        ))}
      </ol>
      <Button
        className={styles.add}
        disabled={items.length >= spec.most}
        onClick={() => put([...items, newItem(spec, items)])}
      >
        <Plus size={14} /> Add
      </Button>
    </Row>
  )
}

interface CellProps {
  spec: FieldSpec
  name: string
  value: unknown
  onCommit: (value: unknown) => void
}

/** One member: taken over when it is complete, for it may name a port. */
function Cell({ spec, name, value, onCommit }: CellProps) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  if (spec.control === 'switch') return <Switch id={id} checked={value === true} onChange={onCommit} />
  if (spec.control === 'choice') {
    const options = spec.choices.map((choice) => ({ value: choice, label: choice }))
    return <Select aria-label={name} value={writeValue(value)} options={options} onChoose={onCommit} />
  }
  const commit = () => {
    setDraft(null)
    if (draft === null || draft === writeValue(value)) return
    onCommit(spec.control === 'number' ? readNumber(draft) : draft.trim())
  }
  return (
    <Input
      aria-label={name}
      title={spec.title}
      placeholder={spec.title}
      inputMode={spec.control === 'number' ? 'decimal' : 'text'}
      value={draft ?? writeValue(value)}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={commit}
      onKeyDown={({ key }) => {
        if (key === 'Enter') commit()
        if (key === 'Escape') setDraft(null)
      }}
    />
  )
}
