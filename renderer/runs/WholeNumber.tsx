import { useEffect } from 'react'
import { formatCount } from '../../shared/format'
import type { Reading } from '../inspector/fields'
import { readNumber } from '../inspector/read-number'
import { useDraft } from '../inspector/use-draft'
import { Input } from '../shell/Inputs'
import { noteTrouble, useRunOptions } from './run-options'

interface WholeNumberProps {
  id?: string
  name: string
  field: 'limit' | 'repeats' | 'seed' | 'concurrency' | 'sample'
  least: number
  most: number
}

export function WholeNumber({ id, name, field, least, most }: WholeNumberProps) {
  const value = useRunOptions((options) => options[field])
  const read = (text: string): Reading => {
    const number = readNumber(text)
    const isGood = Number.isInteger(number) && number >= least && number <= most
    if (isGood) return { ok: true, value: number }
    return { ok: false, trouble: `${name}: a whole number from ${formatCount(least)} to ${formatCount(most)}` }
  }
  const draft = useDraft({
    value: value ?? least,
    write: String,
    read,
    commit: (number) => useRunOptions.setState({ [field]: number }),
    endGesture: () => undefined,
  })
  const { trouble } = draft
  useEffect(() => {
    noteTrouble(field, trouble)
    // What was typed goes with the form.
    return () => noteTrouble(field, null)
  }, [field, trouble])
  return (
    <Input
      id={id}
      aria-label={name}
      inputMode="decimal"
      title={draft.trouble ?? undefined}
      aria-invalid={draft.trouble !== null}
      value={draft.text}
      onChange={({ target }) => draft.onText(target.value)}
      onBlur={draft.onBlur}
    />
  )
}
