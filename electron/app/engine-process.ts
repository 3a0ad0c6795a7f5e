// The engine and the store in a process of their own: a long replay does not make the window stutter, and a crash here
// does not take the app down.
import { existsSync } from 'node:fs'
import { RPCHandler } from '@orpc/server/message-port'
import { lineOf, SwitchyardError } from '../../shared/errors'
import { type Composed, compose } from '../compose'
import { type KeyKeeper, type KeyRing, keyRing } from '../service/keys/key-ring'
import { createRouter } from '../service/router'
import type { EngineOptions, FromEngine, ToEngine } from './engine-messages'

const tell = (message: FromEngine) => process.parentPort.postMessage(message)

type WithoutAsk<Message> = Message extends { ask: number } ? Omit<Message, 'ask'> : never

/** The main process has the keychain; what it is asked to keep it answers by number. */
class Keychain implements KeyKeeper {
  private asked = 0
  private readonly waiting = new Map<number, (trouble: string | null) => void>()

  keep: KeyKeeper['keep'] = (kept) => this.ask({ kind: 'keep', kept })
  drop: KeyKeeper['drop'] = (name) => this.ask({ kind: 'drop', name })

  private ask(message: WithoutAsk<FromEngine>): Promise<void> {
    this.asked += 1
    const ask = this.asked
    return new Promise((done, failed) => {
      this.waiting.set(ask, (trouble) => {
        if (trouble === null) done()
        else failed(new SwitchyardError('KEY_UNSAFE', trouble, { hint: 'give the key again' }))
      })
      tell({ ...message, ask })
    })
  }

  answered({ ask, trouble }: { ask: number; trouble: string | null }): void {
    this.waiting.get(ask)?.(trouble)
    this.waiting.delete(ask)
  }
}

const keychain = new Keychain()
let ring: KeyRing = keyRing({ keeping: 'session', keeper: keychain })

/** The ring is replaced once, when the keys arrive and before any window is connected. */
const keys: KeyRing = {
  get keeping() {
    return ring.keeping
  },
  find: (wanted) => ring.find(wanted),
  put: (kept) => ring.put(kept),
  drop: (name) => ring.drop(name),
}

function open(): Composed | undefined {
  const { nativeBinding, mayMake, ...options }: EngineOptions = JSON.parse(process.argv[2] ?? '{}')
  try {
    if (!mayMake && !existsSync(options.databaseFile))
      throw new SwitchyardError('STORE_UNREADABLE', `there is no database at ${options.databaseFile}`, {
        hint: 'it may have been moved, or its disk is not there',
      })
    return compose({ ...options, host: 'app', keys, ...(nativeBinding === null ? {} : { nativeBinding }) })
  } catch (error) {
    tell({ kind: 'refused', line: lineOf(error) })
    return undefined
  }
}

/** Runs are stopped where they are; they can be resumed. */
async function end(composed: Composed): Promise<void> {
  await composed.stop()
  composed.close()
  process.exit(0)
}

const composed = open()
if (composed) {
  const handler = new RPCHandler(createRouter(composed.services))
  process.parentPort.on('message', ({ data, ports }) => {
    const message = data as ToEngine
    switch (message.kind) {
      case 'keys':
        ring = keyRing({ keeping: message.keeping, kept: message.keys, keeper: keychain })
        return
      case 'kept':
        return keychain.answered(message)
      case 'may-write':
        return composed.services.exportPlaces.allow(message.ticket, message.file)
      case 'stop':
        return void end(composed)
      case 'connect': {
        const [port] = ports
        if (!port) return
        handler.upgrade(port)
        port.start()
      }
    }
  })
  tell({ kind: 'ready' })
}
