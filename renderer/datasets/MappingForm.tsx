import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { door } from '../api'
import { Input, Select } from '../shell/Inputs'
import styles from './ImportDialog.module.css'
import {
  type MappingDraft,
  type MappingField,
  outcomeFields,
  problemFields,
  type RowForm,
  repeatsProblems,
  singleFields,
} from './mapping'
import { PreviewTable } from './PreviewTable'
import { WideModels } from './WideModels'
import { WidePatterns } from './WidePatterns'

interface MappingFormProps {
  preview: {
    format: string
    rowsIn: string | null
    lists: string[]
    columns: string[]
    rows: Record<string, string>[]
  }
  draft: MappingDraft
  name: string
  /** The title of the column that is still to be chosen. */
  missing: string | null
  /** Another list of the document is to be read. */
  onRowsIn: (list: string) => void
  onDraft: (draft: MappingDraft) => void
  onName: (name: string) => void
}

export function MappingForm({ preview, draft, name, missing, onRowsIn, onDraft, onName }: MappingFormProps) {
  const id = useId()
  const datasets = useQuery(door.datasets.list.queryOptions())
  const isKnown = datasets.data?.some((dataset) => dataset.name === name.trim()) === true
  return (
    <>
      {preview.lists.length > 1 && (
        <div className={styles.formRow}>
          <label htmlFor={`${id}-rows`}>The rows are in</label>
          <Select
            id={`${id}-rows`}
            value={preview.rowsIn ?? ''}
            options={preview.lists.map((list) => ({ value: list, label: list }))}
            onChoose={onRowsIn}
          />
        </div>
      )}
      <PreviewTable columns={preview.columns} rows={preview.rows} />
      <div className={styles.nameRow}>
        <label htmlFor={`${id}-name`}>Dataset name</label>
        <Input
          id={`${id}-name`}
          list={`${id}-known`}
          maxLength={120}
          value={name}
          onChange={({ target }) => onName(target.value)}
        />
        <datalist id={`${id}-known`}>
          {datasets.data?.map((dataset) => (
            <option key={dataset.id} value={dataset.name} />
          ))}
        </datalist>
        <span className={styles.quiet}>{isKnown ? 'adds to the dataset that is there' : 'a new dataset'}</span>
      </div>
      <h3 className={styles.heading}>What the columns mean</h3>
      <Columns
        fields={problemFields}
        columns={preview.columns}
        chosen={draft.problem}
        missing={missing}
        onChoose={(problem) => onDraft({ ...draft, problem })}
      />
      <div className={styles.formRow}>
        <label htmlFor={`${id}-form`}>Each row is</label>
        <Select
          id={`${id}-form`}
          value={draft.form}
          options={forms}
          onChoose={(form) => onDraft({ ...draft, form: form as RowForm })}
        />
      </div>
      {draft.form === 'problem' && repeatsProblems(preview.rows, draft) && (
        <p className={styles.hint}>
          The same problem comes in several rows. If each row is what a model answered, say so above and choose the
          column that names the model.
        </p>
      )}
      {draft.form === 'long' && (
        <Columns
          fields={outcomeFields}
          columns={preview.columns}
          chosen={draft.outcome}
          missing={missing}
          onChoose={(outcome) => onDraft({ ...draft, outcome })}
        />
      )}
      {draft.form === 'single' && (
        <>
          <div className={styles.formRow}>
            <label htmlFor={`${id}-model`}>
              Model
              {missing === 'Model' && <span className={styles.needed}> name it</span>}
            </label>
            <Input
              id={`${id}-model`}
              maxLength={300}
              value={draft.model}
              onChange={({ target }) => onDraft({ ...draft, model: target.value })}
            />
          </div>
          <Columns
            fields={singleFields}
            columns={preview.columns}
            chosen={draft.outcome}
            missing={missing}
            onChoose={(outcome) => onDraft({ ...draft, outcome })}
          />
        </>
      )}
      {draft.form === 'wide' && (
        <>
          <WideModels wide={draft.wide} onWide={(wide) => onDraft({ ...draft, wide })} />
          <WidePatterns columns={preview.columns} wide={draft.wide} onWide={(wide) => onDraft({ ...draft, wide })} />
        </>
      )}
    </>
  )
}

const forms: readonly { value: RowForm; label: string }[] = [
  { value: 'problem', label: 'a problem' },
  { value: 'long', label: 'what one model answered to a problem' },
  { value: 'single', label: 'what one model answered, the same in all rows' },
  { value: 'wide', label: 'a problem with what several models answered' },
]

interface ColumnsProps<Name extends string> {
  fields: readonly MappingField<Name>[]
  columns: readonly string[]
  chosen: Partial<Record<Name, string>>
  missing: string | null
  onChoose: (chosen: Partial<Record<Name, string>>) => void
}

function Columns<Name extends string>({ fields, columns, chosen, missing, onChoose }: ColumnsProps<Name>) {
  const id = useId()
  return (
    <div className={styles.columns}>
      {fields.map(({ name, title, required }) => (
        <div key={name} className={styles.column}>
          <label htmlFor={`${id}-${name}`}>
            {title}
            {required === true && missing === title && <span className={styles.needed}> choose a column</span>}
          </label>
          <Select
            id={`${id}-${name}`}
            value={chosen[name] ?? ''}
            aria-invalid={required === true && missing === title}
            options={[
              { value: '', label: required === true ? 'choose…' : 'not in the file' },
              ...columns.map((column) => ({ value: column, label: column })),
            ]}
            onChoose={(column) => onChoose({ ...chosen, [name]: column })}
          />
        </div>
      ))}
    </div>
  )
}
