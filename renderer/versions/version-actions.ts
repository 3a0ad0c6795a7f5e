import { client, door } from '../api'
import { adopt } from '../designs/adopt'
import { saveNow } from '../designs/autosave'
import type { OpenDocument } from '../designs/document'
import { queryClient } from '../query'
import { showNotice } from '../shell/notice-store'
import { words } from '../words'

/** Makes an older version the present one; undo leads back, and the history keeps both. */
export async function restoreVersion(document: OpenDocument, number: number): Promise<void> {
  if (!(await saveNow(document))) return
  await adopt(document, await client.designs.restoreVersion({ id: document.id, number }))
  showNotice({ tone: 'good', text: words.versions.isRestored(number) })
}

export async function labelVersion(document: OpenDocument, number: number, label: string): Promise<void> {
  const versions = await client.designs.labelVersion({ id: document.id, number, label })
  queryClient.setQueryData(door.designs.versions.queryKey({ input: { id: document.id } }), versions)
}
