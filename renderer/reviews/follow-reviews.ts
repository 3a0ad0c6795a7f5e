import { create } from 'zustand'
import { client, door, doorOpens, doorState } from '../api'
import { queryClient } from '../query'
import { showFailure } from '../shell/notice-store'

/** How many answers wait for a person. */
export const useWaitingReviews = create<{ waiting: number }>(() => ({ waiting: 0 }))

/** Keeps the count, and the page that lists them, as they are. Returns how to stop. */
export function followReviews(): () => void {
  const left = new AbortController()
  void follow(left.signal)
  return () => left.abort()
}

async function follow(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const { waiting } of await client.reviews.watch(undefined, { signal })) {
        useWaitingReviews.setState({ waiting })
        void queryClient.invalidateQueries({ queryKey: door.reviews.list.key() })
      }
    } catch (error) {
      if (signal.aborted) return
      if (doorState() === 'open') {
        showFailure(error, 'follow-reviews')
        return
      }
    }
    await doorOpens()
  }
}
