import { Plus } from 'lucide-react'
import { useId } from 'react'
import { z } from 'zod'
import { judge, type Rule, ruleSchema } from '../../shared/nodes/classifier/rules'
import { Row } from '../inspector/Row'
import type { SettingFieldProps } from '../inspector/SettingField'
import { Button } from '../shell/Button'
import { RuleCard } from './RuleCard'
import styles from './RulesField.module.css'
import { moveRule } from './rules'
import { useTriedQuestion } from './tried-question'

const rulesSchema = z.array(ruleSchema)
const mostRules = 200

/** The ordered rules of a classifier, from the one tried first. */
export function RulesField({ document, spec, value, issue, change }: SettingFieldProps) {
  const id = useId()
  const parsed = rulesSchema.safeParse(value)
  const rules = parsed.success ? parsed.data : []
  const { question } = useTriedQuestion()
  const matched = question.trim() === '' ? undefined : judge(question, rules, '').place
  const labels = [...new Set(rules.map(({ label }) => label))]
  const setRule = (index: number, rule: Rule, gesture?: string) =>
    change(
      rules.map((old, at) => (at === index ? rule : old)),
      gesture && `${gesture} ${index}`,
    )
  return (
    <Row id={id} title={spec.title} description={`${spec.description} Every label is a port.`} trouble={issue?.message}>
      <ol className={styles.rules} id={id}>
        {rules.map((rule, index) => (
          <RuleCard
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name of their own; their place is what they are known by
            key={index}
            rule={rule}
            place={index + 1}
            isMatched={index === matched}
            isLast={index === rules.length - 1}
            labels={labels}
            onChange={(next, gesture) => setRule(index, next, gesture)}
            onMove={(by) => change(moveRule(rules, index, by))}
            onRemove={() => change(rules.filter((_, at) => at !== index))}
            endGesture={document.endGesture}
          />
        ))}
      </ol>
      <Button
        className={styles.add}
        disabled={rules.length >= mostRules}
        onClick={() => change([...rules, { label: labels.at(-1) ?? 'easy', phrases: ['phrase'], counts: [] }])}
      >
        <Plus size={14} /> Add a rule
      </Button>
    </Row>
  )
}
