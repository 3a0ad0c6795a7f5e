import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { Mapping, ModelPrice } from '../../shared/dataset'
import type { ImportReport } from '../../shared/datasets-contract'
import { door, failureOf } from '../api'
import { queryClient } from '../query'
import { useRunOptions } from '../runs/run-options'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { lineOfFailure } from '../shell/notice-store'
import { DropFile } from './DropFile'
import { FillPrices } from './FillPrices'
import styles from './ImportDialog.module.css'
import { ImportResult } from './ImportResult'
import { closeImport, type ImportKind, useImport } from './import-state'
import { MappingForm } from './MappingForm'
import { completeMapping, type MappingDraft, nameFromFile, type RowForm, wideDraft } from './mapping'
import { pricesOf } from './WideModels'

/** A file, what its columns mean, and what came of it. */
export function ImportDialog() {
  const { isOpen, kind, file } = useImport()
  // A file dropped while the dialog is open begins it anew.
  return isOpen ? (
    <OpenDialog key={file === null ? '' : `${file.name} ${file.lastModified}`} kind={kind} dropped={file} />
  ) : null
}

function OpenDialog({ kind, dropped }: { kind: ImportKind; dropped: File | null }) {
  const steps = useImportSteps(kind)
  const { file, preview, draft, name, imported, busy, failure } = steps
  const takeDropped = useEffectEvent(() => dropped !== null && steps.takeFile(dropped))
  useEffect(() => {
    takeDropped()
  }, [])
  const mapping = draft === null ? { missing: 'Question' } : completeMapping(draft)
  const missing = 'missing' in mapping ? mapping.missing : null
  const isDone = imported !== undefined
  const footer = isDone ? (
    <>
      <Button onClick={steps.startOver}>Import another file</Button>
      <Button look="primary" onClick={closeImport}>
        Done
      </Button>
    </>
  ) : (
    <>
      <Button onClick={closeImport}>Cancel</Button>
      <Button
        look="primary"
        disabled={file === null || missing !== null || name.trim() === '' || busy !== null}
        onClick={() => !('missing' in mapping) && steps.importFile(mapping)}
      >
        {busy === 'import' ? 'Importing…' : 'Import'}
      </Button>
    </>
  )
  return (
    <Dialog
      title={kind === 'outcomes' ? 'Import recorded outcomes' : 'Import a dataset'}
      isOpen
      onClose={closeImport}
      footer={footer}
    >
      {failure !== null && (
        <p className={styles.trouble} role="alert">
          {lineOfFailure(failureOf(failure))}
        </p>
      )}
      {isDone && (
        <ImportResult report={imported}>
          {imported.unpriced.length > 0 && (
            <FillPrices
              models={imported.unpriced}
              isBusy={busy === 'import'}
              onFill={(prices) => !('missing' in mapping) && steps.importFile(mapping, prices)}
            />
          )}
        </ImportResult>
      )}
      {!isDone && <DropFile file={file} isReading={busy === 'preview'} onFile={steps.takeFile} />}
      {!isDone && preview !== undefined && draft !== null && (
        <MappingForm
          preview={preview}
          draft={draft}
          name={name}
          missing={missing}
          onRowsIn={(rowsIn) => file !== null && steps.takeFile(file, rowsIn)}
          onDraft={steps.setDraft}
          onName={steps.setName}
        />
      )}
    </Dialog>
  )
}

function useImportSteps(kind: ImportKind) {
  const [file, setFile] = useState<File | null>(null)
  const [draft, setDraft] = useState<MappingDraft | null>(null)
  const [name, setName] = useState('')
  // While prices are filled in, what the import came to stays in sight.
  const [filled, setFilled] = useState<ImportReport>()
  const preview = useMutation(door.datasets.preview.mutationOptions())
  const imports = useMutation(door.datasets.import.mutationOptions())

  const takeFile = (next: File, rowsIn?: string) => {
    setFile(next)
    setName((known) => (known === '' ? nameFromFile(next.name) : known))
    setDraft(null)
    setFilled(undefined)
    imports.reset()
    preview.mutate(
      { file: next, rowsIn },
      {
        onSuccess: ({ guess }) =>
          setDraft({
            problem: { ...guess.problem } as MappingDraft['problem'],
            outcome: { ...guess.outcome } as MappingDraft['outcome'],
            wide: wideDraft(guess.wide?.models ?? []),
            model: '',
            form: formOf(guess, kind),
          }),
      },
    )
  }
  const importFile = (mapping: Mapping, prices?: ModelPrice[]) => {
    if (file === null) return
    if (prices === undefined) setFilled(undefined)
    imports.mutate(
      {
        file,
        name: name.trim(),
        mapping,
        rowsIn: preview.data?.rowsIn ?? undefined,
        prices: prices ?? (draft?.form === 'wide' ? pricesOf(draft.wide) : []),
      },
      {
        onSuccess: (report) => {
          const { dataset } = report
          setFilled(report)
          useRunOptions.setState({ datasetId: dataset.id })
          void queryClient.invalidateQueries({ queryKey: door.datasets.key() })
        },
      },
    )
  }
  const startOver = () => {
    setFilled(undefined)
    setFile(null)
    setDraft(null)
    preview.reset()
    imports.reset()
  }
  return {
    file,
    draft,
    name,
    preview: preview.data,
    imported: filled,
    busy: busyWith(preview.isPending, imports.isPending),
    failure: imports.error ?? preview.error,
    setDraft,
    setName,
    takeFile,
    importFile,
    startOver,
  }
}

function formOf(guess: { outcome: unknown; wide: unknown }, kind: ImportKind): RowForm {
  if (guess.outcome !== null) return 'long'
  if (guess.wide !== null) return 'wide'
  return kind === 'outcomes' ? 'long' : 'problem'
}

function busyWith(isPreviewing: boolean, isImporting: boolean): 'import' | 'preview' | null {
  if (isImporting) return 'import'
  return isPreviewing ? 'preview' : null
}
