import { Popover } from '@base-ui/react/popover'
import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import { formatCount, formatSetUsd } from '../../shared/format'
import { type MoneyPer, moneyPers } from '../../shared/money-unit'
import { Row } from '../inspector/Row'
import { readNumber } from '../inspector/read-number'
import { useDraft } from '../inspector/use-draft'
import buttonStyles from '../shell/Button.module.css'
import { Input } from '../shell/Inputs'
import popupStyles from '../shell/Popup.module.css'
import { classes } from '../theme/classes'
import styles from './ComparePage.module.css'
import { setMoney, useMoney } from './money'
import { Segments } from './Segments'

const names: Record<MoneyPer, string> = { problem: 'per problem', thousand: 'per 1,000', month: 'per month' }
const options = moneyPers.map((value) => ({ value, label: names[value] }))

/** What dollars are counted for, and what a right answer is worth. */
export function MoneyControls() {
  const { per, monthlyProblems, valuePerCorrect } = useMoney()
  const id = useId()
  return (
    <div className={styles.money}>
      <Segments label="Dollars" options={options} value={per} onChoose={(next) => setMoney({ per: next })} />
      <Popover.Root>
        <Popover.Trigger className={classes(buttonStyles.button, buttonStyles.quiet)}>
          {formatCount(monthlyProblems)} a month
          {valuePerCorrect !== null && ` · ${formatSetUsd(valuePerCorrect)} a right answer`} <ChevronDown size={14} />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Positioner sideOffset={6} align="end" className={popupStyles.positioner}>
            <Popover.Popup className={popupStyles.popover}>
              <Popover.Title className={popupStyles.title}>Your volume and value</Popover.Title>
              <Volume id={`${id}-volume`} />
              <Value id={`${id}-value`} />
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </div>
  )
}

function Volume({ id }: { id: string }) {
  const value = useMoney(({ monthlyProblems }) => monthlyProblems)
  const draft = useDraft({
    value,
    write: String,
    read: (text) => {
      const number = readNumber(text)
      if (Number.isInteger(number) && number >= 1 && number <= 1e9) return { ok: true, value: number }
      return { ok: false, trouble: 'A whole number from 1 to 1,000,000,000.' }
    },
    commit: (monthlyProblems) => setMoney({ monthlyProblems: Number(monthlyProblems) }),
    endGesture: () => undefined,
  })
  return (
    <Row id={id} title="Problems a month" trouble={draft.trouble ?? undefined}>
      <Input
        id={id}
        inputMode="decimal"
        value={draft.text}
        aria-invalid={draft.trouble !== null}
        onChange={({ target }) => draft.onText(target.value)}
        onBlur={draft.onBlur}
      />
    </Row>
  )
}

function Value({ id }: { id: string }) {
  const value = useMoney(({ valuePerCorrect }) => valuePerCorrect)
  const draft = useDraft({
    value,
    write: (saved) => (typeof saved === 'number' ? String(saved) : ''),
    read: (text) => {
      if (text.trim() === '') return { ok: true, value: null }
      const number = readNumber(text)
      if (number >= 0 && number <= 1e6) return { ok: true, value: number }
      return { ok: false, trouble: 'Dollars from 0 to 1,000,000, or nothing.' }
    },
    commit: (next) => setMoney({ valuePerCorrect: next === null ? null : Number(next) }),
    endGesture: () => undefined,
  })
  return (
    <Row
      id={id}
      title="Value of a right answer"
      description="With it, designs are told apart by what they are worth to you."
      trouble={draft.trouble ?? undefined}
    >
      <Input
        id={id}
        unit="$"
        inputMode="decimal"
        placeholder="not told"
        value={draft.text}
        aria-invalid={draft.trouble !== null}
        onChange={({ target }) => draft.onText(target.value)}
        onBlur={draft.onBlur}
      />
    </Row>
  )
}
