import { useId, useMemo } from 'react'
import { classifier, labelsOf } from '../../shared/nodes/classifier/classifier.kind'
import { aloneSettings, classifyAlone } from '../../shared/nodes/classifier/classify-alone'
import { ProblemPicker } from '../inspector/ProblemPicker'
import rowStyles from '../inspector/Row.module.css'
import { useRunDataset } from '../runs/run-options'
import { TextArea } from '../shell/Inputs'
import { LabelTally } from './LabelTally'
import type { BesideProps } from './panels'
import styles from './RuleTest.module.css'
import { tryQuestion, useTriedQuestion } from './tried-question'

const none = { alone: undefined, labels: [] }

/** By which label a question would leave, and why: by the very rules that a run uses, at every key. */
export function RuleTest({ node }: BesideProps) {
  const id = useId()
  const dataset = useRunDataset()
  const { question, isTyped, canPick } = useTriedQuestion()
  const { alone, labels } = useMemo(() => {
    const { data } = classifier.settings.safeParse(node.settings)
    return data === undefined ? none : { alone: aloneSettings(data), labels: labelsOf(data) }
  }, [node.settings])
  if (alone === undefined) return null
  const verdict = classifyAlone(question, alone)
  const title = alone.method === 'rules' ? 'Try the rules' : 'Try the trained model'
  return (
    <section className={styles.test} aria-label={title}>
      <div className={styles.head}>
        <label htmlFor={id}>{title}</label>
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
      {dataset !== undefined && canPick && <LabelTally dataset={dataset} settings={alone} labels={labels} />}
    </section>
  )
}
