import { doorState, onDoorState } from './api'
import { queryClient } from './query'
import { findRunUnderWay } from './runs/follow-run'
import { dismissNotice, showNotice } from './shell/notice-store'

const key = 'door'

/** Says when the engine is gone and asks everything again when it is back. Returns how to stop. */
export function followDoor(): () => void {
  let wasLost = false
  findRunUnderWay()
  if (doorState() === 'lost') wasLost = true
  return onDoorState((state) => {
    if (state === 'lost') {
      wasLost = true
      showNotice({ key, tone: 'warn', text: 'The engine stopped answering; connecting again…' })
    }
    if (state === 'open' && wasLost) {
      wasLost = false
      dismissNotice(key)
      void queryClient.invalidateQueries()
      findRunUnderWay()
    }
  })
}
