import type { StopSignal } from '../../shared/nodes/kind'
import type { LiveLimits } from './limits'
import type { TransportFault } from './transport-fault'

/** Watches one request: that it connects, that something comes, that it ends, and that it is still wanted. */
export interface Watch {
  /** Why it was given up, once it was. */
  readonly fault: TransportFault | null
  readonly signal: AbortSignal
  begin(giveUp: (fault: TransportFault) => void): void
  connected(): void
  /** Something came: the idle time begins anew. */
  heard(): void
  /** The reply is an error's text: it is waited for only shortly, since its status has said what matters. */
  hurry(): void
  end(): void
}

const ERROR_TEXT_MS = 5_000

export function startWatch(limits: LiveLimits, timeoutMs: number | undefined, stop: StopSignal): Watch {
  const { connectMs, idleMs } = limits
  const totalMs = Math.min(limits.totalMs, timeoutMs ?? Number.POSITIVE_INFINITY)
  const controller = new AbortController()
  let fault: TransportFault | null = null
  let giveUp: ((fault: TransportFault) => void) | undefined
  let pending: NodeJS.Timeout | undefined
  const expire = (why: TransportFault) => {
    if (fault !== null) return
    fault = why
    clear()
    giveUp?.(why)
    controller.abort()
  }
  const onStop = () => expire({ kind: 'stopped', message: 'it was stopped before its reply had ended' })
  const total = setTimeout(
    () => expire({ kind: 'total', message: `no whole reply within ${seconds(totalMs)}` }),
    totalMs,
  )
  const clear = () => {
    clearTimeout(total)
    clearTimeout(pending)
    pending = undefined
    stop.removeEventListener('abort', onStop)
  }
  const wait = (ms: number, why: TransportFault) => {
    clearTimeout(pending)
    if (fault !== null) return
    const timer = setTimeout(() => {
      // What came while this process was busy is taken in first: the silence may have been our own.
      setImmediate(() => {
        if (pending === timer) expire(why)
      })
    }, ms)
    pending = timer
  }
  const silent = (ms: number) => wait(ms, { kind: 'idle', message: `nothing was heard for ${seconds(ms)}` })
  stop.addEventListener('abort', onStop, { once: true })
  if (stop.aborted) onStop()
  return {
    get fault() {
      return fault
    },
    signal: controller.signal,
    begin(onGiveUp) {
      giveUp = onGiveUp
      if (fault !== null) onGiveUp(fault)
      wait(connectMs, { kind: 'connect', message: `no connection within ${seconds(connectMs)}` })
    },
    connected: () => silent(idleMs),
    heard: () => silent(idleMs),
    hurry: () => silent(Math.min(idleMs, ERROR_TEXT_MS)),
    end: clear,
  }
}

function seconds(ms: number): string {
  return ms >= 1000 ? `${Math.round(ms / 1000)} s` : `${ms} ms`
}
