import { Slider } from '@base-ui/react/slider'
import { Input } from '../shell/Inputs'
import { classes } from '../theme/classes'
import { helpOfField, readField } from './fields'
import { Row } from './Row'
import type { SettingFieldProps } from './SettingField'
import styles from './SliderField.module.css'
import { useDraft, writeValue } from './use-draft'

/** A bounded number: dragged, or typed exactly. */
export function SliderField({
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
    write: (saved) => (typeof saved === 'number' ? saved.toFixed(2) : writeValue(saved)),
    read: (text) => readField(kind, spec, text),
    commit: (next) => change(next, spec.name),
    endGesture: document.endGesture,
  })
  const number = typeof value === 'number' ? value : spec.minimum
  const trouble = draft.trouble === null ? issue?.message : `${draft.trouble}; ${number} stays until then.`
  const typed = (
    <Input
      id={id}
      className={styles.number}
      inputMode="decimal"
      placeholder={isMixed === true ? 'several' : undefined}
      value={draft.text}
      aria-invalid={trouble !== undefined}
      aria-describedby={`${id}-about`}
      onChange={(event) => draft.onText(event.target.value)}
      onBlur={draft.onBlur}
    />
  )
  return (
    <Row id={id} title={spec.title} description={helpOfField(spec)} trouble={trouble} aside={typed}>
      <Slider.Root
        className={classes(isMixed === true && styles.mixed)}
        thumbAlignment="edge-client-only"
        min={spec.minimum}
        max={spec.maximum}
        step={(spec.maximum - spec.minimum) / 100}
        value={Math.min(spec.maximum, Math.max(spec.minimum, number))}
        onValueChange={(next) => change(Number(next.toFixed(4)), spec.name)}
        onValueCommitted={() => document.endGesture()}
        aria-labelledby={`${id}-label`}
      >
        <Slider.Control className={styles.control}>
          <Slider.Track className={styles.track}>
            <Slider.Indicator className={styles.indicator} />
            <Slider.Thumb className={styles.thumb} aria-labelledby={`${id}-label`} />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
    </Row>
  )
}
