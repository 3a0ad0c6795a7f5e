import { ChevronLeft, ChevronRight, Shuffle } from 'lucide-react'
import { formatCount } from '../../shared/format'
import { Button } from '../shell/Button'
import { Input } from '../shell/Inputs'
import styles from './ProblemPicker.module.css'
import { pickProblem, usePickedProblem } from './picked-problem'

/** Which problem of the dataset is tried out. */
export function ProblemPicker() {
  const { dataset, ordinal } = usePickedProblem()
  if (dataset === undefined || dataset.problems === 0)
    return <p className={styles.none}>There is no dataset to choose a problem from; import one under Datasets.</p>
  const last = dataset.problems - 1
  const type = (text: string) => {
    const place = Number(text.replace(/\D/g, ''))
    if (place >= 1) pickProblem(Math.min(place - 1, last))
  }
  return (
    <div className={styles.picker}>
      <span className={styles.words} title={dataset.name}>
        {dataset.name}
      </span>
      <Button look="quiet" label="The problem before" disabled={ordinal === 0} onClick={() => pickProblem(ordinal - 1)}>
        <ChevronLeft size={14} />
      </Button>
      <Input
        className={styles.place}
        aria-label={`Problem, 1 to ${formatCount(dataset.problems)}`}
        inputMode="decimal"
        value={ordinal + 1}
        onChange={({ target }) => type(target.value)}
      />
      <Button look="quiet" label="The next problem" disabled={ordinal >= last} onClick={() => pickProblem(ordinal + 1)}>
        <ChevronRight size={14} />
      </Button>
      <Button
        look="quiet"
        label="Any problem"
        onClick={() => pickProblem(Math.floor(Math.random() * dataset.problems))}
      >
        <Shuffle size={13} />
      </Button>
    </div>
  )
}
