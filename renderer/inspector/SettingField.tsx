import { useId } from 'react'
import type { GraphIssue } from '../../shared/graph/validate'
import type { AnyKind } from '../../shared/nodes/kind'
import type { OpenDocument } from '../designs/document'
import { LearnedField } from '../nodes/LearnedField'
import { RulesField } from '../nodes/RulesField'
import { Select } from '../shell/Inputs'
import { Switch } from '../shell/Switch'
import { type FieldSpec, helpOfField } from './fields'
import { ListField } from './ListField'
import { PromptField } from './PromptField'
import { RoleSelect } from './RoleSelect'
import { showRoles } from './Roles'
import { Row } from './Row'
import styles from './Row.module.css'
import { SliderField } from './SliderField'
import { TypedField } from './TypedField'
import { writeValue } from './use-draft'

export interface SettingFieldProps {
  document: OpenDocument
  kind: AnyKind
  spec: FieldSpec
  value: unknown
  issue: GraphIssue | undefined
  /** Of several nodes edited together: whether their values differ. Undefined where one node is edited. */
  isMixed?: boolean | undefined
  change: (value: unknown, gesture?: string) => void
}

/** What stands in a field of several nodes whose values differ. */
export const mixedWords = 'several values'

/** One setting, by the control that its schema asks for. */
export function SettingField(props: SettingFieldProps) {
  const id = useId()
  switch (props.spec.control) {
    case 'switch':
      return props.isMixed === undefined ? <SwitchField id={id} {...props} /> : <ChoiceField id={id} {...props} />
    case 'choice':
      return <ChoiceField id={id} {...props} />
    case 'role':
      return <RoleField id={id} {...props} />
    case 'slider':
      return <SliderField id={id} {...props} />
    case 'rules':
      return <RulesField {...props} />
    case 'learned':
      return <LearnedField {...props} />
    case 'list':
      return <ListField {...props} />
    case 'prompt':
      return <PromptField {...props} />
    case 'text':
    case 'longText':
    case 'lines':
    case 'number':
    case 'json':
      return <TypedField id={id} {...props} />
  }
}

type WithId = SettingFieldProps & { id: string }

function SwitchField({ id, spec, value, issue, change }: WithId) {
  const control = <Switch id={id} checked={value === true} onChange={change} />
  return <Row id={id} title={spec.title} description={helpOfField(spec)} trouble={issue?.message} aside={control} />
}

function ChoiceField({ id, spec, value, issue, isMixed, change }: WithId) {
  const isSwitch = spec.control === 'switch'
  const text = writeValue(value)
  const choices = isSwitch
    ? [
        { value: 'true', label: 'on' },
        { value: 'false', label: 'off' },
      ]
    : spec.choices.map((choice) => ({ value: choice, label: choice }))
  const isKnown = choices.some((choice) => choice.value === text)
  const present = isMixed === true ? { value: '', label: mixedWords, disabled: true } : unknownChoice(text)
  return (
    <Row id={id} title={spec.title} description={helpOfField(spec)} trouble={issue?.message}>
      <Select
        id={id}
        value={text}
        options={isKnown ? choices : [present, ...choices]}
        aria-invalid={issue !== undefined}
        aria-describedby={`${id}-about`}
        onChoose={(next) => change(isSwitch ? next === 'true' : next)}
      />
    </Row>
  )
}

function unknownChoice(value: string) {
  return { value, label: `${value} (unknown)` }
}

function RoleField({ id, document, spec, value, issue, isMixed, change }: WithId) {
  const toRoles = (
    <button type="button" className={styles.aside} onClick={() => showRoles(document)}>
      Bind roles
    </button>
  )
  return (
    <Row id={id} title={spec.title} description={helpOfField(spec)} trouble={issue?.message} aside={toRoles}>
      <RoleSelect id={id} document={document} value={isMixed === true ? null : writeValue(value)} onChoose={change} />
    </Row>
  )
}
