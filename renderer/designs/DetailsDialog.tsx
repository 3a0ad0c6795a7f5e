import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { DesignSummary } from '../../shared/designs-contract'
import { door } from '../api'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { Input } from '../shell/Inputs'
import { showFailure } from '../shell/notice-store'
import { words } from '../words'
import styles from './DetailsDialog.module.css'
import { describeDesign } from './design-actions'
import { closeDialog } from './dialogs'

/** Name and tags of a design of the list. */
export function DetailsDialog({ id }: { id: string }) {
  const designs = useQuery(door.designs.list.queryOptions())
  const design = designs.data?.find((one) => one.id === id)
  return design === undefined ? null : <DetailsForm key={id} design={design} />
}

function DetailsForm({ design }: { design: DesignSummary }) {
  const ids = useId()
  const [name, setName] = useState(design.name)
  const [tags, setTags] = useState(design.tags.join(', '))
  const isMissing = name.trim() === ''
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (isMissing) return
    closeDialog()
    describeDesign(design.id, name.trim(), tags.split(',')).catch(showFailure)
  }
  const footer = (
    <>
      <Button onClick={closeDialog}>{words.details.cancel}</Button>
      <Button look="primary" type="submit" form={`${ids}-form`} disabled={isMissing}>
        {words.details.save}
      </Button>
    </>
  )
  return (
    <Dialog title={words.details.title} isOpen onClose={closeDialog} footer={footer}>
      <form id={`${ids}-form`} className={styles.form} onSubmit={save}>
        <label htmlFor={`${ids}-name`}>{words.details.name}</label>
        <Input
          id={`${ids}-name`}
          maxLength={120}
          value={name}
          aria-invalid={isMissing}
          aria-describedby={`${ids}-trouble`}
          onChange={({ target }) => setName(target.value)}
        />
        <p id={`${ids}-trouble`} className={styles.trouble} aria-live="polite">
          {isMissing ? words.details.nameMissing : ''}
        </p>
        <label htmlFor={`${ids}-tags`}>{words.details.tags}</label>
        <Input
          id={`${ids}-tags`}
          value={tags}
          aria-describedby={`${ids}-about`}
          onChange={({ target }) => setTags(target.value)}
        />
        <p id={`${ids}-about`} className={styles.about}>
          {words.details.tagsAbout}
        </p>
      </form>
    </Dialog>
  )
}
