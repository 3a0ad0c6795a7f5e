import { doorState, onDoorState } from './api'
import { saveAll } from './designs/autosave'
import { queryClient } from './query'
import { followRunsUnderWay } from './runs/follow-run'
import { offerToResume } from './runs/offer-to-resume'
import { dismissNotice, showFailure, showNotice } from './shell/notice-store'

const key = 'door'

/** Says when the engine is gone, asks everything again when it is back, and tells of a run that it left unfinished. Returns how to stop. */
export function followDoor(): () => void {
  let wasLost = doorState() === 'lost'
  followRuns()
  return onDoorState((state) => {
    if (state === 'lost') {
      wasLost = true
      showNotice({ key, tone: 'bad', text: 'The engine stopped answering; connecting again…' })
    }
    if (state === 'open' && wasLost) {
      wasLost = false
      dismissNotice(key)
      void queryClient.invalidateQueries()
      void saveAll()
      followRuns()
    }
  })
}

function followRuns(): void {
  followRunsUnderWay().then(offerToResume).catch(showFailure)
}
