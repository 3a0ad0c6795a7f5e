import { useQuery } from '@tanstack/react-query'
import { formatBytes, formatNumberOf } from '../../shared/format'
import type { RunInfo } from '../../shared/runs-contract'
import { door } from '../api'
import { Button } from '../shell/Button'
import { Dialog } from '../shell/Dialog'
import { showFailure } from '../shell/notice-store'
import { useOpenRun } from './open-run'
import { removeRun } from './run-actions'

/** Says what goes with a run before it is deleted. */
export function DeleteRunDialog({ run, onClose }: { run: RunInfo; onClose: () => void }) {
  const size = useQuery(door.runs.size.queryOptions({ input: { id: run.id } }))
  const remove = () => {
    onClose()
    if (useOpenRun.getState().runId === run.id) useOpenRun.setState({ runId: null })
    removeRun(run.id).catch(showFailure)
  }
  const footer = (
    <>
      <Button onClick={onClose}>Keep it</Button>
      <Button look="danger" disabled={run.status === 'running'} onClick={remove}>
        Delete the run
      </Button>
    </>
  )
  return (
    <Dialog title="Delete this run?" isOpen onClose={onClose} footer={footer}>
      <p>
        “{run.name}” with{' '}
        {run.finished === 0 ? 'no result yet' : `${formatNumberOf(run.finished, 'result')} and their calls`}
        {size.data === undefined ? '' : `, about ${formatBytes(size.data)}`}. This cannot be undone. The design, the
        dataset and the answers of models that were kept as outcomes stay.
      </p>
      {run.status === 'running' && <p>It is still running; stop it first.</p>}
    </Dialog>
  )
}
