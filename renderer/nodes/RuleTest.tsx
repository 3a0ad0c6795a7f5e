import { useId, useState } from 'react'
import { classifier } from '../../shared/nodes/classifier/classifier.kind'
import { judge } from '../../shared/nodes/classifier/rules'
import { ProblemPicker } from '../inspector/ProblemPicker'
import { usePickedProblem } from '../inspector/picked-problem'
import rowStyles from '../inspector/Row.module.css'
import { TextArea } from '../shell/Inputs'
import { LabelTally } from './LabelTally'
import type { BesideProps } from './panels'
import styles from './RuleTest.module.css'

/** By which label a question would leave, and why: by the very rules that a run uses, at every key. */
export function RuleTest({ node }: BesideProps) {
  const id = useId()
  const { problem, dataset } = usePickedProblem()
  const [typed, setTyped] = useState<string | null>(null)
  const settings = classifier.settings.safeParse(node.settings).data
  if (settings === undefined) return null
  const isTyping = typed !== null || dataset === undefined
  const question = isTyping ? (typed ?? '') : (problem?.question ?? '')
  const verdict = judge(question, settings.rules, settings.otherwise)
  return (
    <section className={styles.test} aria-label="Try the rules">
      <div className={styles.head}>
        <label htmlFor={id}>Try the rules</label>
        {dataset !== undefined && (
          <button type="button" className={rowStyles.aside} onClick={() => setTyped(typed === null ? question : null)}>
            {typed === null ? 'Type a question' : 'Pick a problem'}
          </button>
        )}
      </div>
      {isTyping ? (
        <TextArea
          id={id}
          rows={3}
          placeholder="A question to try"
          value={question}
          onChange={({ target }) => setTyped(target.value)}
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
      {dataset !== undefined && <LabelTally dataset={dataset} rules={settings.rules} otherwise={settings.otherwise} />}
    </section>
  )
}
