import { Input, TextArea } from '../shell/Inputs'
import { helpOfField, readField, writeField } from './fields'
import { Row } from './Row'
import { mixedWords, type SettingFieldProps } from './SettingField'
import { TimeInWords } from './TimeInWords'
import { useDraft, writeValue } from './use-draft'

/** What the design keeps while a field's text is wrong. */
function keptWords(value: unknown): string {
  const text = writeValue(value)
  return text === '' || text.length > 30 ? 'the last good value stays' : `${text} stays`
}

/** A setting that is typed: a number, a line or a longer text. */
export function TypedField({
  id,
  document,
  kind,
  spec,
  value,
  issue,
  isMixed,
  change,
}: SettingFieldProps & { id: string }) {
  const draft = useDraft({
    name: spec.title,
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
    placeholder: isMixed === true ? mixedWords : undefined,
    onBlur: draft.onBlur,
    'aria-invalid': trouble !== undefined,
    'aria-describedby': `${id}-about`,
  }
  return (
    <Row
      id={id}
      title={spec.title}
      description={helpOfField(spec)}
      trouble={trouble}
      aside={spec.unit === 'ms' && <TimeInWords ms={value} />}
    >
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
