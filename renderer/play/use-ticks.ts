import { useEffect, useState } from 'react'

const TICK_MS = 100

/** The page's clock, told anew ten times a second while it runs. */
export function useTicks(isRunning: boolean): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setNow(performance.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [isRunning])
  return now
}
