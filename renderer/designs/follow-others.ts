import { client, door } from '../api'
import { queryClient } from '../query'
import { showFailure, showNotice } from '../shell/notice-store'
import { words } from '../words'
import { adoptSaved } from './adopt'
import { forgetSaver } from './autosave'
import { useSession } from './session'

/** Looks, whenever this window is come back to, whether another one has changed what is open here. Returns how to stop. */
export function followOtherWindows(): () => void {
  const look = () => void takeInOthers().catch(showFailure)
  window.addEventListener('focus', look)
  return () => window.removeEventListener('focus', look)
}

async function takeInOthers(): Promise<void> {
  const designs = await client.designs.list()
  queryClient.setQueryData(door.designs.list.queryKey(), designs)
  const { documents, openId } = useSession.getState()
  for (const document of Object.values(documents)) {
    const { summary, saveState } = document.store.getState()
    const saved = designs.find(({ id }) => id === document.id)
    if (saveState !== 'saved' || saved?.hash === summary.hash) continue
    if (saved === undefined) {
      close(document.id)
      continue
    }
    await adoptSaved(document)
    if (document.id === openId) showNotice({ tone: 'info', text: words.saving.followed(saved.name) })
  }
}

function close(id: string): void {
  forgetSaver(id)
  const { [id]: _, ...documents } = useSession.getState().documents
  useSession.setState(({ openId }) => ({ documents, openId: openId === id ? null : openId }))
}
