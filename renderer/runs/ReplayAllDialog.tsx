import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DesignSummary } from '../../shared/designs-contract'
import { formatNumberOf } from '../../shared/format'
import { door } from '../api'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { showFailure } from '../shell/notice-store'
import { EstimateLine, EstimateTotal } from './EstimateLine'
import styles from './Replay.module.css'
import { RunOptionsForm } from './RunOptionsForm'
import { replayAll, useReplay } from './replay-all'
import { useOptionsTrouble, useRunDataset } from './run-options'

interface ReplayAllDialogProps {
  isOpen: boolean
  onClose: () => void
}

/** More would fill the dialog. */
const mostEstimates = 8

function Estimates({ designs }: { designs: readonly DesignSummary[] }) {
  return (
    <section className={styles.estimates} aria-label="What it will take">
      {designs.slice(0, mostEstimates).map(({ id, name }) => (
        <EstimateLine key={id} designId={id} name={name} />
      ))}
      {designs.length > mostEstimates && <p>and {formatNumberOf(designs.length - mostEstimates, 'more design')}</p>}
    </section>
  )
}

export function ReplayAllDialog({ isOpen, onClose }: ReplayAllDialogProps) {
  const designs = useQuery(door.designs.list.queryOptions())
  const dataset = useRunDataset()
  const trouble = useOptionsTrouble()
  const isBusy = useReplay(({ replay }) => replay !== null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = (designs.data ?? []).filter(({ id }) => !left.has(id))
  const toggle = (id: string, isOn: boolean) => {
    const next = new Set(left)
    if (isOn) next.delete(id)
    else next.add(id)
    setLeft(next)
  }
  const start = () => {
    if (dataset === undefined) return
    onClose()
    replayAll(chosen, dataset).catch(showFailure)
  }
  const footer = (
    <>
      {isOpen && <EstimateTotal designIds={chosen.map(({ id }) => id)} />}
      <Button onClick={onClose}>Cancel</Button>
      <Button
        look="primary"
        disabled={isBusy || chosen.length === 0 || dataset === undefined || trouble !== undefined}
        onClick={start}
      >
        Replay {formatNumberOf(chosen.length, 'design')}
      </Button>
    </>
  )
  return (
    <Dialog title="Replay all designs" isOpen={isOpen} onClose={onClose} footer={footer}>
      <p className={styles.about}>
        Every design gets the same problems with the same luck, one design after the other; then they are compared.
      </p>
      <div className={styles.form}>
        <div>
          <RunOptionsForm />
        </div>
        <fieldset className={styles.designs}>
          <legend>Designs</legend>
          {designs.data?.map(({ id, name }) => (
            <label key={id}>
              <input type="checkbox" checked={!left.has(id)} onChange={({ target }) => toggle(id, target.checked)} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {isOpen && <Estimates designs={chosen} />}
    </Dialog>
  )
}
