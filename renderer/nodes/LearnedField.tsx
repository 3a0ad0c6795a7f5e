import { useId, useState } from 'react'
import { formatNumberOf, formatShare } from '../../shared/format'
import { learnedModelSchema } from '../../shared/nodes/classifier/learned/learned-model'
import { Row } from '../inspector/Row'
import type { SettingFieldProps } from '../inspector/SettingField'
import { Button } from '../shell/Button'
import styles from './LearnedField.module.css'
import { TrainDialog } from './TrainDialog'

/** What a classifier was trained on, how well it did, and the way to train it. */
export function LearnedField({ spec, value, issue, change }: SettingFieldProps) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const parsed = learnedModelSchema.safeParse(value)
  return (
    <Row id={id} title={spec.title} description={spec.description} trouble={issue?.message}>
      <div id={id} className={styles.field}>
        {parsed.success && (
          <p>
            {formatNumberOf(parsed.data.trainedOn.problems, 'problem')} of {parsed.data.trainedOn.dataset}. Right label
            for {formatShare(parsed.data.trainedOn.heldOut)} of those it had not seen; always the commonest one:{' '}
            {formatShare(parsed.data.trainedOn.commonest)}.
          </p>
        )}
        <Button onClick={() => setOpen(true)}>{parsed.success ? 'Train again…' : 'Train…'}</Button>
      </div>
      {isOpen && (
        <TrainDialog
          onClose={() => setOpen(false)}
          onTrained={(model) => {
            setOpen(false)
            change(model)
          }}
        />
      )}
    </Row>
  )
}
