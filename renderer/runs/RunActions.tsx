import { useState } from 'react'
import type { RunInfo } from '../../shared/runs-contract'
import { showPage } from '../designs/session'
import { Button } from '../shell/Button'
import { showFailure } from '../shell/notice-store'
import { openRun } from './open-run'
import { ResumeButton } from './ResumeButton'
import { pauseRun, stopRun } from './run-actions'
import { WatchPopover } from './WatchPopover'

/** What can be done with the shown run, as it stands. */
export function RunActions({ info, status }: { info: RunInfo; status: RunInfo['status'] }) {
  const [isBusy, setBusy] = useState(false)
  const act = (what: (id: string) => Promise<void>) => {
    setBusy(true)
    what(info.id)
      .catch(showFailure)
      .finally(() => setBusy(false))
  }
  return (
    <>
      <WatchPopover info={info} status={status} />
      {status === 'running' ? (
        <>
          <Button disabled={isBusy} onClick={() => act(pauseRun)}>
            Pause
          </Button>
          <Button disabled={isBusy} onClick={() => act(stopRun)}>
            Stop
          </Button>
        </>
      ) : (
        <Button onClick={() => openRun(info.id)}>Results</Button>
      )}
      {status === 'done' && <Button onClick={() => showPage('compare')}>Compare</Button>}
      {status !== 'running' && status !== 'done' && <ResumeButton info={info} />}
    </>
  )
}
