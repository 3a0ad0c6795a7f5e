import { type FormEvent, useId, useState } from 'react'
import type { RunInfo } from '../../shared/runs-contract'
import formStyles from '../designs/DetailsDialog.module.css'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { Input, TextArea } from '../shell/Inputs'
import { showFailure } from '../shell/notice-store'
import { describeRun } from './run-actions'

/** Name, tags and notes of a run. */
export function RunDetailsDialog({ run, onClose }: { run: RunInfo; onClose: () => void }) {
  const ids = useId()
  const [name, setName] = useState(run.name)
  const [tags, setTags] = useState(run.tags.join(', '))
  const [notes, setNotes] = useState(run.notes)
  const isMissing = name.trim() === ''
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (isMissing) return
    onClose()
    describeRun({ id: run.id, name: name.trim(), tags: tags.split(','), notes }).catch(showFailure)
  }
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" type="submit" form={`${ids}-form`} disabled={isMissing}>
        Save
      </Button>
    </>
  )
  return (
    <Dialog title="Name, tags and notes" isOpen onClose={onClose} footer={footer}>
      <form id={`${ids}-form`} className={formStyles.form} onSubmit={save}>
        <label htmlFor={`${ids}-name`}>Name</label>
        <Input
          id={`${ids}-name`}
          maxLength={200}
          value={name}
          aria-invalid={isMissing}
          aria-describedby={`${ids}-trouble`}
          onChange={({ target }) => setName(target.value)}
        />
        <p id={`${ids}-trouble`} className={formStyles.trouble} aria-live="polite">
          {isMissing ? 'Enter a name' : ''}
        </p>
        <label htmlFor={`${ids}-tags`}>Tags</label>
        <Input
          id={`${ids}-tags`}
          value={tags}
          placeholder="baseline, for the report"
          onChange={({ target }) => setTags(target.value)}
        />
        <p className={formStyles.about}>Separated by commas. The list of runs can be searched by them.</p>
        <label htmlFor={`${ids}-notes`}>Notes</label>
        <TextArea id={`${ids}-notes`} value={notes} onChange={({ target }) => setNotes(target.value)} />
      </form>
    </Dialog>
  )
}
