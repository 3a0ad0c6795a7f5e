import { type ComponentPropsWithoutRef, forwardRef } from 'react'
import { classes } from '../theme/classes'
import styles from './Inputs.module.css'

interface InputProps extends ComponentPropsWithoutRef<'input'> {
  unit?: string | undefined
}

export const Input = forwardRef<HTMLInputElement, InputProps>(function Input({ unit, className, ...rest }, ref) {
  const input = (
    <input ref={ref} autoComplete="off" spellCheck={false} className={classes(styles.input, className)} {...rest} />
  )
  if (unit === undefined) return input
  return (
    <span className={styles.withUnit}>
      {input}
      <span className={styles.unit} aria-hidden>
        {unit}
      </span>
    </span>
  )
})

export const TextArea = forwardRef<HTMLTextAreaElement, ComponentPropsWithoutRef<'textarea'>>(function TextArea(
  { className, ...rest },
  ref,
) {
  return <textarea ref={ref} className={classes(styles.input, styles.area, className)} {...rest} />
})

export interface Option {
  value: string
  label: string
  disabled?: boolean
}

interface SelectProps extends Omit<ComponentPropsWithoutRef<'select'>, 'onChange'> {
  options: readonly Option[]
  onChoose: (value: string) => void
}

export function Select({ options, onChoose, className, ...rest }: SelectProps) {
  return (
    <select
      className={classes(styles.input, styles.select, className)}
      onChange={(event) => onChoose(event.target.value)}
      {...rest}
    >
      {options.map(({ value, label, disabled }) => (
        <option key={value} value={value} disabled={disabled}>
          {label}
        </option>
      ))}
    </select>
  )
}
