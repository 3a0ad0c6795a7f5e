import { useId } from 'react'
import { classifier } from '../../shared/nodes/classifier/classifier.kind'
import { judge } from '../../shared/nodes/classifier/rules'
import { ProblemPicker } from '../inspector/ProblemPicker'
import rowStyles from '../inspector/Row.module.css'
import { useRunDataset } from '../runs/run-options'
import { TextArea } from '../shell/Inputs'
import { LabelTally } from './LabelTally'
import type { BesideProps } from './panels'
import styles from './RuleTest.module.css'
import { tryQuestion, useTriedQuestion } from './tried-question'

/** By which label a question would leave, and why: by the very rules that a run uses, at every key. */
export function RuleTest({ node }: BesideProps) {
  const id = useId()
  const dataset = useRunDataset()
  const { question, isTyped, canPick } = useTriedQuestion()
  const settings = classifier.settings.safeParse(node.settings).data
  if (settings === undefined || settings.method !== 'rules') return null
  const verdict = judge(question, settings.rules, settings.otherwise)
  return (
    <section className={styles.test} aria-label="Try the rules">
      <div className={styles.head}>
        <label htmlFor={id}>Try the rules</label>
        {canPick && (
          <button type="button" className={rowStyles.aside} onClick={() => tryQuestion(isTyped ? null : question)}>
            {isTyped ? 'Pick a problem' : 'Type a question'}
          </button>
        )}
      </div>
      {isTyped ? (
        <TextArea
          id={id}
          rows={3}
          placeholder="A question to try"
          value={question}
          onChange={({ target }) => tryQuestion(target.value)}
        />
      ) : (
        <>
          <ProblemPicker />
          <p className={styles.question}>{question}</p>
        </>
      )}
      {question.trim() !== '' && (
        <p className={styles.verdict} aria-live="polite">
          This question would leave by <b>{verdict.label}</b> because {verdict.because}.
        </p>
      )}
      {dataset !== undefined && canPick && (
        <LabelTally dataset={dataset} rules={settings.rules} otherwise={settings.otherwise} />
      )}
    </section>
  )
}
