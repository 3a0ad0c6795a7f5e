import { useId } from 'react'
import { describeGraph, setLimit } from '../../shared/graph/edit'
import { duplicateDesign, removeDesign } from '../designs/design-actions'
import type { OpenDocument } from '../designs/document'
import { useGraph } from '../designs/session'
import { Button } from '../shell/Button'
import { Input, TextArea } from '../shell/Inputs'
import { showFailure } from '../shell/notice-store'
import type { Reading } from './fields'
import styles from './Inspector.module.css'
import { Roles } from './Roles'
import { Row } from './Row'
import { readDuration } from './read-duration'
import { readNumber } from './read-number'
import { TimeInWords } from './TimeInWords'
import { TitleField } from './TitleField'
import { useDraft, writeValue } from './use-draft'

/** With nothing selected: what belongs to the design as a whole. */
export function GraphPanel({ document }: { document: OpenDocument }) {
  const id = useId()
  const graph = useGraph(document)
  return (
    <div>
      <TitleField
        label="Design name"
        value={graph.name}
        placeholder="Name"
        required
        commit={(name) => document.change((before) => describeGraph(before, { name }), 'graph name')}
        endGesture={document.endGesture}
      />
      <p className={styles.about}>The whole design. Select a node to change its settings.</p>
      <Row id={id} title="Description">
        <TextArea
          id={id}
          rows={4}
          maxLength={4000}
          placeholder="What this design tries, and why"
          value={graph.description}
          onChange={({ target }) =>
            document.change((before) => describeGraph(before, { description: target.value }), 'graph description')
          }
          onBlur={document.endGesture}
        />
      </Row>
      <Budget
        document={document}
        name="latencyMs"
        title="Latency budget"
        unit="ms"
        about="How long one problem may take. Escalation nodes may accept early to keep it."
      />
      <Budget
        document={document}
        name="usd"
        title="Money budget"
        unit="$"
        about="What one problem may cost. Escalation nodes may accept early to keep it."
      />
      <Roles document={document} />
      <div className={styles.actions}>
        <Button onClick={() => void duplicateDesign(document).catch(showFailure)}>Duplicate design</Button>
        <Button look="danger" onClick={() => void removeDesign(document.id).catch(showFailure)}>
          Delete design
        </Button>
      </div>
    </div>
  )
}

function readBudget(text: string, unit: string): Reading {
  if (text.trim() === '') return { ok: true, value: undefined }
  const value = unit === 'ms' ? readDuration(text) : readNumber(text)
  return value > 0 && Number.isFinite(value)
    ? { ok: true, value }
    : { ok: false, trouble: `Enter ${unit === 'ms' ? 'a time such as 30 s' : 'a number above 0'}, or nothing` }
}

interface BudgetProps {
  document: OpenDocument
  name: 'latencyMs' | 'usd'
  title: string
  unit: string
  about: string
}

function Budget({ document, name, title, unit, about }: BudgetProps) {
  const id = useId()
  const value = useGraph(document).limits[name]
  const draft = useDraft({
    name: title,
    value,
    write: writeValue,
    read: (text) => readBudget(text, unit),
    commit: (next) =>
      document.change((before) => setLimit(before, name, typeof next === 'number' ? next : undefined), `graph ${name}`),
    endGesture: document.endGesture,
  })
  return (
    <Row
      id={id}
      title={title}
      description={about}
      trouble={draft.trouble}
      aside={unit === 'ms' && <TimeInWords ms={value} />}
    >
      <Input
        id={id}
        unit={unit}
        inputMode="decimal"
        placeholder="none"
        value={draft.text}
        aria-invalid={draft.trouble !== null}
        aria-describedby={`${id}-about`}
        onChange={({ target }) => draft.onText(target.value)}
        onBlur={draft.onBlur}
      />
    </Row>
  )
}
