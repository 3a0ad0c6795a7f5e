import { useState } from 'react'
import { formatUsd, sentence } from '../../shared/format'
import type { RunInfo } from '../../shared/runs-contract'
import { Row } from '../inspector/Row'
import { readNumber } from '../inspector/read-number'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { Input } from '../shell/Inputs'
import { showFailure } from '../shell/notice-store'
import { useRunProgress } from './follow-run'
import { resumeRun } from './run-actions'
import styles from './WatchPopover.module.css'

/** Goes on with what is left. A run with a budget is asked for a new one first: what it had may be used up. */
export function ResumeButton({ info }: { info: RunInfo }) {
  const [isAsking, setAsking] = useState(false)
  const go = (capUsd?: number | null) => {
    setAsking(false)
    resumeRun(info.id, capUsd).catch(showFailure)
  }
  return (
    <>
      <Button look="primary" onClick={() => (info.capUsd === null ? go() : setAsking(true))}>
        Resume
      </Button>
      {isAsking && <AskBudget info={info} capUsd={info.capUsd ?? 0} onGo={go} onClose={() => setAsking(false)} />}
    </>
  )
}

interface AskBudgetProps {
  info: RunInfo
  capUsd: number
  onGo: (capUsd: number | null) => void
  onClose: () => void
}

function AskBudget({ info, capUsd, onGo, onClose }: AskBudgetProps) {
  const progress = useRunProgress(({ progressById }) => progressById[info.id])
  const spent = progress?.billedUsd
  const why = progress?.failure ?? info.failure
  const [text, setText] = useState(String(capUsd))
  const budget = text.trim() === '' ? null : readNumber(text.replace(/^\s*\$/, ''))
  const isWrong = budget !== null && !(budget > 0)
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled={isWrong} onClick={() => onGo(budget)}>
        Resume
      </Button>
    </>
  )
  return (
    <Dialog title="Resume the run" isOpen onClose={onClose} footer={footer}>
      <p className={styles.why}>
        {why === null ? spentWords(spent ?? null, capUsd) : `${sentence(why)}.`} Nothing is paid twice.
      </p>
      <Row
        id="resume-budget"
        title="Budget from here on"
        description="For the whole run, what is spent included; nothing: no budget."
        trouble={isWrong ? 'enter an amount above 0, or nothing' : null}
      >
        <Input
          id="resume-budget"
          inputMode="decimal"
          unit="$"
          placeholder="none"
          value={text}
          aria-invalid={isWrong}
          onChange={({ target }) => setText(target.value)}
        />
      </Row>
    </Dialog>
  )
}

function spentWords(spent: number | null, capUsd: number): string {
  return spent === null
    ? `${formatUsd(capUsd)} was its budget.`
    : `${formatUsd(spent)} of ${formatUsd(capUsd)} is spent.`
}
