import { type ClientLink, createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { Contract } from '../shared/contract'
import { type Desktop, ENGINE_PORT } from '../shared/desktop'
import { SwitchyardError, singleLine } from '../shared/errors'

declare global {
  interface Window {
    /** Absent in a browser. */
    readonly desktop?: Desktop
  }
}

type Link = ClientLink<Record<never, never>>

/** One way to the engine, until it breaks: calls under way end with it, for nobody is left to answer them. */
interface Door {
  link: Link
  broken: AbortController
}

export type DoorState = 'opening' | 'open' | 'lost'

const listeners = new Set<(state: DoorState) => void>()
let state: DoorState = 'opening'
let current: Door | undefined
let waiting: ((door: Door) => void)[] = []

function setState(next: DoorState): void {
  state = next
  for (const listener of listeners) listener(next)
}

export function doorState(): DoorState {
  return state
}

/** Calls the listener on every change; returns how to stop. */
export function onDoorState(listener: (state: DoorState) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Resolves when the door opens the next time. */
export function doorOpens(): Promise<void> {
  return new Promise((done) => {
    const stop = onDoorState((state) => {
      if (state !== 'open') return
      stop()
      done()
    })
  })
}

/** The database behind the first door. */
let shown: string | undefined

/**
 * Opens a door to the same database as the one before. Behind another one, nothing that this page holds is true: it is loaded anew, and
 * nothing that waited is said to it. Undefined then, and where the link breaks first.
 */
async function tryDoor(link: Link): Promise<Door | undefined> {
  const asked = createORPCClient<ContractRouterClient<Contract>>(link)
    .system.info()
    .then(({ databaseFile }) => databaseFile)
  if (shown === undefined) {
    asked.then((file) => (shown ??= file)).catch(() => undefined)
    return openDoor(link)
  }
  const file = await asked.catch(() => undefined)
  if (file !== undefined && file !== shown) loadAnew()
  return file === shown ? openDoor(link) : undefined
}

function loadAnew(): void {
  if (window.desktop === undefined) location.reload()
  else window.desktop.reload()
}

function openDoor(link: Link): Door {
  const door = { link, broken: new AbortController() }
  closeDoor(current)
  current = door
  for (const go of waiting) go(door)
  waiting = []
  setState('open')
  return door
}

function closeDoor(door: Door | undefined): void {
  if (door === undefined) return
  door.broken.abort(new Error('the connection to the engine broke'))
  if (door !== current) return
  current = undefined
  setState('lost')
}

/** The port comes again, unasked, whenever the engine was restarted. */
function connectToApp(desktop: Desktop): void {
  window.addEventListener('message', (event) => {
    const [port] = event.ports
    if (event.source !== window || event.data !== ENGINE_PORT || port === undefined) return
    const door = tryDoor(new PortLink({ port }))
    port.addEventListener('close', () => void door.then(closeDoor))
    port.start()
  })
  desktop.connect()
}

const firstWaitMs = 250
const mostWaitMs = 5_000

function connectToHost(waitMs = firstWaitMs): void {
  const websocket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/rpc${location.search}`)
  let door: Door | undefined
  websocket.addEventListener('open', () => {
    void tryDoor(new SocketLink({ websocket })).then((opened) => {
      door = opened
      if (websocket.readyState !== WebSocket.OPEN) closeDoor(door)
    })
  })
  websocket.addEventListener('close', () => {
    closeDoor(door)
    const next = door === undefined ? Math.min(waitMs * 2, mostWaitMs) : firstWaitMs
    if (door === undefined) setState('lost')
    setTimeout(() => connectToHost(next), next)
  })
}

if (window.desktop === undefined) connectToHost()
else connectToApp(window.desktop)

const link: Link = {
  async call(path, input, options) {
    const door = current ?? (await new Promise<Door>((go) => waiting.push(go)))
    const signals = [door.broken.signal, ...(options.signal === undefined ? [] : [options.signal])]
    return door.link.call(path, input, { ...options, signal: AbortSignal.any(signals) })
  },
}

export const client: ContractRouterClient<Contract> = createORPCClient(link)

/** Query and mutation options for every procedure. */
export const door = createTanstackQueryUtils(client)

export interface Failure {
  code: string
  message: string
  hint: string
}

/** What the reader is told of any error: the door's own words where it sent some. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const data = error.data as Partial<Failure> | null | undefined
    if (typeof data?.code === 'string' && typeof data.message === 'string') {
      return { code: data.code, message: data.message, hint: data.hint ?? '' }
    }
  }
  if (error instanceof SwitchyardError) return { code: error.code, message: error.message, hint: error.hint }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'UNEXPECTED', message: singleLine(message, 200), hint: 'try again' }
}
