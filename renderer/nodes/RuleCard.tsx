import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useId, useState } from 'react'
import { type Measure, measures, type Rule } from '../../shared/nodes/classifier/rules'
import { Button } from '../shell/Button'
import { Input, TextArea } from '../shell/Inputs'
import { classes } from '../theme/classes'
import { LabelInput } from './LabelInput'
import styles from './RulesField.module.css'
import { type Bound, boundOf, readPhrases, setBound, writePhrases } from './rules'

interface RuleCardProps {
  rule: Rule
  place: number
  /** The question that is tried leaves by this rule. */
  isMatched: boolean
  isLast: boolean
  labels: readonly string[]
  onChange: (rule: Rule, gesture?: string) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
  endGesture: () => void
}

export function RuleCard({
  rule,
  place,
  isMatched,
  isLast,
  labels,
  onChange,
  onMove,
  onRemove,
  endGesture,
}: RuleCardProps) {
  return (
    <li className={classes(styles.rule, isMatched && styles.matched)}>
      {isMatched && <p className={styles.mark}>The question tried above leaves here</p>}
      <div className={styles.ruleHead}>
        <span className={styles.place} aria-hidden>
          {place}
        </span>
        <LabelInput
          name={`Label of rule ${place}`}
          value={rule.label}
          labels={labels}
          onCommit={(label) => onChange({ ...rule, label })}
        />
        <Button look="quiet" label={`Move rule ${place} up`} disabled={place === 1} onClick={() => onMove(-1)}>
          <ArrowUp size={14} />
        </Button>
        <Button look="quiet" label={`Move rule ${place} down`} disabled={isLast} onClick={() => onMove(1)}>
          <ArrowDown size={14} />
        </Button>
        <Button look="quiet" label={`Remove rule ${place}`} onClick={onRemove}>
          <X size={14} />
        </Button>
      </div>
      <Phrases rule={rule} place={place} onChange={onChange} endGesture={endGesture} />
      <Counts rule={rule} place={place} onChange={onChange} endGesture={endGesture} />
    </li>
  )
}

type PartProps = Pick<RuleCardProps, 'rule' | 'place' | 'onChange' | 'endGesture'>

function Phrases({ rule, place, onChange, endGesture }: PartProps) {
  const id = useId()
  // What is typed keeps its line breaks and half-written commas until the field is left.
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <>
      <label className={styles.small} htmlFor={id}>
        Any of these phrases
      </label>
      <TextArea
        id={id}
        rows={2}
        className={styles.phrases}
        aria-label={`Phrases of rule ${place}, between commas or on lines`}
        placeholder="none asked for"
        value={draft ?? writePhrases(rule.phrases)}
        onChange={({ target }) => {
          setDraft(target.value)
          const phrases = readPhrases(target.value).slice(0, 200)
          onChange({ ...rule, phrases: phrases.map((phrase) => phrase.slice(0, 200)) }, 'phrases')
        }}
        onBlur={() => {
          setDraft(null)
          endGesture()
        }}
      />
    </>
  )
}

function Counts({ rule, place, onChange, endGesture }: PartProps) {
  const [isOpen, setOpen] = useState(rule.counts.length > 0)
  if (!isOpen && rule.counts.length === 0) {
    return (
      <button type="button" className={styles.more} onClick={() => setOpen(true)}>
        Ask for counts too
      </button>
    )
  }
  return (
    <div className={styles.counts}>
      <span className={styles.small} />
      <span className={styles.small}>at least</span>
      <span className={styles.small}>at most</span>
      {measures.map((measure) => (
        <CountRow
          key={measure}
          measure={measure}
          rule={rule}
          place={place}
          onChange={onChange}
          endGesture={endGesture}
        />
      ))}
    </div>
  )
}

function CountRow({ measure, rule, place, onChange, endGesture }: PartProps & { measure: Measure }) {
  const cell = (bound: Bound, words: string) => (
    <Input
      inputMode="decimal"
      className={styles.count}
      aria-label={`Rule ${place}: ${words} this many ${measure}`}
      placeholder="any"
      value={boundOf(rule, measure, bound) ?? ''}
      onChange={({ target }) => {
        const digits = target.value.replace(/\D/g, '').slice(0, 7)
        onChange(setBound(rule, measure, bound, digits === '' ? undefined : Number(digits)), `${measure} ${bound}`)
      }}
      onBlur={endGesture}
    />
  )
  return (
    <>
      <span className={styles.measure}>{measure}</span>
      {cell('atLeast', 'at least')}
      {cell('atMost', 'at most')}
    </>
  )
}
