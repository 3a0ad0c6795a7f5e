import { Plus } from 'lucide-react'
import { useId } from 'react'
import { classifier } from '../../shared/nodes/classifier/classifier.kind'
import type { Rule } from '../../shared/nodes/classifier/rules'
import { Row } from '../inspector/Row'
import { Button } from '../shell/Button'
import styles from './ClassifierPanel.module.css'
import { LabelInput } from './LabelInput'
import type { PanelProps } from './panels'
import { RuleCard } from './RuleCard'
import { changeRules, labelsOf, moveRule, type RuleSettings } from './rules'

/** The ordered rules of a classifier, from the one tried first. */
export function ClassifierPanel({ document, node, issues }: PanelProps) {
  const id = useId()
  const parsed = classifier.settings.safeParse(node.settings)
  if (!parsed.success) {
    return <p className={styles.broken}>{issues[0]?.message ?? 'The rules of this node cannot be read.'}</p>
  }
  const settings: RuleSettings = parsed.data
  const { rules, otherwise } = settings
  const change = (next: Partial<RuleSettings>, gesture?: string) => {
    const edit = gesture === undefined ? undefined : `${node.id} ${gesture}`
    document.change((graph) => changeRules(graph, node.id, { ...settings, ...next }), edit)
  }
  const setRule = (index: number, rule: Rule, gesture?: string) =>
    change({ rules: rules.map((old, at) => (at === index ? rule : old)) }, gesture && `${gesture} ${index}`)
  const labels = labelsOf(settings)
  return (
    <section aria-label="Rules">
      <p className={styles.about}>Tried from the top; the first that matches gives the label. Every label is a port.</p>
      <ol className={styles.rules}>
        {rules.map((rule, index) => (
          <RuleCard
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name of their own; their place is what they are known by
            key={index}
            rule={rule}
            place={index + 1}
            isLast={index === rules.length - 1}
            labels={labels}
            onChange={(next, gesture) => setRule(index, next, gesture)}
            onMove={(by) => change({ rules: moveRule(rules, index, by) })}
            onRemove={() => change({ rules: rules.filter((_, at) => at !== index) })}
            endGesture={document.endGesture}
          />
        ))}
      </ol>
      <Button
        className={styles.add}
        disabled={rules.length >= 200}
        onClick={() => change({ rules: [...rules, { label: otherwise, phrases: ['phrase'], counts: [] }] })}
      >
        <Plus size={14} /> Add a rule
      </Button>
      <Row id={id} title="Otherwise" description="The label of a question that no rule matches.">
        <LabelInput id={id} value={otherwise} labels={labels} onCommit={(label) => change({ otherwise: label })} />
      </Row>
    </section>
  )
}
