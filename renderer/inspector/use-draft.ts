import { useEffect, useRef, useState } from 'react'
import { singleLine } from '../../shared/errors'
import { sentence } from '../../shared/format'
import { showNotice } from '../shell/notice-store'
import type { Reading } from './fields'

interface Draft {
  text: string
  trouble: string | null
  /** The document's value when this was typed: another one now means that undo or another edit came in between. */
  beside: unknown
}

interface DraftOptions {
  /** What the field is called where its wrong text is told of when it goes; without a name it goes in silence. */
  name?: string
  value: unknown
  write: (value: unknown) => string
  read: (text: string) => Reading
  commit: (value: unknown) => void
  endGesture: () => void
}

/**
 * Keeps what is typed apart from what is saved: the document takes every good value at once and keeps its last good one
 * while the text is wrong; the text stays in the field with what is wrong about it.
 */
export function useDraft({ name, value, write, read, commit, endGesture }: DraftOptions) {
  const [draft, setDraft] = useState<Draft | null>(null)
  const isStale = draft !== null && !Object.is(draft.beside, value)
  if (isStale) setDraft(null)
  const shown = isStale ? null : draft

  const lost = useRef<string | null>(null)
  lost.current =
    name === undefined || shown === null || shown.trouble === null
      ? null
      : `“${singleLine(shown.text, 40)}” was not taken for “${name}”, which stays as it was. ${sentence(shown.trouble)}.`
  // A field that goes while its text is wrong says so: nobody is to believe that it was saved.
  useEffect(
    () => () => {
      if (lost.current !== null) showNotice({ key: `lost ${name}`, tone: 'warn', text: lost.current })
    },
    [name],
  )

  return {
    text: shown?.text ?? write(value),
    trouble: shown?.trouble ?? null,
    onText: (text: string) => {
      const reading = read(text)
      if (reading.ok) commit(reading.value)
      setDraft({ text, trouble: reading.ok ? null : reading.trouble, beside: reading.ok ? reading.value : value })
    },
    onBlur: () => {
      endGesture()
      if (shown?.trouble === null) setDraft(null)
    },
  }
}

/** A setting's value as a field's text. */
export function writeValue(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
