import { useEffect } from 'react'
import { answersFromSchema } from '../../shared/report'
import type { Reading } from '../inspector/fields'
import { Row } from '../inspector/Row'
import { readNumber } from '../inspector/read-number'
import { useDraft, writeValue } from '../inspector/use-draft'
import { Input, Select } from '../shell/Inputs'
import { Switch } from '../shell/Switch'
import { noteTrouble, useRunOptions } from './run-options'

const sources = [
  { value: 'connections', label: 'The models as they are bound' },
  { value: 'recorded', label: 'Only what was recorded' },
  { value: 'recorded-else-live', label: 'Recorded, else the models' },
]

/** Who answers, how they are asked, and what it may cost at most. */
export function AnswersAndBudget({ id }: { id: string }) {
  const answersFrom = useRunOptions((options) => options.answersFrom)
  const delivery = useRunOptions((options) => options.delivery)
  return (
    <>
      <Row id={`${id}-from`} title="Answers from">
        <Select
          id={`${id}-from`}
          value={answersFrom}
          options={sources}
          onChoose={(from) => useRunOptions.setState({ answersFrom: answersFromSchema.parse(from) })}
        />
      </Row>
      <Row
        id={`${id}-batch`}
        title="In batches"
        description="At half the price, each within a day; by Anthropic and OpenAI."
        aside={
          <Switch
            id={`${id}-batch`}
            checked={delivery === 'batch'}
            onChange={(isBatch) => useRunOptions.setState({ delivery: isBatch ? 'batch' : 'live' })}
          />
        }
      />
      <Row
        id={`${id}-cap`}
        title="Budget"
        description="Dollars that are paid at most; the run pauses before it would pass them."
      >
        <Budget id={`${id}-cap`} />
      </Row>
    </>
  )
}

function Budget({ id }: { id: string }) {
  const capUsd = useRunOptions((options) => options.capUsd)
  const draft = useDraft({
    value: capUsd,
    write: (value) => (value === null ? '' : writeValue(value)),
    read: readBudget,
    commit: (value) => useRunOptions.setState({ capUsd: typeof value === 'number' ? value : null }),
    endGesture: () => undefined,
  })
  const { trouble } = draft
  useEffect(() => {
    noteTrouble('capUsd', trouble)
    return () => noteTrouble('capUsd', null)
  }, [trouble])
  return (
    <Input
      id={id}
      inputMode="decimal"
      placeholder="none"
      unit="$"
      aria-invalid={trouble !== null}
      title={trouble ?? undefined}
      value={draft.text}
      onChange={({ target }) => draft.onText(target.value)}
      onBlur={draft.onBlur}
    />
  )
}

function readBudget(text: string): Reading {
  if (text.trim() === '') return { ok: true, value: null }
  const number = readNumber(text.replace(/^\s*\$/, ''))
  if (number > 0) return { ok: true, value: number }
  return { ok: false, trouble: 'Budget: an amount in dollars, above 0, or nothing' }
}
