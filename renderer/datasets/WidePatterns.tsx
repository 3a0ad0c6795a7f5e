import { useId } from 'react'
import { MODEL_MARK } from '../../shared/wide-pattern'
import { Input } from '../shell/Inputs'
import styles from './ImportDialog.module.css'
import { outcomeFields, type PatternField, type WideDraft, withPattern } from './mapping'

interface WidePatternsProps {
  columns: readonly string[]
  wide: WideDraft
  onWide: (wide: WideDraft) => void
}

const fields = outcomeFields.filter(({ name }) => name !== 'model' && name !== 'sample')

/** How the columns of each model are named, where their names do not tell. */
export function WidePatterns({ columns, wide, onWide }: WidePatternsProps) {
  const id = useId()
  return (
    <details className={styles.patterns} open={wide.guessed.length === 0}>
      <summary>Columns by a pattern</summary>
      <p className={styles.about}>
        Write {MODEL_MARK} where a model’s name stands in the name of a column, such as {MODEL_MARK} score or outputs.
        {MODEL_MARK}.text.
      </p>
      <div className={styles.columns}>
        {fields.map(({ name, title }) => {
          const pattern = wide.patterns[name as PatternField] ?? ''
          return (
            <div key={name} className={styles.column}>
              <label htmlFor={`${id}-${name}`}>{title}</label>
              <Input
                id={`${id}-${name}`}
                value={pattern}
                aria-invalid={pattern.trim() !== '' && pattern.split(MODEL_MARK).length !== 2}
                onChange={({ target }) => onWide(withPattern(wide, columns, name as PatternField, target.value))}
              />
            </div>
          )
        })}
      </div>
      {wide.models.length === 0 && <p className={styles.about}>No column is like that yet.</p>}
    </details>
  )
}
