import { lazy, Suspense, useId, useState } from 'react'
import { findVariables, previewPrompt } from '../../shared/nodes/prompt-variables'
import { checkField, helpOfField } from './fields'
import { ProblemPicker } from './ProblemPicker'
import styles from './PromptField.module.css'
import { usePickedProblem } from './picked-problem'
import type { VariableHelp } from './prompt-editor'
import { Row } from './Row'
import rowStyles from './Row.module.css'
import { mixedWords, type SettingFieldProps } from './SettingField'
import { useDraft, writeValue } from './use-draft'

// The editor is a seventh of the program and waits until a prompt is looked at.
const PromptEditor = lazy(async () => ({ default: (await import('./PromptEditor')).PromptEditor }))

/** A prompt: its variables stand out and are completed, and it can be seen as a problem would fill it. */
export function PromptField({ document, kind, spec, value, issue, isMixed, change }: SettingFieldProps) {
  const id = useId()
  const [isShown, setShown] = useState(false)
  const draft = useDraft({
    name: spec.title,
    value,
    write: writeValue,
    read: (text) => checkField(kind, spec, text),
    commit: (next) => change(next, spec.name),
    endGesture: document.endGesture,
  })
  const unknown = findVariables(draft.text).filter(({ name }) => !Object.hasOwn(spec.variables, name))
  const trouble = draft.trouble ?? issue?.message
  const toggle = (
    <button type="button" className={rowStyles.aside} aria-expanded={isShown} onClick={() => setShown(!isShown)}>
      {isShown ? 'Hide the preview' : 'Preview'}
    </button>
  )
  return (
    <Row id={id} title={spec.title} description={helpOfField(spec)} trouble={trouble} aside={toggle}>
      <Suspense fallback={<div className={styles.editor} />}>
        <PromptEditor
          className={styles.editor}
          label={spec.title}
          description={helpOfField(spec)}
          placeholder={isMixed === true ? mixedWords : ''}
          text={draft.text}
          variables={spec.variables}
          onText={draft.onText}
          onLeave={draft.onBlur}
        />
      </Suspense>
      {unknown.map(({ name, from }) => (
        <p key={from} className={styles.unknown}>
          {`{{${name}}} is no variable here and is sent as it is written.`}
        </p>
      ))}
      {isShown && <Preview prompt={draft.text} variables={spec.variables} />}
    </Row>
  )
}

/** The prompt as the chosen problem would fill it. What depends on the way there is only named. */
function Preview({ prompt, variables }: { prompt: string; variables: VariableHelp }) {
  const { problem } = usePickedProblem()
  const named = Object.entries(variables).map(([name, what]) => [name, `(${what})`])
  const values = { ...Object.fromEntries(named), question: problem?.question ?? '' }
  return (
    <div className={styles.preview}>
      <ProblemPicker />
      {problem !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys must reach it
        <section className={styles.sent} tabIndex={0} aria-label="The prompt as it is sent">
          {previewPrompt(prompt, values).map(({ text, variable }, index) => {
            const key = `${index} ${variable ?? ''}`
            return variable === undefined ? <span key={key}>{text}</span> : <mark key={key}>{text}</mark>
          })}
        </section>
      )}
    </div>
  )
}
