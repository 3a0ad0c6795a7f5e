import type { EditorView } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { createPromptEditor, followText, type VariableHelp } from './prompt-editor'

interface PromptEditorProps {
  className: string | undefined
  label: string
  text: string
  description: string
  placeholder: string
  variables: VariableHelp
  onText: (text: string) => void
  onLeave: () => void
}

/** The editor's place in the page. It is made once; the callbacks are always those of the newest render. */
export function PromptEditor({
  className,
  label,
  text,
  description,
  placeholder,
  variables,
  onText,
  onLeave,
}: PromptEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const newest = useRef({ text, onText, onLeave })
  newest.current = { text, onText, onLeave }

  useEffect(() => {
    if (host.current === null) return
    const parent = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
    const made = createPromptEditor({
      parent,
      label,
      description,
      placeholder,
      variables,
      text: newest.current.text,
      onText: (next) => newest.current.onText(next),
      onLeave: () => newest.current.onLeave(),
    })
    view.current = made
    return () => {
      made.destroy()
      view.current = null
    }
  }, [label, description, placeholder, variables])

  useEffect(() => {
    if (view.current !== null) followText(view.current, text)
  }, [text])

  return <div ref={host} className={className} data-text-field="" />
}
