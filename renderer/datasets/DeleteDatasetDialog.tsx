import { useQuery } from '@tanstack/react-query'
import type { DatasetSummary } from '../../shared/datasets-contract'
import { formatNumberOf } from '../../shared/format'
import { client, door } from '../api'
import { queryClient } from '../query'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { showFailure } from '../shell/notice-store'

/** Says what goes with a dataset before it is deleted. */
export function DeleteDatasetDialog({ dataset, onClose }: { dataset: DatasetSummary; onClose: () => void }) {
  const needs = useQuery({ ...door.datasets.needs.queryOptions({ input: { id: dataset.id } }), staleTime: 0 })
  const remove = () => {
    onClose()
    client.datasets
      .remove({ id: dataset.id })
      .then(() => queryClient.invalidateQueries())
      .catch(showFailure)
  }
  const footer = (
    <>
      <Button onClick={onClose}>Keep it</Button>
      <Button look="danger" disabled={needs.data === undefined} onClick={remove}>
        Delete the dataset
      </Button>
    </>
  )
  return (
    <Dialog title={`Delete “${dataset.name}”?`} isOpen onClose={onClose} footer={footer}>
      {needs.data !== undefined && (
        <p>
          With it go {formatNumberOf(needs.data.problems, 'problem')}, {formatNumberOf(needs.data.outcomes, 'outcome')}
          {needs.data.runs === 0
            ? '; no run depends on it'
            : ` and ${formatNumberOf(needs.data.runs, 'run')} over it with ${formatNumberOf(needs.data.results, 'result')}`}
          . Designs stay. This cannot be undone.
        </p>
      )}
    </Dialog>
  )
}
