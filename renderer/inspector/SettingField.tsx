import { useId } from 'react'
import type { GraphIssue } from '../../shared/graph/validate'
import type { AnyKind } from '../../shared/nodes/kind'
import type { OpenDocument } from '../designs/document'
import { LearnedField } from '../nodes/LearnedField'
import { RulesField } from '../nodes/RulesField'
import { Input, Select, TextArea } from '../shell/Inputs'
import { Switch } from '../shell/Switch'
import { type FieldSpec, readField, writeField } from './fields'
import { ListField } from './ListField'
import { RoleSelect } from './RoleSelect'
import { Row } from './Row'
import { SliderField } from './SliderField'
import { useDraft, writeValue } from './use-draft'

export interface SettingFieldProps {
  document: OpenDocument
  kind: AnyKind
  spec: FieldSpec
  value: unknown
  issue: GraphIssue | undefined
  change: (value: unknown, gesture?: string) => void
}

/** One setting, by the control that its schema asks for. */
export function SettingField(props: SettingFieldProps) {
  const id = useId()
  const { spec, value, issue, change, document } = props
  const { title, description } = spec
  const trouble = issue?.message
  switch (spec.control) {
    case 'switch':
      return (
        <Row
          id={id}
          title={title}
          description={description}
          trouble={trouble}
          aside={<Switch id={id} checked={value === true} onChange={change} />}
        />
      )
    case 'choice':
      return (
        <Row id={id} title={title} description={description} trouble={trouble}>
          <Select id={id} value={writeValue(value)} options={optionsOf(spec, writeValue(value))} onChoose={change} />
        </Row>
      )
    case 'role':
      return (
        <Row id={id} title={title} description={description} trouble={trouble}>
          <RoleSelect id={id} document={document} value={writeValue(value)} onChoose={change} />
        </Row>
      )
    case 'slider':
      return <SliderField id={id} {...props} />
    case 'rules':
      return <RulesField {...props} />
    case 'learned':
      return <LearnedField {...props} />
    case 'list':
      return <ListField {...props} />
    case 'text':
    case 'longText':
    case 'lines':
    case 'number':
    case 'json':
      return <TypedField id={id} {...props} />
  }
}

function optionsOf({ choices }: FieldSpec, value: string) {
  const known = choices.map((choice) => ({ value: choice, label: choice }))
  return choices.includes(value) ? known : [{ value, label: `${value} (unknown)` }, ...known]
}

/** What the design keeps while a field's text is wrong. */
export function keptWords(value: unknown): string {
  const text = writeValue(value)
  return text === '' || text.length > 30 ? 'the last good value stays' : `${text} stays`
}

/** A setting that is typed: a number, a line or a longer text. */
function TypedField({ id, document, kind, spec, value, issue, change }: SettingFieldProps & { id: string }) {
  const draft = useDraft({
    value,
    write: (saved) => writeField(spec, saved),
    read: (text) => readField(kind, spec, text),
    commit: (next) => change(next, spec.name),
    endGesture: document.endGesture,
  })
  const trouble = draft.trouble === null ? issue?.message : `${draft.trouble}; ${keptWords(value)} until then.`
  const isLong = spec.control === 'longText' || spec.control === 'lines' || spec.control === 'json'
  const common = {
    id,
    value: draft.text,
    onBlur: draft.onBlur,
    'aria-invalid': trouble !== undefined,
    'aria-describedby': `${id}-about`,
  }
  return (
    <Row id={id} title={spec.title} description={spec.description} trouble={trouble}>
      {isLong ? (
        <TextArea {...common} rows={3} onChange={(event) => draft.onText(event.target.value)} />
      ) : (
        <Input
          {...common}
          unit={spec.unit}
          inputMode={spec.control === 'number' ? 'decimal' : 'text'}
          onChange={(event) => draft.onText(event.target.value)}
        />
      )}
    </Row>
  )
}
